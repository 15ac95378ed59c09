import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { CopyField } from "#app/components/copy-field.tsx";
import { Notice } from "#app/components/notice.tsx";

type Scope = "own" | "staff";

type CalendarCardProps = {
  /** The calendars that this person can have, and since when they have an address. */
  feeds: readonly { scope: Scope; since?: string }[];
  /** An address that has just been made. It is stored nowhere: this is the one time it is shown. */
  made?: { scope: Scope; url: string };
};

const WORDS: Record<Scope, { title: string; text: string }> = {
  own: {
    title: "Your own dates",
    text: "When you can renew, your last valid days, and by when something is due.",
  },
  staff: {
    title: "Dates of your staff",
    text: "The last valid days and due dates of everybody at the sites that you manage, as they are when your calendar looks.",
  },
};

/** Private addresses from which a calendar program reads dates. */
export function CalendarCard({ feeds, made }: CalendarCardProps) {
  return (
    <Card title="Calendar">
      <p className="text-ink-soft">
        Subscribe to your dates in the calendar of your phone or computer. Whoever has the address
        can read them, so keep it to yourself.
      </p>
      <ul className="divide-y divide-line border-y border-line">
        {feeds.map(({ scope, since }) => (
          <li key={scope} className="grid gap-3 py-4">
            <div>
              <h3 className="font-semibold">{WORDS[scope].title}</h3>
              <p className="text-small text-ink-soft">{WORDS[scope].text}</p>
            </div>
            {made?.scope === scope && (
              <>
                <Notice tone="good" live title="The address is ready">
                  Add it to your calendar as a subscription. It is shown only now.
                </Notice>
                <CopyField
                  label="Address of the calendar"
                  name={`feed-${scope}`}
                  value={made.url}
                />
              </>
            )}
            <Choices scope={scope} since={since} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Choices({ scope, since }: { scope: Scope; since?: string }) {
  const { title } = WORDS[scope];
  return (
    <form method="post" action="/account" className="flex flex-wrap items-center gap-3">
      <input type="hidden" name="scope" value={scope} />
      <Button
        variant="secondary"
        name="intent"
        value="make-feed"
        aria-label={`${since ? "Replace" : "Make"} the address: ${title}`}
      >
        {since ? "Replace the address" : "Make an address"}
      </Button>
      {since && (
        <>
          <Button
            variant="quiet"
            name="intent"
            value="end-feed"
            aria-label={`End the address: ${title}`}
          >
            End it
          </Button>
          <p className="text-small text-ink-soft">In use since {since}</p>
        </>
      )}
    </form>
  );
}
