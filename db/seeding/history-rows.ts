import type { Certainty } from "#app/core/certainty.ts";
import type { ItemResponse } from "#app/core/item-types.ts";
import { tables } from "#db/client.server.ts";
import { type Batch, batchOf, type NewRow } from "./bulk.ts";

type Rows<Table extends { $inferInsert: unknown }> = NewRow<Table>[];

/** Rows of one part of the history, by table. */
type Part = {
  attempts: Rows<typeof tables.attempts>;
  responses: Rows<typeof tables.itemResponses>;
  grants: Rows<typeof tables.attemptGrants>;
  certificates: Rows<typeof tables.certificates>;
  audit: Rows<typeof tables.auditLog>;
};

/** A part in which nothing has happened yet. */
export function emptyPart(): Part {
  return { attempts: [], responses: [], grants: [], certificates: [], audit: [] };
}

/** What others refer to comes first. */
export function batchesOf({ attempts, responses, grants, certificates, audit }: Part): Batch[] {
  return [
    batchOf(tables.attempts, attempts),
    batchOf(tables.itemResponses, responses),
    batchOf(tables.attemptGrants, grants),
    batchOf(tables.certificates, certificates),
    batchOf(tables.auditLog, audit),
  ];
}

/** The item responses of one sitting, saved one after the other while it lasted. */
export function responseRows(
  attemptId: number,
  itemIds: readonly string[],
  sitting: {
    responses: ReadonlyMap<string, ItemResponse>;
    /** By position, where the quiz asks for it. */
    certainties: ReadonlyMap<number, Certainty>;
    unitsByItem: ReadonlyMap<string, number>;
    startedAt: Date;
    submittedAt: Date;
  },
): Part["responses"] {
  const { responses, certainties, unitsByItem, startedAt, submittedAt } = sitting;
  const began = startedAt.getTime();
  const step = (submittedAt.getTime() - began) / (itemIds.length + 1);
  return [...itemIds.entries()].flatMap(([position, itemId]) => {
    const response = responses.get(itemId);
    if (response === undefined) return [];
    const savedAt = new Date(Math.floor(began + step * (position + 1)));
    const units = unitsByItem.get(itemId);
    return [
      { attemptId, position, response, savedAt, units, certainty: certainties.get(position) },
    ];
  });
}
