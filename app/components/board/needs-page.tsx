import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { Sign } from "#app/components/sign.tsx";
import { TEXT_OF_TONE, type Tone } from "#app/components/tone.ts";

type Row = {
  personId: number;
  name: string;
  about: string;
  text: string;
  actions: readonly { label: string; href: string }[];
};
type Group = { kind: string; count: number; rows: readonly Row[] };

type NeedsPageProps = {
  groups: readonly Group[];
  /** For those who may answer them. */
  openReports?: number;
};

type Kind = { title: string; tone: Tone; lead: string; more: string };

const KINDS: Readonly<Record<string, Kind>> = {
  overdue: {
    title: "Overdue or lapsed",
    tone: "bad",
    lead: "They may not treat until it is put right.",
    more: "/board?status=may-not-treat",
  },
  "sure-but-wrong": {
    title: "Sure, but wrong on safety",
    tone: "bad",
    lead: "Talk it through with them before they treat anybody.",
    more: "/board",
  },
  waiting: {
    title: "Waiting for a sign-off or a document",
    tone: "info",
    lead: "Every quiz is passed. What is missing is yours to give.",
    more: "/board?status=part-missing",
  },
  "failed-twice": {
    title: "Not passed twice in a row",
    tone: "bad",
    lead: "Somebody should look at it with them before they try again.",
    more: "/board",
  },
  "lapsing-30": {
    title: "Lapsing within 30 days",
    tone: "soon",
    lead: "They may treat today.",
    more: "/board?sort=until",
  },
  "lapsing-60": {
    title: "Lapsing in 31 to 60 days",
    tone: "soon",
    lead: "They may treat today.",
    more: "/board?sort=until",
  },
  "lapsing-90": {
    title: "Lapsing in 61 to 90 days",
    tone: "soon",
    lead: "They may treat today.",
    more: "/board?sort=until",
  },
  suspension: {
    title: "Suspensions that end within 14 days",
    tone: "info",
    lead: "Once it has ended, what they hold counts again by itself.",
    more: "/board?status=suspended",
  },
};
const ORDER = Object.keys(KINDS);

/** Everything that waits for a manager, with what can be done beside it. */
export function NeedsPage({ groups, openReports }: NeedsPageProps) {
  const found = groups
    .filter(({ count }) => count > 0)
    .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  const isCalm = found.length === 0 && !openReports;
  return (
    <>
      <PageHeading title="What needs me" lead="Of the staff of your sites, today." />
      {isCalm ? (
        <EmptyState title="Nothing needs you">
          Nobody is overdue, nothing lapses within 90 days, and nobody waits for a sign-off.
        </EmptyState>
      ) : (
        <div className="grid gap-10">
          <Counts groups={found} openReports={openReports} />
          {found.map((group) => (
            <NeedGroup key={group.kind} {...group} />
          ))}
        </div>
      )}
    </>
  );
}

function Counts({ groups, openReports = 0 }: { groups: readonly Group[]; openReports?: number }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {groups.map(({ kind, count }) => {
        const { title, tone = "none" } = KINDS[kind] ?? {};
        return (
          <Count key={kind} href={`#${kind}`} tone={tone} count={count}>
            {title}
          </Count>
        );
      })}
      {openReports > 0 && (
        <Count href="/problem-reports" tone="info" count={openReports}>
          Problem reports to answer
        </Count>
      )}
    </ul>
  );
}

type CountProps = { href: string; tone: Tone; count: number; children: React.ReactNode };

function Count({ href, tone, count, children }: CountProps) {
  return (
    <li>
      <a
        href={href}
        className="flex min-h-14 items-center gap-3 rounded-card border border-line bg-raised px-4 py-2 hover:bg-accent-soft"
      >
        <span className={TEXT_OF_TONE[tone]}>
          <Sign name={tone} />
        </span>
        <span className="text-large font-semibold tabular-nums">
          {count.toLocaleString("en-GB")}
        </span>
        <span className="min-w-0 text-small text-ink-soft">{children}</span>
      </a>
    </li>
  );
}

function NeedGroup({ kind, count, rows }: Group) {
  const { title, lead, more = "/board" } = KINDS[kind] ?? {};
  return (
    <section id={kind} aria-labelledby={`${kind}-title`} className="grid gap-3">
      <h2 id={`${kind}-title`} className="text-large font-semibold">
        {title} <span className="font-normal text-ink-soft tabular-nums">({count})</span>
      </h2>
      <p className="text-ink-soft">{lead}</p>
      <ul className="divide-y divide-line rounded-card border border-line bg-raised">
        {rows.map(({ personId, name, about, text, actions }) => (
          <li
            key={`${personId} ${about} ${actions[0]?.href}`}
            className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-2"
          >
            <div className="min-w-0 wrap-anywhere">
              <p>
                <a href={`/people/${personId}`} className="link font-semibold">
                  {name}
                </a>
              </p>
              <p className="text-small text-ink-soft">
                {about}: {text}
              </p>
            </div>
            <ul className="flex flex-wrap gap-x-5 sm:justify-end">
              {actions.map((action) => (
                <li key={action.href}>
                  <a
                    href={action.href}
                    className="link inline-flex min-h-11 items-center text-small"
                  >
                    {action.label}
                    <span className="sr-only">
                      : {name}, {about}
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {rows.length < count && (
        <p>
          <a href={more} className="link inline-flex min-h-11 items-center">
            The first {rows.length} of {count.toLocaleString("en-GB")}; all of them on the board
          </a>
        </p>
      )}
    </section>
  );
}
