import type { Item, ItemResponse } from "./item-types.ts";

/** In which respect two versions of an item differ. */
export type ItemDifference =
  /** Another kind of item: nothing of the two can be compared. */
  | "type"
  /** What is right. */
  | "key"
  /** What it earns, or what alone fails the attempt. */
  | "credit"
  /** Choices, or other parts, came or went. */
  | "parts"
  /** What a trainee reads before answering. */
  | "wording"
  /** Rationales, sources, the day of its next review: what is read afterwards. */
  | "explanation"
  /** Only the order in the file. */
  | "order";

/** In the order in which they are told. */
const DIFFERENCES = ["key", "credit", "parts", "wording", "explanation", "order"] as const;
type FieldKind = (typeof DIFFERENCES)[number];

/**
 * What the fields of items are about, whatever the type of the item. A field that is not named
 * here counts as part of the key: better one regrade offered too many than one too few.
 */
const KINDS: Readonly<Record<string, FieldKind>> = {
  stem: "wording",
  text: "wording",
  image: "wording",
  images: "wording",
  alt: "wording",
  label: "wording",
  caption: "wording",
  certainty: "wording",
  scoring: "credit",
  critical: "credit",
  criticalPairs: "credit",
  rationale: "explanation",
  rationales: "explanation",
  evidence: "explanation",
  reviewBy: "explanation",
};

/** Lists whose order is what is right. */
const ORDERED_BY_KEY: ReadonlySet<string> = new Set(["steps"]);

type Field = { kind: FieldKind; value: string };

/** An item taken apart: its fields, and the choices or other parts that have an id, by path. */
type TakenApart = { fields: Map<string, Field>; parts: Map<string, unknown> };

/** How two versions of one item differ; nothing when they say the same. */
export function differencesOf(before: Item, after: Item): ItemDifference[] {
  if (before.type !== after.type) return ["type"];
  const [old, now] = [takenApart(before), takenApart(after)];
  const changedParts = [...old.parts.keys(), ...now.parts.keys()].filter(
    (path) => !(old.parts.has(path) && now.parts.has(path)),
  );
  const found = new Set<FieldKind>(changedParts.length > 0 ? ["parts"] : []);
  for (const path of [...old.fields.keys(), ...now.fields.keys()]) {
    const [one, other] = [old.fields.get(path), now.fields.get(path)];
    if (one?.value === other?.value) continue;
    const isOfChangedPart = changedParts.some((part) => path.startsWith(`${part}/`));
    const isOrderOfChangedParts = path.endsWith("#order") && changedParts.length > 0;
    const kind = (one ?? other)?.kind;
    if (kind && !isOfChangedPart && !isOrderOfChangedParts) found.add(kind);
  }
  return DIFFERENCES.filter((kind) => found.has(kind));
}

/** Whether a response could score otherwise than before. */
export function isScoredOtherwise(differences: readonly ItemDifference[]): boolean {
  return differences.some((each) => ["type", "key", "credit", "parts"].includes(each));
}

/** Why a response to one version of an item cannot be scored with the key of another. */
export type Incomparable = "item-gone" | "other-type" | "other-unit" | "choice-gone" | "part-new";

/**
 * Whether a response that was given to `answered` means the same in `scoredBy`: everything that
 * was chosen must still be there, and what could have earned a point must have been there to be
 * chosen. A part that came later and is marked as not correct is only one more wrong choice.
 */
export function whyIncomparable(
  answered: Item,
  scoredBy: Item | undefined,
  response: ItemResponse | undefined,
): Incomparable | undefined {
  if (!scoredBy) return "item-gone";
  if (answered.type !== scoredBy.type) return "other-type";
  if (response === undefined) return undefined;
  const [old, now] = [takenApart(answered), takenApart(scoredBy)];
  if (old.fields.get("/unit")?.value !== now.fields.get("/unit")?.value) return "other-unit";
  const given = new Set(textsIn(response));
  const gone = [...old.parts.keys()].filter((path) => !now.parts.has(path));
  if (gone.some((path) => given.has(path.slice(path.lastIndexOf("/") + 1)))) return "choice-gone";
  const isNew = [...now.parts].some(([path, part]) => !old.parts.has(path) && !isMarkedWrong(part));
  return isNew ? "part-new" : undefined;
}

function isMarkedWrong(part: unknown): boolean {
  return isRecord(part) && part.correct === false;
}

/** Every text in a response: ids of choices, of parts and of what they were paired with. */
function textsIn(response: unknown): string[] {
  if (typeof response === "string") return [response];
  if (Array.isArray(response)) return response.flatMap(textsIn);
  if (!isRecord(response)) return [];
  return Object.entries(response).flatMap(([name, value]) => [name, ...textsIn(value)]);
}

function takenApart(item: Item): TakenApart {
  const apart: TakenApart = { fields: new Map(), parts: new Map() };
  takeApart(item, "", undefined, apart);
  return apart;
}

/** @param kind of everything below, once a field has decided it */
function takeApart(value: unknown, path: string, kind: FieldKind | undefined, apart: TakenApart) {
  if (Array.isArray(value)) takeListApart(value, path, kind, apart);
  else if (isRecord(value)) {
    for (const [name, part] of Object.entries(value)) {
      takeApart(part, `${path}/${name}`, kind ?? KINDS[name], apart);
    }
  } else apart.fields.set(path, { kind: kind ?? "key", value: JSON.stringify(value) ?? "" });
}

function takeListApart(
  list: readonly unknown[],
  path: string,
  kind: FieldKind | undefined,
  apart: TakenApart,
) {
  const ids = list.map((each) => (isRecord(each) ? each.id : undefined));
  if (ids.length > 0 && ids.every((id) => typeof id === "string")) {
    const isOrderRight = ORDERED_BY_KEY.has(path.slice(1));
    const value = ids.join(" ");
    apart.fields.set(`${path}#order`, { kind: isOrderRight ? "key" : "order", value });
    for (const [index, part] of list.entries()) {
      apart.parts.set(`${path}/${ids[index]}`, part);
      takeApart(part, `${path}/${ids[index]}`, kind, apart);
    }
    return;
  }
  // A list of plain values says the same in any order: accepted texts, sources.
  const values = list.map((each) => JSON.stringify(each)).sort();
  apart.fields.set(path, { kind: kind ?? "key", value: values.join(" ") });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
