import type { OwnSection } from "#app/core/places.ts";
import { WaitingCount } from "./waiting-count.tsx";

type SectionTabsProps = {
  section: OwnSection;
  /** How many problem reports wait for an answer. */
  openReports?: number;
};

/** The pages of a section, on each of them. Where they do not fit the row scrolls by itself. */
export function SectionTabs({ section: { label, tabs }, openReports }: SectionTabsProps) {
  return (
    <nav
      aria-label={label}
      className="print-hidden -mx-4 -mt-4 mb-8 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:-mt-6 sm:px-0"
    >
      <ul className="flex text-small whitespace-nowrap sm:gap-1 sm:text-base">
        {tabs.map(({ href, label, isHere }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={isHere ? "page" : undefined}
              className="flex min-h-11 items-center border-b-[3px] border-transparent px-2.5 pt-[3px] sm:px-3 text-ink-soft transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink"
            >
              {label}
              {href === "/problem-reports" && <WaitingCount count={openReports} />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
