import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";

type SessionListProps = {
  sessions: readonly {
    id: number;
    /** "Chrome on Android". */
    device: string;
    isHere: boolean;
    since: string;
    lastSeen: string;
  }[];
};

/** Where a person is signed in, and the way to end what they do not recognise. */
export function SessionList({ sessions }: SessionListProps) {
  return (
    <Card title="Where you are signed in">
      <ul className="divide-y divide-line border-y border-line">
        {sessions.map(({ id, device, isHere, since, lastSeen }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div className="min-w-0">
              <p className="font-semibold wrap-anywhere">{device}</p>
              <p className="text-small text-ink-soft">
                Since {since}
                <br />
                Last seen {lastSeen}
              </p>
            </div>
            {isHere ? (
              <StatusBadge tone="info">This device</StatusBadge>
            ) : (
              <form method="post" action="/account">
                <input type="hidden" name="intent" value="end-session" />
                <input type="hidden" name="sessionId" value={id} />
                <Button variant="secondary" aria-label={`Sign out ${device}, since ${since}`}>
                  Sign out
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action="/account">
          <input type="hidden" name="intent" value="end-others" />
          <Button variant="secondary">Sign out everywhere else</Button>
        </form>
      )}
    </Card>
  );
}
