import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { addressOfFeed } from "#app/calendar-feed.server.ts";
import { CalendarCard } from "#app/components/accounts/calendar-card.tsx";
import { NewPasswordFields } from "#app/components/accounts/new-password-fields.tsx";
import { SessionList } from "#app/components/accounts/session-list.tsx";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DetailList } from "#app/components/detail-list.tsx";
import { Field } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { ProblemSummary } from "#app/components/problem-summary.tsx";
import { readNewPassword } from "#app/core/account-forms.ts";
import { formatInstant } from "#app/core/calendar.ts";
import { type FormProblem, problemAt, readId } from "#app/core/form.ts";
import { ROLE_LABELS, ROLES } from "#app/core/roles.ts";
import { waitText } from "#app/core/wait.ts";
import { hashPassword } from "#app/password.server.ts";
import { requireUser } from "#app/session.server.ts";
import { checkPassword } from "#app/sign-in.server.ts";
import { hashToken, newToken } from "#app/token.server.ts";
import { changePassword } from "#db/queries/accounts.ts";
import {
  endCalendarFeed,
  FEED_SCOPES,
  type FeedScope,
  listCalendarFeeds,
  saveCalendarFeed,
} from "#db/queries/calendar-feeds.ts";
import { listMemberships } from "#db/queries/positions.ts";
import {
  deleteSession,
  endOtherSessions,
  listSessions,
  type SignedInPerson,
} from "#db/queries/sessions.ts";

export const meta: MetaFunction = () => [{ title: "Account · Needlepoint" }];

const DONE: Record<string, string> = {
  password: "Your password is changed. You are signed out everywhere else.",
  session: "That device is signed out.",
  others: "You are signed out everywhere else.",
  feed: "That calendar has no address any more.",
};

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requireUser(request);
  const now = new Date();
  const [memberships, sessions, feeds] = await Promise.all([
    listMemberships(person.id),
    listSessions(person.id, now),
    listCalendarFeeds(person.id),
  ]);
  const { timeZone } = person.homeSite;
  return json({
    name: person.name,
    email: person.email,
    roles: ROLES.filter((role) => person.roles.includes(role)).map((role) => ROLE_LABELS[role]),
    sites: memberships.map(({ site, jobRole }) => (jobRole ? `${site}, ${jobRole}` : site)),
    sessions: sessions.map(({ id, device, createdAt, lastSeenAt }) => ({
      id,
      device,
      isHere: id === person.sessionId,
      since: formatInstant(createdAt, timeZone),
      lastSeen: formatInstant(lastSeenAt, timeZone),
    })),
    feeds: feedScopesOf(person).map((scope) => {
      const feed = feeds.find((each) => each.scope === scope);
      return { scope, since: feed && formatInstant(feed.createdAt, timeZone) };
    }),
    done: DONE[new URL(request.url).searchParams.get("done") ?? ""],
  });
}

/** Whoever manages sites has a calendar of their staff as well. */
function feedScopesOf({ managedSiteIds }: SignedInPerson): FeedScope[] {
  return FEED_SCOPES.filter((scope) => scope === "own" || managedSiteIds.length > 0);
}

/** What a form that was not simply done is answered with. */
type Answer = { problems?: FormProblem[]; made?: { scope: FeedScope; url: string } };

export async function action({ request, context }: ActionFunctionArgs) {
  const person = await requireUser(request);
  const form = await request.formData();
  switch (form.get("intent")) {
    case "end-session": {
      const sessionId = readId(String(form.get("sessionId")));
      if (sessionId !== undefined) await deleteSession(sessionId, person.id);
      return redirect("/account?done=session");
    }
    case "end-others":
      await endOtherSessions(person.id, person.sessionId);
      return redirect("/account?done=others");
    case "make-feed":
    case "end-feed":
      return changeFeed(person, form, request);
    default:
      return savePassword(person, form, context.address);
  }
}

async function changeFeed(person: SignedInPerson, form: FormData, request: Request) {
  const scope = feedScopesOf(person).find((each) => each === form.get("scope"));
  if (!scope) throw new Response("This calendar is not yours to have.", { status: 400 });
  if (form.get("intent") === "end-feed") {
    await endCalendarFeed(person.id, scope);
    return redirect("/account?done=feed");
  }
  const token = newToken();
  await saveCalendarFeed(person.id, scope, hashToken(token), new Date());
  return json<Answer>({ made: { scope, url: addressOfFeed(token, request) } });
}

async function savePassword(person: SignedInPerson, form: FormData, address: string) {
  const now = new Date();
  const refuse = (problems: FormProblem[], status = 422) => json<Answer>({ problems }, { status });

  const { value: password, problems } = readNewPassword(form, person);
  if (password === undefined) return refuse(problems);
  const current = String(form.get("current") ?? "");
  const check = await checkPassword(person.email, current, address, now);
  if (check.state === "limited") {
    const message = `There were too many tries. Please try again ${waitText(now, check.retryAt)}.`;
    return refuse([{ field: "current", message }], 429);
  }
  const isChanged =
    check.state === "right" &&
    (await changePassword(person, check.passwordHash, await hashPassword(password), now));
  if (!isChanged) {
    return refuse([{ field: "current", message: "This is not your present password." }]);
  }
  return redirect("/account?done=password");
}

export default function Account() {
  const { name, email, roles, sites, sessions, feeds, done } = useLoaderData<typeof loader>();
  const { problems = [], made } = useActionData<typeof action>() ?? {};
  return (
    <>
      <PageHeading
        title="Account"
        lead="Your roles and sites are set by an admin of your clinic."
      />
      <div className="grid gap-6">
        {done && problems.length === 0 && !made && (
          <Notice tone="good" live>
            {done}
          </Notice>
        )}
        <DetailList
          details={[
            { label: "Name", value: name },
            { label: "E-mail address", value: email },
            { label: "Roles", value: roles.join(", ") },
            { label: sites.length === 1 ? "Site" : "Sites", value: <Lines lines={sites} /> },
          ]}
        />
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <Card title="Change your password">
            <ProblemSummary problems={problems} />
            <form method="post" action="/account" className="grid gap-5">
              <input type="hidden" name="intent" value="password" />
              <input type="hidden" name="email" autoComplete="username" value={email} />
              <Field
                label="Present password"
                name="current"
                type="password"
                autoComplete="current-password"
                required
                problem={problemAt(problems, "current")}
              />
              <NewPasswordFields label="New password" problems={problems} />
              <div>
                <Button>Change password</Button>
              </div>
            </form>
          </Card>
          <div className="grid gap-6">
            <SessionList sessions={sessions} />
            <CalendarCard feeds={feeds} made={made} />
          </div>
        </div>
      </div>
    </>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
