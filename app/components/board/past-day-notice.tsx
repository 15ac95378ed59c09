import { Notice } from "#app/components/notice.tsx";

type PastDayNoticeProps = {
  /** Ready to read. */
  day: string;
  todayHref: string;
};

/** Says that a page is not about today, and what it is made of. */
export function PastDayNotice({ day, todayHref }: PastDayNoticeProps) {
  return (
    <Notice tone="info" title={`This is a past day: the end of ${day}`}>
      <p>
        It shows what was true then. It is worked out from records that are never overwritten, so it
        says the same whenever you look. Names of people are those of today.
      </p>
      <p className="print-hidden">
        <a href={todayHref} className="link inline-flex min-h-11 items-center">
          Back to today
        </a>
      </p>
    </Notice>
  );
}
