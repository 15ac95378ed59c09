import type { Role } from "./roles.ts";

/** A page in the navigation, and who finds it there. */
export type Place = { href: string; label: string; roles: readonly Role[] };

/** A place of the navigation; where it has several pages, each is a tab on all of them. */
export type Section = { label: string; pages: readonly [Place, ...Place[]] };

const SECTIONS: readonly Section[] = [
  {
    label: "My training",
    pages: [{ href: "/training", label: "My training", roles: ["trainee"] }],
  },
  {
    label: "Board",
    pages: [
      { href: "/board", label: "Who may treat", roles: ["manager"] },
      { href: "/needs", label: "What needs me", roles: ["manager"] },
      { href: "/coverage", label: "Coverage", roles: ["manager"] },
    ],
  },
  {
    label: "People",
    pages: [
      { href: "/people", label: "People", roles: ["manager", "admin"] },
      { href: "/requirements", label: "Requirements", roles: ["manager", "admin"] },
      { href: "/staff-list", label: "Staff list", roles: ["manager", "admin"] },
    ],
  },
  {
    label: "Reports",
    pages: [
      { href: "/statistics", label: "Statistics", roles: ["author", "manager"] },
      { href: "/exports", label: "Exports", roles: ["manager", "admin"] },
    ],
  },
  {
    label: "Author",
    pages: [
      { href: "/author", label: "Quiz files", roles: ["author"] },
      { href: "/problem-reports", label: "Problem reports", roles: ["author", "admin"] },
    ],
  },
  {
    label: "Admin",
    pages: [
      { href: "/admin", label: "Organisation", roles: ["admin"] },
      { href: "/admin/audit", label: "Audit log", roles: ["admin"] },
      { href: "/admin/mail", label: "Mail log", roles: ["admin"] },
    ],
  },
];

export type OwnSection = {
  label: string;
  /** Where it leads: to the first of its pages that the person may open. */
  href: string;
  /** True on every page of the section, and below them. */
  isHere: boolean;
  /** Its pages that the person may open; one of them is the page itself, where it is a tab. */
  tabs: readonly { href: string; label: string; isHere: boolean }[];
};

/** What somebody finds in the navigation, in its order. */
export function sectionsOf(roles: readonly Role[], current: string): OwnSection[] {
  return SECTIONS.flatMap(({ label, pages }) => {
    const own = pages.filter((page) => page.roles.some((role) => roles.includes(role)));
    const [first] = own;
    if (!first) return [];
    const here = nearest(own, current);
    return [
      {
        // A section of one page goes by the name of that page.
        label: own.length === 1 ? first.label : label,
        href: first.href,
        isHere: here !== undefined,
        tabs: own.map(({ href, label }) => ({ href, label, isHere: href === here?.href })),
      },
    ];
  });
}

/** The page whose address the current one is, or lies below; the longest of several. */
function nearest(pages: readonly Place[], current: string): Place | undefined {
  return pages
    .filter(({ href }) => current === href || current.startsWith(`${href}/`))
    .sort((one, other) => other.href.length - one.href.length)[0];
}
