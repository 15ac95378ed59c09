import { Button } from "#app/components/button.tsx";
import { DetailList } from "#app/components/detail-list.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { ReachBar } from "./reach-bar.tsx";

export type RequirementPreviewProps = {
  title: string;
  who: string;
  due: string;
  /** What it means for those who are there, and for those to come. */
  consequence: string;
  people: number;
  holding: number;
  names: readonly string[];
  /** How many people are not named. */
  more: number;
  /** True when somebody came or went since the last preview. */
  hasChanged: boolean;
  /** What was filled in, to be sent again. */
  typed: Readonly<Record<string, readonly string[]>>;
};

/** What a requirement would do and to how many, before it is saved. */
export function RequirementPreview(preview: RequirementPreviewProps) {
  const { title, who, due, consequence, people, holding, names, more, hasChanged, typed } = preview;
  const { seen: _old, change: _step, ...filledIn } = typed;
  return (
    <>
      <PageHeading
        title={people === 1 ? "It concerns 1 person" : `It concerns ${people} people`}
        lead={<p>Nothing is saved yet. {consequence}</p>}
      />
      <div className="grid max-w-reading gap-6">
        {hasChanged && (
          <Notice tone="info" live>
            Since you looked, somebody came or went. These are the numbers now.
          </Notice>
        )}
        <DetailList
          details={[
            { label: "Certification", value: title },
            { label: "Who", value: who },
            { label: "Due", value: due },
            { label: "Hold it today", value: <ReachBar people={people} holding={holding} /> },
            { label: "People", value: namesInWords(names, more) },
          ]}
        />
        <form method="post" action="/requirements" className="flex flex-wrap gap-3">
          {Object.entries(filledIn).map(([name, values]) => (
            <input key={name} type="hidden" name={name} value={values[0] ?? ""} />
          ))}
          <input type="hidden" name="seen" value={people} />
          <Button>Add the requirement</Button>
          <Button variant="quiet" name="change" value="yes">
            Change it
          </Button>
        </form>
      </div>
    </>
  );
}

function namesInWords(names: readonly string[], more: number): string {
  if (names.length === 0) return "Nobody at the moment; whoever joins is asked by then.";
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}
