import { createHash } from "node:crypto";
import { findBoard } from "#app/board.server.ts";
import { calendarAt } from "#app/core/board.ts";
import { type BulkOrder, bulkVerdict, readBulkOrder, readChosen } from "#app/core/bulk-action.ts";
import { BULK_KINDS, BULK_OUTCOMES } from "#app/core/bulk-kinds.ts";
import { dayAt } from "#app/core/calendar.ts";
import { readId } from "#app/core/form.ts";
import { listBulkPeople } from "#db/queries/bulk-facts.ts";
import type { SignedInPerson } from "#db/queries/sessions.ts";
import { pageOf } from "./core/list-page.ts";

/** What the page itself adds to the address that the board leads to. */
const OWN_FIELDS = ["certificationId", "dueOn", "untilOn", "reason", "part"];

/**
 * What an address asks to be done, for whom of the manager's staff, and what would come of it.
 * Undefined where it asks for nothing.
 */
export async function findBulk(manager: SignedInPerson, address: URL, now: Date) {
  const params = address.searchParams;
  const kind = BULK_KINDS.find((each) => each === params.get("kind"));
  if (!kind) return undefined;
  const board = await findBoard(manager, address, now);
  const chosen = readChosen(params);
  const wanted = chosen === "everybody" ? board.ids : chosen;
  const typed = new FormData();
  for (const [name, value] of params) typed.append(name, value);
  const certifications = board.certifications.map(({ id, title }) => ({ id, title }));
  const isAsked = params.has("certificationId");
  const today = dayAt(now, manager.homeSite.timeZone);
  const certificationIds = certifications.map(({ id }) => id);
  const reading = isAsked ? readBulkOrder(kind, typed, certificationIds, today) : undefined;
  const order = reading?.value;
  const certificationId = order?.certificationId ?? board.chosen?.id ?? "";
  // Whoever is not among the manager's staff is left out here, whatever the address says.
  const people = await listBulkPeople(manager, wanted, certificationId);
  const personIds = wanted.filter((id) => people.has(id));
  const selection = new URLSearchParams([...params].filter(([name]) => !OWN_FIELDS.includes(name)));
  const fields = Object.fromEntries(
    OWN_FIELDS.map((name) => [name, params.get(name) ?? undefined]),
  );
  return {
    ...{ kind, today, certifications, personIds, selection, order },
    isEverybody: chosen === "everybody",
    problems: reading?.problems ?? [],
    typed: { ...fields, certificationId: fields.certificationId ?? board.chosen?.id },
    plan: order && planOf(order),
  };

  function planOf(wish: BulkOrder) {
    const definition = board.certifications.find(
      ({ id }) => id === wish.certificationId,
    )?.definition;
    const todayIn = calendarAt(now);
    const rows = personIds.flatMap((personId) => {
      const person = people.get(personId);
      if (!person) return [];
      const verdict = bulkVerdict(wish, person.facts, definition, todayIn(person.timeZone));
      return [{ personId, name: person.name, ...verdict }];
    });
    // Who is left out comes first: that is what one looks for.
    const sorted = [...BULK_OUTCOMES]
      .reverse()
      .flatMap((outcome) => rows.filter((row) => row.outcome === outcome));
    const willing = rows
      .filter(({ outcome }) => outcome === "done")
      .map(({ personId }) => personId);
    const fingerprint = createHash("sha256")
      .update(JSON.stringify([wish, personIds, willing]))
      .digest("hex");
    const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
    const counts = {
      done: count("done"),
      unchanged: count("unchanged"),
      refused: count("refused"),
    };
    return { ...pageOf(sorted, readId(params.get("part") ?? undefined) ?? 1), counts, fingerprint };
  }
}
