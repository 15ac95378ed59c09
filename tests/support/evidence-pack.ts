import { parse } from "csv-parse/sync";
import { expect } from "vitest";
import * as periodRoute from "#app/routes/exports.evidence[.]zip.tsx";
import * as personRoute from "#app/routes/people.$personId.evidence[.]zip.tsx";
import type { TestPerson } from "./factories.ts";
import { load, requestAs } from "./request.ts";
import { readZip } from "./zip.ts";

/** The files of an evidence pack by their names. */
export type Pack = Map<string, Buffer>;

/** The pack that somebody gets of a person, or of everybody whom they may see. */
export async function packOf(asker: TestPerson, of?: TestPerson, search = ""): Promise<Pack> {
  const request = await requestAs(asker, `/exports/evidence.zip${search}`);
  const answer = await (of
    ? load(personRoute, request, { personId: of.id })
    : load(periodRoute, request));
  if (answer.status !== 200) throw new Error(`${answer.status}`);
  expect(answer.headers.get("Content-Type")).toBe("application/zip");
  return readZip(Buffer.from(await answer.arrayBuffer()));
}

export function textOf(pack: Pack, name: string): string {
  return pack.get(name)?.toString("utf8") ?? "";
}

/** The lines of a CSV file of a pack, by their heads. */
export function linesOf(pack: Pack, name: string): Record<string, string>[] {
  return parse(textOf(pack, name), { columns: true, bom: true });
}
