import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { PersonPage } from "#app/components/board/person-page.tsx";
import { dayAt, formatDay } from "#app/core/calendar.ts";
import { readId } from "#app/core/form.ts";
import { readPastDay } from "#app/core/past-day.ts";
import { mayLinkTo } from "#app/core/roles.ts";
import { describeStaffMember } from "#app/person.server.ts";
import { describeRequirementsOf } from "#app/person-requirements.server.ts";
import { requireUser } from "#app/session.server.ts";
import { describeWhatItTakes } from "#app/what-it-takes.server.ts";
import { findQuiz } from "#db/queries/quizzes.ts";
import { findStaffMember } from "#db/queries/staff.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.name ?? "Person"} · Needlepoint` },
];

/** What has just been done about extra time, by what the address says. */
const EXTRA_TIME_NOTICES = new Map([
  ["given", "Extra time is given."],
  ["ended", "Extra time is ended."],
]);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const asker = await requireUser(request);
  const member = await findStaffMember(asker, readId(params.personId) ?? 0);
  if (!member) throw new Response(null, { status: 404 });
  const { id, name, email, state, roles, workplaces } = member;
  const { searchParams } = new URL(request.url);
  const now = new Date();
  const { on, problem } = readPastDay(searchParams.get("on"), dayAt(now, member.timeZone));
  const granted = await findQuiz(searchParams.get("granted") ?? "");
  return {
    ...{ id, name, email, state, workplaces },
    seesBoard: asker.roles.includes("manager"),
    mayLink: mayLinkTo(asker.roles, roles),
    mayAdminister: asker.roles.includes("admin"),
    granted: granted?.quiz.title,
    extraTimeNotice: EXTRA_TIME_NOTICES.get(searchParams.get("extra-time") ?? ""),
    mayDecide: asker.id !== id,
    whatItTakes: await describeWhatItTakes(member, asker.id !== id, now),
    on,
    pastDay: on && formatDay(on),
    dayProblem: problem,
    requirements: await describeRequirementsOf(member, now),
    ...(await describeStaffMember(member, now, on)),
  };
}

export default function PersonRoute() {
  return <PersonPage {...useLoaderData<typeof loader>()} />;
}
