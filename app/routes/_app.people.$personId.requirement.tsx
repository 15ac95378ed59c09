import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DecisionPage } from "#app/components/requirements/decision-page.tsx";
import { EndDecisionPage } from "#app/components/requirements/end-decision-page.tsx";
import { PersonRequirementPage } from "#app/components/requirements/person-requirement-page.tsx";
import { readId, typedIn } from "#app/core/form.ts";
import { decideAbout, endAbout, findEnding } from "#app/decisions.server.ts";
import { describePersonRequirement } from "#app/person-requirements.server.ts";
import { requireUser } from "#app/session.server.ts";
import { findCertificationDefinition } from "#db/queries/certification-definitions.ts";
import { findStaffMember } from "#db/queries/staff.ts";

export const meta: MetaFunction = () => [{ title: "Requirement · Needlepoint" }];

/** What has just been done, by what the address says. */
const NOTICES = new Map([
  ["saved", "It is decided, and counts from now on."],
  ["ended", "It is ended."],
]);

/** Who decides, about whom, and which certification; anything else is not found. */
async function findSubject({ request, params }: LoaderFunctionArgs | ActionFunctionArgs) {
  const asker = await requireUser(request);
  const { searchParams } = new URL(request.url);
  const member = await findStaffMember(asker, readId(params.personId) ?? 0);
  const certification = await findCertificationDefinition(searchParams.get("certification") ?? "");
  if (!member || !certification) throw new Response(null, { status: 404 });
  const now = new Date();
  const page = await describePersonRequirement(asker, member, certification, now);
  const decision = page.decisions.find((each) => each === searchParams.get("do"));
  return { asker, member, page, decision, ending: findEnding(page, searchParams), now };
}

export async function loader(args: LoaderFunctionArgs) {
  const { page, decision, ending } = await findSubject(args);
  const done = new URL(args.request.url).searchParams.get("done") ?? "";
  return {
    page: { ...page, notice: NOTICES.get(done) },
    decision: page.isOneself ? undefined : decision,
    ending: page.isOneself ? undefined : ending,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { asker, member, page, decision, ending, now } = await findSubject(args);
  // Nobody decides about themselves: the queries refuse it too.
  if (page.isOneself) throw new Response(null, { status: 403 });
  const form = await args.request.formData();
  const typed = typedIn(form);
  const { certificationId } = page;
  const search = new URLSearchParams({ certification: certificationId });
  const problems = ending
    ? await endAbout(asker, member, ending, form, now)
    : await decideAbout(asker, member, { certificationId, decision }, form, now);
  if (problems) return json({ problems, typed }, { status: 422 });
  search.set("done", ending ? "ended" : "saved");
  return redirect(`/people/${member.id}/requirement?${search}`);
}

export default function PersonRequirementRoute() {
  const { page, decision, ending } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (ending) return <EndDecisionPage {...page} {...ending} {...refused} />;
  if (decision) return <DecisionPage {...page} decision={decision} {...refused} />;
  return <PersonRequirementPage {...page} />;
}
