import { createHash } from "node:crypto";
import { and, eq, isNull, lt } from "drizzle-orm";
import { tidyEmail } from "#app/core/email.ts";
import type { StaffFault, StaffRow } from "#app/core/staff-columns.ts";
import { planStaffList, type StaffEffect, type StaffPlan } from "#app/core/staff-list.ts";
import { db, locked, type Queryable, tables, transaction } from "#db/client.server.ts";
import type { StaffImportResult } from "#db/schema/messages.ts";
import { correctIdentity } from "./accounts.ts";
import { recordAudit } from "./audit.ts";
import { insertInvited } from "./invitations.ts";
import type { Asker } from "./people.ts";
import { deactivatePerson, findPosition, reactivatePerson, savePosition } from "./positions.ts";
import { findStaffBook } from "./staff-list.ts";

const { organisation, staffImports } = tables;

/** A staff list that was uploaded. */
export type StaffImport = {
  id: number;
  fileName: string;
  content: string;
  createdAt: Date;
  /** What it did, once it was confirmed. */
  result?: StaffImportResult;
};

/** Keeps an uploaded list until it is confirmed. Nothing else happens. Returns its number. */
export async function saveStaffImport(
  asker: Asker,
  { fileName, content }: Pick<StaffImport, "fileName" | "content">,
  now: Date,
): Promise<number> {
  return transaction(async (q) => {
    const [row] = await q
      .insert(staffImports)
      .values({ actorId: asker.id, fileName, content, createdAt: now })
      .returning({ id: staffImports.id });
    if (!row) throw new Error("The database kept no staff list");
    return row.id;
  });
}

/** A list that the asker uploaded themselves; anybody else's is not found. */
export async function findStaffImport(
  asker: Asker,
  importId: number,
): Promise<StaffImport | undefined> {
  const q = await db();
  const [row] = await q
    .select()
    .from(staffImports)
    .where(and(eq(staffImports.id, importId), eq(staffImports.actorId, asker.id)));
  if (!row) return undefined;
  const { id, fileName, content, createdAt, result } = row;
  return { id, fileName, content, createdAt, result: result ?? undefined };
}

/** Forgets lists that nobody confirmed: they hold names and addresses. */
export async function deleteUnconfirmedImports(before: Date): Promise<void> {
  await transaction(async (q) => {
    await q
      .delete(staffImports)
      .where(and(isNull(staffImports.confirmedAt), lt(staffImports.createdAt, before)));
  });
}

/** Keeps that somebody took the staff list away as a file: how many people, and nobody's name. */
export async function recordStaffExport(asker: Asker, people: number, now: Date): Promise<void> {
  const entry = { at: now, actorId: asker.id, action: "staff-list.exported", detail: { people } };
  await transaction((q) => recordAudit(q, entry));
}

/** A list as it could be read. */
export type StaffRows = { rows: readonly StaffRow[]; faults: readonly StaffFault[] };

/** What a list would do now, and what stands for exactly that when it is confirmed. */
export async function planStaffImport(
  asker: Asker,
  { rows, faults }: StaffRows,
): Promise<StaffPlan & { fingerprint: string }> {
  const emails = rows.map(({ cells }) => tidyEmail(cells.email ?? ""));
  const plan = planStaffList(rows, await findStaffBook(asker, emails), asker);
  const all = [...faults, ...plan.faults].sort((one, other) => one.line - other.line);
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([plan.effects, all]))
    .digest("hex");
  return { effects: plan.effects, faults: all, fingerprint };
}

/** Thrown to undo what was done so far, when something else changed at the same moment. */
class ChangedMeanwhile extends Error {}

/**
 * Does what a list was shown to do, all of it or nothing, once. Where it would do something else
 * by now, nothing is done.
 * @param fingerprint of what was shown
 */
export async function applyStaffImport(
  asker: Asker,
  importId: number,
  list: StaffRows,
  fingerprint: string,
  now: Date,
): Promise<"applied" | "stale"> {
  return transaction(async (q) => {
    // Two lists at once wait for each other here.
    await locked(q.select({ id: organisation.id }).from(organisation));
    const found = await findStaffImport(asker, importId);
    if (!found || found.result) return "applied";
    const plan = await planStaffImport(asker, list);
    if (plan.fingerprint !== fingerprint) return "stale";
    for (const effect of plan.effects) {
      await applyEffect(q, asker, effect, now);
      // Other requests have their turn in between.
      await new Promise(setImmediate);
    }
    const result = resultOf(plan);
    await q
      .update(staffImports)
      .set({ confirmedAt: now, result })
      .where(eq(staffImports.id, importId));
    await recordAudit(q, {
      at: now,
      actorId: asker.id,
      action: "staff-list.imported",
      detail: { importId, ...result },
    });
    return "applied" as const;
  }).catch((reason) => {
    if (reason instanceof ChangedMeanwhile) return "stale";
    throw reason;
  });
}

function resultOf({ effects, faults }: StaffPlan): StaffImportResult {
  const count = (...kinds: StaffEffect["kind"][]) =>
    effects.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    created: count("create"),
    updated: count("update"),
    deactivated: count("deactivate"),
    reactivated: count("reactivate"),
    unchanged: count("unchanged", "stays-out"),
    faulty: faults.length,
  };
}

const POSITION_COLUMNS = ["sites", "jobRoles", "roles", "manages"] as const;

async function applyEffect(
  q: Queryable,
  asker: Asker,
  { kind, personId, entry, homeSiteId, changes }: StaffEffect,
  now: Date,
): Promise<void> {
  if (kind === "create") {
    if (homeSiteId === undefined) throw new Error("Somebody new has no home site");
    const created = await insertInvited(q, asker, { ...entry, homeSiteId }, now);
    if (created === undefined) throw new ChangedMeanwhile();
    return;
  }
  if (personId === undefined) return;
  const changed = new Set(changes.map(({ column }) => column));
  if (kind === "reactivate") mustBe("saved", await reactivatePerson(asker, personId, now));
  if (changed.has("name")) {
    mustBe("saved", await correctIdentity(asker, personId, entry, now));
  }
  if (POSITION_COLUMNS.some((column) => changed.has(column))) {
    const position = await positionWith(asker, personId, entry, homeSiteId);
    mustBe("saved", await savePosition(asker, personId, position, now));
  }
  if (kind === "deactivate") mustBe("saved", await deactivatePerson(asker, personId, now));
}

function mustBe(wanted: string, outcome: string): void {
  if (outcome !== wanted) throw new ChangedMeanwhile();
}

/** A person's whole position: as the list says where the asker sees it, as it is elsewhere. */
async function positionWith(
  asker: Asker,
  personId: number,
  { workplaces, roles, managedSiteIds }: StaffEffect["entry"],
  homeSiteId: number | undefined,
) {
  const before = await findPosition(personId);
  if (!before) throw new ChangedMeanwhile();
  const isAdmin = asker.roles.includes("admin");
  const elsewhere = before.memberships.filter(
    ({ siteId }) => !isAdmin && !asker.managedSiteIds.includes(siteId),
  );
  return {
    roles,
    managedSiteIds: isAdmin ? managedSiteIds : before.managedSiteIds,
    homeSiteId: homeSiteId ?? before.homeSiteId,
    memberships: [...workplaces, ...elsewhere],
  };
}
