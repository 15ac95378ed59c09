import { nearestWord } from "./spelling.ts";

/*
 * What certification files say of each other: which they require, and which outside requirements
 * they share. Each file is sound or not by itself; what is checked here shows only among all.
 */

/** As much of a certification file as can be read, whatever else is wrong with it. */
export type CertificationOutline = {
  /** Ids of required certifications, by their place in the list; undefined where unreadable. */
  certifications: readonly (string | undefined)[];
  outside: readonly { id?: string; title?: string; documentNumber?: string }[];
};

/** A fault at a path of the file. */
export type LinkFault = { path: readonly (string | number)[]; message: string };

/**
 * What is wrong with a certification file among the others.
 * @param others every other certification file, by id
 */
export function linkFaults(
  id: string,
  own: CertificationOutline,
  others: ReadonlyMap<string, CertificationOutline>,
): LinkFault[] {
  return [...requiredFaults(id, own, others), ...outsideFaults(own, others)];
}

function requiredFaults(
  id: string,
  { certifications }: CertificationOutline,
  others: ReadonlyMap<string, CertificationOutline>,
): LinkFault[] {
  return certifications.flatMap((required, index): LinkFault[] => {
    if (required === undefined) return [];
    const path = ["requires", "certifications", index];
    if (required === id) return [{ path, message: "A certification cannot require itself." }];
    if (!others.has(required)) {
      const nearest = nearestWord(required, others.keys());
      const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
      return [{ path, message: `There is no certification file "${required}.json".${hint}` }];
    }
    const way = wayTo(id, required, others);
    if (!way) return [];
    const steps = [id, ...way, id].map((each) => `"${each}"`).join(" requires ");
    return [{ path, message: `Nobody could ever hold this: ${steps}.` }];
  });
}

/** The certifications that lead from one to another, the first included; undefined: none do. */
function wayTo(
  target: string,
  from: string,
  others: ReadonlyMap<string, CertificationOutline>,
  seen: ReadonlySet<string> = new Set(),
): string[] | undefined {
  const next = others.get(from)?.certifications ?? [];
  if (next.includes(target)) return [from];
  const before = new Set(seen).add(from);
  for (const each of next) {
    if (each === undefined || before.has(each)) continue;
    const way = wayTo(target, each, others, before);
    if (way) return [from, ...way];
  }
  return undefined;
}

/** One record serves every certification that asks for it, so all must ask for the same. */
function outsideFaults(
  { outside }: CertificationOutline,
  others: ReadonlyMap<string, CertificationOutline>,
): LinkFault[] {
  return outside.flatMap((own, index) => {
    const path = ["requires", "outside", index];
    for (const [otherId, other] of others) {
      const same = other.outside.find(({ id }) => id !== undefined && id === own.id);
      if (!same) continue;
      for (const name of ["title", "documentNumber"] as const) {
        const [here, there] = [own[name], same[name]];
        if (here === undefined || there === undefined || here === there) continue;
        const message = `"${own.id}" has the ${name} "${there}" in "${otherId}.json", and one record serves both files. Write the same in each.`;
        return [{ path: [...path, name], message }];
      }
    }
    return [];
  });
}
