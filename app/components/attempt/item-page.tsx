import type { ReactNode, Ref } from "react";
import { CertaintyField } from "#app/components/attempt/certainty-field.tsx";
import { Button } from "#app/components/button.tsx";
import { PresentItem } from "#app/components/items/item.tsx";
import { BelowTheFold } from "#app/components/items/picture.tsx";
import { ProblemSummary } from "#app/components/problem-summary.tsx";
import { ProgressDots } from "#app/components/progress-dots.tsx";
import { SavedNote } from "#app/components/saved-note.tsx";
import type { PageState, UnreadableResponse } from "#app/core/attempt-pages.ts";
import type { PresentedItem } from "#app/core/item-types.ts";
import { baseField } from "#app/core/response-base.ts";
import type { ShownResponse } from "#app/core/shown-response.ts";

type ItemPageProps = {
  page: {
    /** Counted from 1. */
    number: number;
    pageCount: number;
    /** Their texts are HTML. */
    items: readonly {
      item: PresentedItem;
      number: number;
      /** Whether the item asks how sure one is. */
      asksCertainty: boolean;
    }[];
  };
  /** What is known of the attempt now, which may be newer than the page. */
  progress: {
    pages: readonly PageState[];
    /** "Item 7 of 20" */
    place: string;
    /** "5 answered" */
    progress: string;
    /** "10:42" */
    savedAt?: string;
  };
  /**
   * What is shown of each item, by item id; a new edition is shown over what stands in its fields.
   */
  shown: Readonly<Record<string, ShownResponse & { edition: number }>>;
  /** What became of saving, where that needs words. */
  messages?: ReactNode;
  /** What could not be read, by item id. */
  unreadable?: Record<string, UnreadableResponse>;
  saveState: "saving" | "not-saved" | "unreadable" | "settled";
  /** The heading that says where one is: focused after moving. */
  headingRef?: Ref<HTMLHeadingElement>;
};

/** The items of one page and the ways on. Stands inside a form; its buttons post `_go`. */
export function ItemPage(props: ItemPageProps) {
  const { page, progress, shown, messages, unreadable, saveState, headingRef } = props;
  const problems = Object.entries(unreadable ?? {}).map(([itemId, { problem }]) => ({
    field: `item-${itemId}`,
    message: problem,
  }));
  const isLast = page.number === page.pageCount;
  return (
    <div className="grid gap-6">
      {page.pageCount > 1 && (
        <ProgressDots
          pages={progress.pages.map((each) => ({ ...each, isHere: each.number === page.number }))}
        />
      )}
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 text-small text-ink-soft">
        <h2
          ref={headingRef}
          tabIndex={-1}
          className="rounded-control text-small tabular-nums outline-none"
        >
          <span className="font-semibold text-ink">{progress.place}</span>, {progress.progress}
        </h2>
      </div>
      {messages}
      <ProblemSummary problems={problems} />
      {page.items.map(({ item, number, asksCertainty }, index) => (
        <div key={`${item.id} ${shown[item.id]?.edition}`} className="grid gap-2">
          {Object.entries(shown[item.id]?.bases ?? {}).map(([field, base]) => (
            <input key={field} type="hidden" name={baseField(field)} value={base} />
          ))}
          {page.items.length > 1 && (
            <h3 className="text-small font-semibold text-ink-soft">Item {number}</h3>
          )}
          <BelowTheFold.Provider value={index > 0}>
            <PresentItem
              item={item}
              fields={unreadable?.[item.id]?.typed ?? shown[item.id]?.fields}
              problem={unreadable?.[item.id]?.problem}
            />
          </BelowTheFold.Provider>
          {asksCertainty && (
            <CertaintyField itemId={item.id} number={number} given={shown[item.id]?.certainty} />
          )}
          <p className="mt-2">
            <button
              type="submit"
              name="_go"
              value={`problem:${item.id}`}
              className="link inline-flex min-h-11 items-center text-small"
            >
              Report a problem with this item
              {page.items.length > 1 && <span className="sr-only"> (item {number})</span>}
            </button>
          </p>
        </div>
      ))}
      <div className="grid gap-3">
        <SavedNote {...noteOf(saveState, progress.savedAt)} />
        <div className="flex flex-wrap justify-between gap-3">
          {page.number > 1 ? (
            <Button variant="secondary" name="_go" value="back">
              Back
            </Button>
          ) : (
            <span />
          )}
          <Button name="_go" value={isLast ? "check" : "next"}>
            {isLast ? "Check your responses" : "Next"}
          </Button>
        </div>
      </div>
    </div>
  );
}

function noteOf(saveState: ItemPageProps["saveState"], savedAt: string | undefined) {
  if (saveState === "unreadable") return { state: "none" } as const;
  if (saveState !== "settled") return { state: saveState };
  return savedAt ? ({ state: "saved", at: savedAt } as const) : ({ state: "none" } as const);
}
