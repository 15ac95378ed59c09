import type { ReactNode } from "react";
import { Html } from "#app/components/html.tsx";
import { Sign } from "#app/components/sign.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { PresentedItemBase } from "#app/core/items/choices.ts";
import { Picture } from "./picture.tsx";

type ItemFieldsetProps = {
  item: PresentedItemBase<string>;
  /** How to respond, where that is not plain from the choices. */
  hint?: ReactNode;
  /** Why what was posted could not be read. */
  problem?: string;
  children: ReactNode;
};

/** What every item that is made of native inputs has around them: its stem, and what to do. */
export function ItemFieldset({ item, hint, problem, children }: ItemFieldsetProps) {
  const hintId = `${item.id}-hint`;
  const problemId = `${item.id}-problem`;
  const describedBy = [hint && hintId, problem && problemId].filter(Boolean).join(" ");
  return (
    <fieldset
      id={`item-${item.id}`}
      className="min-w-0"
      aria-describedby={describedBy === "" ? undefined : describedBy}
    >
      <legend className="w-full">
        {item.critical && (
          <span className="mb-3 block">
            <StatusBadge tone="info" sign="harmful">
              Safety item: must be fully right
            </StatusBadge>
          </span>
        )}
        <Html html={item.stem} className="text-large" />
      </legend>
      {item.image && (
        <div className="mt-4">
          <Picture picture={item.image} />
        </div>
      )}
      {hint && (
        <p id={hintId} className="mt-3 text-ink-soft">
          {hint}
        </p>
      )}
      {problem && (
        <p id={problemId} className="mt-3 flex items-start gap-2 font-semibold text-bad">
          <span className="mt-[0.2em]">
            <Sign name="bad" />
          </span>
          {problem}
        </p>
      )}
      <div className="mt-5">{children}</div>
    </fieldset>
  );
}
