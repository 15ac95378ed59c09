import type { Invitation } from "#app/core/account-forms.ts";
import { sortNameOf } from "#app/core/person-name.ts";
import { mayLinkTo, type Role, rolesToGive } from "#app/core/roles.ts";
import { type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { type NewLink, saveNewLink } from "./one-time-links.ts";
import { listSitesOf } from "./organisation.ts";
import { lockOrganisation } from "./organisation-lock.ts";
import { type Asker, findColleague } from "./people.ts";
import { areJobRoles, saveRoles } from "./positions.ts";
import { syncStaffPeriods } from "./staff-periods.ts";

const { memberships, people } = tables;

/** What came of an invitation. */
export type InvitationOutcome =
  | { personId: number; link: NewLink; refused?: undefined }
  | { refused: "email-taken" | "site" | "job-role" | "roles" };

/**
 * Invites somebody: the person, where they work, their roles and the link to join with come into
 * being together. A manager can invite trainees to their own sites, an admin anybody to any site.
 */
export async function invitePerson(
  asker: Asker,
  invitation: Invitation,
  now: Date,
): Promise<InvitationOutcome> {
  const { name, email, siteId, jobRoleId, roles } = invitation;
  const mayGive = rolesToGive(asker.roles);
  if (!roles.every((role) => mayGive.includes(role))) return { refused: "roles" };
  const managed = roles.includes("manager") ? invitation.managedSiteIds : [];
  return transaction(async (q) => {
    await lockOrganisation(q);
    const open = new Set((await listSitesOf(asker)).map(({ id }) => id));
    if (![siteId, ...managed].every((id) => open.has(id))) return { refused: "site" };
    if (!(await areJobRoles(q, [jobRoleId]))) return { refused: "job-role" };
    const person = { name, email, homeSiteId: siteId, workplaces: [{ siteId, jobRoleId }] };
    const personId = await insertInvited(
      q,
      asker,
      { ...person, roles, managedSiteIds: managed },
      now,
    );
    if (personId === undefined) return { refused: "email-taken" };
    const link = await saveNewLink(q, "invitation", personId, asker.id, now);
    return { personId, link };
  });
}

/** Somebody new, with everything that is theirs from the first day. */
export type NewPerson = {
  name: string;
  email: string;
  homeSiteId: number;
  /** The home site is among them. */
  workplaces: readonly { siteId: number; jobRoleId?: number }[];
  roles: readonly Role[];
  managedSiteIds: readonly number[];
};

/**
 * The person, where they work and their roles, in the transaction of whoever has checked that the
 * asker may do this. There is no link yet.
 * @returns undefined when somebody has this e-mail address
 */
export async function insertInvited(
  q: Queryable,
  asker: Asker,
  { name, email, homeSiteId, workplaces, roles, managedSiteIds }: NewPerson,
  now: Date,
): Promise<number | undefined> {
  const [person] = await q
    .insert(people)
    .values({ name, sortName: sortNameOf(name), email, homeSiteId, createdAt: now })
    .onConflictDoNothing({ target: people.email })
    .returning({ id: people.id });
  if (!person) return undefined;
  const personId = person.id;
  await q.insert(memberships).values(workplaces.map((each) => ({ personId, ...each })));
  await saveRoles(q, personId, roles, managedSiteIds);
  await syncStaffPeriods(q, personId, now);
  await recordAudit(q, {
    at: now,
    actorId: asker.id,
    action: "person.invited",
    subjectId: personId,
    detail: { roles: roles.join(", "), siteId: homeSiteId },
  });
  return personId;
}

/** A new link, or why there is none. */
export type LinkOutcome =
  | { link: NewLink; refused?: undefined }
  | { refused: "further-roles" | "deactivated" };

/**
 * Makes a link to a colleague: an invitation until they have chosen a password, after that a link
 * to choose a new one.
 * @returns undefined when the asker does not see this person
 */
export async function createLink(
  asker: Asker,
  personId: number,
  now: Date,
): Promise<LinkOutcome | undefined> {
  return transaction(async (q) => {
    const colleague = await findColleague(asker, personId);
    if (!colleague) return undefined;
    if (colleague.state === "deactivated") return { refused: "deactivated" };
    if (!mayLinkTo(asker.roles, colleague.roles)) return { refused: "further-roles" };
    const kind = colleague.state === "invited" ? "invitation" : "reset";
    const link = await saveNewLink(q, kind, personId, asker.id, now);
    await recordAudit(q, {
      at: now,
      actorId: asker.id,
      action: kind === "invitation" ? "person.invited-again" : "person.reset-link-made",
      subjectId: personId,
    });
    return { link };
  });
}
