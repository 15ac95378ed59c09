import type { BoardCell } from "./board-cell.ts";
import { type CalendarDay, formatDay } from "./calendar.ts";

/** Somebody with a cell for each certification, in the order of the certifications. */
export type PersonForDesk = {
  name: string;
  workplaces: readonly { siteName: string; jobRole?: string }[];
  cells: readonly Pick<BoardCell, "state" | "mayTreat" | "mayTreatUntil" | "reason">[];
};

/** Who may treat at one site, and who may not, by certification. */
export type DeskSheet = {
  site: string;
  certifications: {
    title: string;
    mayTreat: { name: string; jobRole: string; until: string }[];
    /** Whoever held it, or has to: each with the reason. */
    mayNot: { name: string; jobRole: string; reason: string }[];
    /** Nobody asks them to hold it, and they never did. */
    never: string[];
  }[];
};

/**
 * A sheet for each site. Somebody at two sites stands on both.
 * @param people by name: the order within each list
 */
export function deskSheets(
  sites: readonly { name: string }[],
  certifications: readonly { title: string }[],
  people: readonly PersonForDesk[],
): DeskSheet[] {
  return sites.map(({ name: site }) => {
    const staff = people.flatMap(({ name, workplaces, cells }) => {
      const here = workplaces.find(({ siteName }) => siteName === site);
      return here ? [{ name, jobRole: here.jobRole ?? "", cells }] : [];
    });
    return {
      site,
      certifications: certifications.map(({ title }, column) => {
        const placed = staff.flatMap(({ cells, ...person }) => {
          const cell = cells[column];
          return cell ? [{ ...person, cell }] : [];
        });
        return {
          title,
          mayTreat: placed
            .filter(({ cell }) => cell.mayTreat)
            .map(({ cell, ...person }) => ({ ...person, until: untilInWords(cell.mayTreatUntil) })),
          mayNot: placed
            .filter(({ cell }) => !cell.mayTreat && cell.state !== "none")
            .map(({ cell, ...person }) => ({ ...person, reason: cell.reason })),
          never: placed.filter(({ cell }) => cell.state === "none").map(({ name }) => name),
        };
      }),
    };
  });
}

function untilInWords(day: CalendarDay | undefined): string {
  return day === undefined ? "" : formatDay(day);
}
