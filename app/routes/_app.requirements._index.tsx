import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  RequirementPreview,
  type RequirementPreviewProps,
} from "#app/components/requirements/requirement-preview.tsx";
import { RequirementsPage } from "#app/components/requirements/requirements-page.tsx";
import { dayAt } from "#app/core/calendar.ts";
import { type FormProblem, readForm, readId, type Typed, typedIn } from "#app/core/form.ts";
import {
  ANY_SITE,
  dueRuleOf,
  problemWithDay,
  requirementForm,
} from "#app/core/requirement-form.ts";
import {
  describeRequirements,
  findRequirementChoices,
  notAmong,
  previewRequirement,
} from "#app/requirements.server.ts";
import { requireRole } from "#app/session.server.ts";
import { type RequirementOutcome, saveRequirement } from "#db/queries/requirements.ts";

export const meta: MetaFunction = () => [{ title: "Requirements · Needlepoint" }];

/** What has just been done, by what the address says. */
const NOTICES = new Map([
  ["added", "The requirement is added."],
  ["ended", "The requirement is ended."],
]);

export async function loader({ request }: LoaderFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const notice = NOTICES.get(new URL(request.url).searchParams.get("requirement") ?? "");
  const [requirements, choices] = await Promise.all([
    describeRequirements(asker, new Date()),
    findRequirementChoices(asker),
  ]);
  return { notice, requirements, choices };
}

const REFUSALS: Record<NonNullable<RequirementOutcome["refused"]>, FormProblem> = {
  certification: { field: "certificationId", message: "Choose a certification from the list." },
  site: { field: "siteId", message: "Choose one of your sites." },
  "job-role": { field: "jobRoleId", message: "Choose a job role from the list." },
  same: { field: "certificationId", message: "There is a requirement that says the same." },
};

/** What stands against the form and what was typed, or what a requirement would mean. */
type Answer = {
  problems?: FormProblem[];
  typed?: Typed;
  preview?: RequirementPreviewProps;
};

export async function action({ request }: ActionFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const now = new Date();
  const form = await request.formData();
  const typed = typedIn(form);
  const refuse = (problems: FormProblem[]) => json<Answer>({ problems, typed }, { status: 422 });
  if (form.has("change")) return json<Answer>({ typed });

  const { value, problems } = readForm(requirementForm, form);
  if (!value) return refuse(problems);
  const { certificationId, jobRoleId, seen } = value;
  const rule = dueRuleOf(value);
  const tooEarly =
    rule.dueOn !== undefined &&
    problemWithDay("dueOn", rule.dueOn, dayAt(now, asker.homeSite.timeZone));
  if (tooEarly) return refuse([tooEarly]);
  const siteId = value.siteId === ANY_SITE ? undefined : (readId(value.siteId) ?? 0);
  const requirement = { certificationId, siteId, jobRoleId, rule };
  const choices = await findRequirementChoices(asker);
  const unknown = notAmong(choices, requirement);
  if (unknown) return refuse([REFUSALS[unknown]]);
  const preview = await previewRequirement(asker, requirement, choices, now);
  if (seen !== preview.people) {
    const hasChanged = seen !== undefined;
    return json<Answer>({ preview: { ...preview, hasChanged, typed } });
  }
  const { refused } = await saveRequirement(asker, requirement, now);
  return refused ? refuse([REFUSALS[refused]]) : redirect("/requirements?requirement=added");
}

export default function RequirementsRoute() {
  const { preview, problems, typed } = useActionData<typeof action>() ?? {};
  const page = useLoaderData<typeof loader>();
  if (preview) return <RequirementPreview {...preview} />;
  return <RequirementsPage {...page} problems={problems} typed={typed} />;
}
