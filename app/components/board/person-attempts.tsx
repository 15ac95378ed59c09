import { StatusBadge } from "#app/components/status-badge.tsx";
import { Part, Row, Rows } from "./page-part.tsx";

export type PersonAttemptsProps = {
  id: number;
  attempts: readonly {
    id: number;
    title: string;
    when: string;
    state: "passed" | "failed" | "open";
    text: string;
    /** What they were sure of and got wrong, where it could have harmed a client. */
    sureButUnsafe?: string;
  }[];
};

const TONE_OF_ATTEMPT = { passed: "good", failed: "bad", open: "info" } as const;

/** Every attempt of somebody, and how it went. */
export function PersonAttempts({ id, attempts }: PersonAttemptsProps) {
  return (
    <Part title="Attempts" isEmpty={attempts.length === 0} whenEmpty="None yet.">
      <Rows>
        {attempts.map((attempt) => (
          <Row key={attempt.id} href={`/people/${id}/attempts/${attempt.id}`} title={attempt.title}>
            <span className="tabular-nums">{attempt.when}</span>
            <StatusBadge tone={TONE_OF_ATTEMPT[attempt.state]}>{attempt.text}</StatusBadge>
            {attempt.sureButUnsafe && (
              <StatusBadge tone="bad" sign="harmful">
                {attempt.sureButUnsafe}
              </StatusBadge>
            )}
          </Row>
        ))}
      </Rows>
    </Part>
  );
}
