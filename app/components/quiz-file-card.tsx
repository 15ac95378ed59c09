import { Card } from "#app/components/card.tsx";
import { DetailList } from "#app/components/detail-list.tsx";
import { FaultList } from "#app/components/fault-list.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { Tone } from "#app/components/tone.ts";
import type { ShownFault } from "#app/core/quiz-file.ts";

export type QuizFileStateName = "published" | "older-serving" | "faulty" | "retired";

type QuizFileCardProps = {
  /** Path inside the folder of quizzes. */
  name: string;
  title: string;
  /** Where it can be looked at; a file without any good version has nothing to show. */
  href?: string;
  state: QuizFileStateName;
  /** What is in use: "3f2a9c1b, 11 Feb 2027, 10:42". */
  version?: string;
  /** "20 items: 13 single, 4 multiple, 3 true-false". */
  contents?: string;
  faults: readonly ShownFault[];
};

/** One file of an author: what it is, whether it is in use, and everything that is wrong with it. */
export function QuizFileCard(props: QuizFileCardProps) {
  const { name, title, href, state, version, contents, faults } = props;
  const details = [
    { label: "File", value: <span className="font-mono text-small">{name}</span> },
    { label: "Version in use", value: version },
    { label: "Contents", value: contents },
  ].filter(({ value }) => value !== undefined);
  return (
    <Card
      title={
        href ? (
          <a href={href} className="link">
            {title}
          </a>
        ) : (
          title
        )
      }
      aside={<QuizFileBadge state={state} faults={faults.length} />}
    >
      <DetailList details={details} />
      {faults.length > 0 && <FaultList fileName={name} faults={faults} />}
    </Card>
  );
}

const TONES: Record<QuizFileStateName, Tone> = {
  published: "good",
  "older-serving": "soon",
  faulty: "bad",
  retired: "none",
};

type QuizFileBadgeProps = { state: QuizFileStateName; faults: number };

/** In a few words: whether trainees get the file as it is. */
export function QuizFileBadge({ state, faults }: QuizFileBadgeProps) {
  const counted = `${faults} ${faults === 1 ? "fault" : "faults"}`;
  const words: Record<QuizFileStateName, string> = {
    published: "Published",
    "older-serving": `${counted}; the version before is in use`,
    faulty: `${counted}; not in use`,
    retired: "Retired: its file is gone",
  };
  return <StatusBadge tone={TONES[state]}>{words[state]}</StatusBadge>;
}
