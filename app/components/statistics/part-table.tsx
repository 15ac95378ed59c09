import { Cell, DataTable, HeadCell, RowHead } from "#app/components/data-table.tsx";
import { Html } from "#app/components/html.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { ShareBar } from "./share-bar.tsx";

type Third = { share: number; words: string };

export type ShownPart = {
  part: string;
  /** "B", "“2.5”". */
  name: string;
  /** HTML. */
  text?: string;
  isRight: boolean;
  /** What it was given for; `text` is HTML. */
  prompt?: { number: number; text: string };
  given: string;
  share: string;
  interval: string;
  thirds?: { lower: Third; upper: Third } | null;
};

type PartTableProps = {
  id: string;
  parts: readonly ShownPart[];
  note: string;
  others?: string;
};

/** Who gave what: of all, and of the thirds that did worst and best overall, drawn and in numbers. */
export function PartTable({ id, parts, note, others }: PartTableProps) {
  const hasThirds = parts.some(({ thirds }) => thirds);
  if (parts.length === 0) return <p className="text-ink-soft">Nobody gave a response.</p>;
  return (
    <div className="grid gap-2">
      <DataTable
        label={`What was given at ${id}`}
        head={
          <>
            <HeadCell>Given</HeadCell>
            <HeadCell>By</HeadCell>
            {hasThirds && (
              <>
                <HeadCell>Of the lower third</HeadCell>
                <HeadCell>Of the upper third</HeadCell>
              </>
            )}
          </>
        }
      >
        {parts.map((part) => (
          <tr key={part.part}>
            <RowHead>
              <PartName {...part} />
            </RowHead>
            <Cell>
              <p>
                {part.given}
                {hasThirds ? ` (${part.share})` : `, ${part.interval}`}
              </p>
              <p className="text-small text-ink-soft">{note}</p>
            </Cell>
            {part.thirds && (
              <>
                <Cell>
                  <ShareBar share={part.thirds.lower.share} look="quiet" />
                  {part.thirds.lower.words}
                </Cell>
                <Cell>
                  <ShareBar share={part.thirds.upper.share} />
                  {part.thirds.upper.words}
                </Cell>
              </>
            )}
          </tr>
        ))}
      </DataTable>
      {others && <p className="text-small text-ink-soft">Something else was given by {others}.</p>}
      {hasThirds && (
        <p className="max-w-reading text-small text-ink-soft">
          The thirds are those of these attempts with the lowest and the highest total. Where
          several have the total at the border, each counts in part.
        </p>
      )}
    </div>
  );
}

function PartName({ name, text, prompt, isRight }: ShownPart) {
  return (
    <div className="grid justify-items-start gap-1 font-normal">
      {prompt && (
        <div className="flex gap-1.5 text-ink-soft">
          {prompt.number}. <Html html={prompt.text} />
        </div>
      )}
      <div className="flex gap-2">
        <strong className="font-semibold">{name}</strong>
        {text !== undefined && <Html html={text} />}
      </div>
      {isRight && <StatusBadge tone="good">Right</StatusBadge>}
    </div>
  );
}
