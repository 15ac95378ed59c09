import { endException, saveException } from "#db/queries/exceptions.ts";
import type { Asker } from "#db/queries/people.ts";
import { assignToPerson } from "#db/queries/person-decisions.ts";
import { endRequirement } from "#db/queries/requirements.ts";
import type { StaffMember } from "#db/queries/staff.ts";
import { dayAt } from "./core/calendar.ts";
import { consequenceOfEnding, type Decision, KIND_LABELS } from "./core/decision-words.ts";
import { type FormProblem, readForm, readId } from "./core/form.ts";
import { assignmentForm, decisionForm, endForm, problemWithDay } from "./core/requirement-form.ts";
import type { describePersonRequirement } from "./person-requirements.server.ts";

/* What the page of one person and one certification does with a form that was sent. */

type Page = Awaited<ReturnType<typeof describePersonRequirement>>;

const KIND_OF = { extend: "extension", waive: "waiver", suspend: "suspension" } as const;

const PROBLEMS = {
  oneself: { field: "untilOn", message: "Nobody decides about themselves." },
  stale: {
    field: "untilOn",
    message: "Something was decided about this person in the meantime. Look at it first.",
  },
  "not-required": {
    field: "untilOn",
    message: "Nobody asks for it any more, so there is nothing to change.",
  },
  "not-later": { field: "untilOn", message: "Choose a day after the present due date." },
} satisfies Record<string, FormProblem>;

/** Decides about a person as a form says; undefined when it is done, or what stands against it. */
export async function decideAbout(
  asker: Asker,
  member: StaffMember,
  { certificationId, decision }: { certificationId: string; decision: Decision | undefined },
  form: FormData,
  now: Date,
): Promise<FormProblem[] | undefined> {
  if (decision === undefined) return [PROBLEMS["not-required"]];
  if (decision === "assign") return assign(asker, member, certificationId, form, now);
  const { value, problems } = readForm(decisionForm, form);
  if (!value) return problems;
  const { untilOn, reason, scope, seen } = value;
  const problem = problemWithDay("untilOn", untilOn, dayAt(now, member.timeZone));
  if (problem) return [problem];
  const isFromEverything = decision === "suspend" && scope === "every";
  const exception = {
    kind: KIND_OF[decision],
    certificationId: isFromEverything ? undefined : certificationId,
    ...{ untilOn, reason, seen },
  };
  const outcome = await saveException(asker, member, exception, now);
  return outcome === "saved" ? undefined : [PROBLEMS[outcome]];
}

async function assign(
  asker: Asker,
  member: StaffMember,
  certificationId: string,
  form: FormData,
  now: Date,
): Promise<FormProblem[] | undefined> {
  const { value, problems } = readForm(assignmentForm, form);
  if (!value) return problems;
  const { untilOn: dueOn, seen } = value;
  const problem = problemWithDay("untilOn", dueOn, dayAt(now, member.timeZone));
  if (problem) return [problem];
  const outcome = await assignToPerson(asker, member, { certificationId, dueOn, seen }, now);
  return outcome === "saved" ? undefined : [PROBLEMS[outcome]];
}

type Ending = NonNullable<ReturnType<typeof findEnding>>;

/** What the address asks to end, ready to read; undefined where there is no such thing. */
export function findEnding({ name, exceptions, why }: Page, params: URLSearchParams) {
  const exception = exceptions.find(({ id }) => id === readId(params.get("end") ?? undefined));
  if (exception) {
    const { id, kind, label, text, given, reason } = exception;
    return {
      ...{ label, text, given, reason, ends: { name: "end" as const, id } },
      consequence: consequenceOfEnding(kind, name),
    };
  }
  const assigned = why.find(
    ({ id, isTheirs }) => isTheirs && id === readId(params.get("unassign") ?? undefined),
  );
  if (!assigned) return undefined;
  return {
    ends: { name: "unassign" as const, id: assigned.id },
    label: KIND_LABELS.assignment,
    text: assigned.due,
    given: undefined,
    reason: undefined,
    consequence: consequenceOfEnding("assignment", name),
  };
}

/** Ends it with the reason that a form gives; undefined when it is done. */
export async function endAbout(
  asker: Asker,
  member: StaffMember,
  { ends }: Ending,
  form: FormData,
  now: Date,
): Promise<FormProblem[] | undefined> {
  const { value, problems } = readForm(endForm, form);
  if (!value) return problems;
  const { reason } = value;
  const outcome =
    ends.name === "end"
      ? await endException(asker, member, ends.id, reason, now)
      : await endRequirement(asker, ends.id, { reason }, now);
  // Who comes second finds it ended.
  if (outcome === "saved" || outcome === "missing") return undefined;
  return [{ field: "reason", message: PROBLEMS.oneself.message }];
}
