import {
  listCertificationDefinitions,
  type PublishedCertification,
} from "#db/queries/certification-definitions.ts";
import { listRequiredFacts } from "#db/queries/clearance-facts.ts";
import { listExceptions, type StandingException } from "#db/queries/exceptions.ts";
import type { Asker } from "#db/queries/people.ts";
import { countDecisions } from "#db/queries/person-decisions.ts";
import { listRequirementsAbout, type RequirementAbout } from "#db/queries/requirement-reach.ts";
import { findAchievements, type StaffMember } from "#db/queries/staff.ts";
import { dayAt, formatDay } from "./core/calendar.ts";
import { clearanceOn, clearanceReason, mayTreat, requiredStatus } from "./core/clearance.ts";
import { type Decision, KIND_LABELS } from "./core/decision-words.ts";
import { askedInWords, exceptionInWords } from "./core/exception-words.ts";
import { dueRuleInWords, whoInWords } from "./core/requirement-reach.ts";

/** One person and one certification: what is asked, why, what was decided; ready to read. */
export async function describePersonRequirement(
  asker: Asker,
  member: StaffMember,
  certification: PublishedCertification,
  now: Date,
) {
  const { id: certificationId, title } = certification;
  const today = dayAt(now, member.timeZone);
  const [everyCertification, achievements, required, requirements, exceptions, seen] =
    await Promise.all([
      listCertificationDefinitions(),
      findAchievements(member),
      listRequiredFacts(member.id),
      listRequirementsAbout(member),
      listExceptions(member),
      countDecisions(member),
    ]);
  const factsOf = (id: string) => ({
    ...required.get(id),
    held: achievements.held.get(id),
    withdrawn: achievements.withdrawn.get(id),
  });
  const clearance = clearanceOn(certification, factsOf, everyCertification, today);
  const { dueOn } = factsOf(certificationId);
  const standing = exceptions.filter((each) => stands(each, certificationId, today));
  return {
    ...{ personId: member.id, name: member.name, certificationId, title, seen },
    isOneself: member.id === asker.id,
    status: clearance.status,
    reason: clearanceReason(clearance, factsOf(certificationId)),
    mayTreat: mayTreat(clearance),
    due: askedInWords({ dueOn, status: clearance.status }, today),
    dueOn,
    today,
    why: requirements
      .filter((each) => each.certificationId === certificationId)
      .map(requirementInWords),
    exceptions: standing.map((each) => describeException(each, member)),
    decisions: decisionsFor(member, dueOn !== undefined),
  };
}

/** What can be decided: only who works somewhere is asked for anything. */
function decisionsFor({ roles, state }: StaffMember, isAsked: boolean): Decision[] {
  const isStaff = roles.includes("trainee") && state !== "deactivated";
  return [
    ...(isStaff ? (["assign"] as const) : []),
    ...(isAsked ? (["extend", "waive"] as const) : []),
    "suspend",
  ];
}

/** An extension stands behind the due date also when its day is past; the others have run out. */
function stands(
  { kind, certificationId, untilOn }: StandingException,
  wanted: string,
  today: string,
): boolean {
  return (
    (certificationId === undefined || certificationId === wanted) &&
    (kind === "extension" || untilOn >= today)
  );
}

function requirementInWords({ id, isTheirs, rule, dueOn, ...who }: RequirementAbout) {
  return {
    id,
    isTheirs,
    text: isTheirs ? "Asked of them by name" : whoInWords(who),
    rule: dueRuleInWords(rule),
    due: `due by ${formatDay(dueOn)}`,
  };
}

/** A decision that stands, ready to read. */
function describeException(
  exception: StandingException,
  { timeZone }: Pick<StaffMember, "timeZone">,
) {
  const { id, kind, reason, givenAt, giverName } = exception;
  return {
    ...{ id, kind, reason },
    label: KIND_LABELS[kind],
    text: exceptionInWords(exception),
    given: `${formatDay(dayAt(givenAt, timeZone))}, by ${giverName}`,
  };
}

/** What is asked of a person and what was decided, for the card on their page. */
export async function describeRequirementsOf(member: StaffMember, now: Date) {
  const today = dayAt(now, member.timeZone);
  const [certifications, { held, withdrawn }, required, exceptions] = await Promise.all([
    listCertificationDefinitions(),
    findAchievements(member),
    listRequiredFacts(member.id),
    listExceptions(member),
  ]);
  const statusOf = ({ id, definition }: PublishedCertification) =>
    requiredStatus(
      { ...required.get(id), held: held.get(id), withdrawn: withdrawn.get(id) },
      definition,
      today,
    );
  return certifications.map((certification) => ({
    ...{ certificationId: certification.id, title: certification.title },
    due: askedInWords(
      { dueOn: required.get(certification.id)?.dueOn, status: statusOf(certification) },
      today,
    ),
    exceptions: exceptions
      .filter((each) => stands(each, certification.id, today))
      .map((each) => ({ id: each.id, kind: each.kind, text: exceptionInWords(each) })),
  }));
}
