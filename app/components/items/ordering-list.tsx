import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { Html } from "#app/components/html.tsx";
import { movedBy } from "#app/core/step-order.ts";

type Step = {
  letter: string;
  /** HTML, see {@link Html}. */
  text: string;
};

type OrderingListProps = {
  itemId: string;
  steps: readonly Step[];
  /** Letters of the steps that are placed, in the person's order. */
  order: readonly string[];
  onChange: (order: string[]) => void;
};

/** Steps that are tapped into an order one after the other, and moved in it by buttons. */
export function OrderingList({ itemId, steps, order, onChange }: OrderingListProps) {
  /** The button to be focused once the list stands in its new order. */
  const focusNext = useRef<string>();
  const [said, setSaid] = useState("");
  const placed = order.flatMap((letter) => steps.find((step) => step.letter === letter) ?? []);
  const open = steps.filter(({ letter }) => !order.includes(letter));
  const idOf = (part: string, letter: string) => `${itemId}-${part}-${letter}`;

  useLayoutEffect(() => {
    // A button that was moved in the page, or is gone, has lost the focus.
    const id = focusNext.current;
    focusNext.current = undefined;
    if (id !== undefined) document.getElementById(id)?.focus();
  });

  function change(newer: string[], letter: string, focused: string) {
    const text = document.getElementById(idOf("step", letter))?.textContent ?? "";
    const place = newer.indexOf(letter) + 1;
    setSaid(place === 0 ? `Taken out: ${text}` : `Place ${place} of ${steps.length}: ${text}`);
    focusNext.current = focused;
    onChange(newer);
  }

  function place(letter: string) {
    const next = open[open.findIndex((step) => step.letter === letter) + 1] ?? open[0];
    const isLast = next === undefined || next.letter === letter;
    const focused = isLast ? idOf("up", letter) : idOf("place", next.letter);
    change([...order, letter], letter, focused);
  }

  function takeOut(letter: string) {
    const rest = order.filter((each) => each !== letter);
    change(rest, letter, idOf("place", letter));
  }

  return (
    <div className="grid gap-6">
      <p role="status" className="sr-only">
        {said}
      </p>
      <div className="grid gap-3">
        <p id={`${itemId}-order`} className="font-semibold">
          Your order
        </p>
        {placed.length === 0 && (
          <p className="rounded-card border border-dashed border-line-strong p-4 text-ink-soft">
            Nothing placed yet. Choose what comes first below, then what follows.
          </p>
        )}
        <ol aria-labelledby={`${itemId}-order`} className="grid gap-2.5">
          {placed.map(({ letter, text }, index) => {
            const button = { letter, textId: idOf("step", letter) };
            return (
              <li
                key={letter}
                className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1 rounded-card border border-accent bg-accent-soft py-2 pr-2 pl-4 sm:grid-cols-[auto_1fr_auto]"
              >
                <span className="self-start py-2.5 font-semibold tabular-nums">{index + 1}</span>
                <div id={idOf("step", letter)} className="min-w-0 py-2.5">
                  <Html html={text} />
                </div>
                <div className="col-span-2 flex justify-end sm:col-span-1">
                  <MoveButton
                    {...button}
                    id={idOf("up", letter)}
                    label="Move up"
                    isAtEnd={index === 0}
                    onClick={() => change(movedBy(order, letter, -1), letter, idOf("up", letter))}
                  >
                    <path d="M10 16V4.5M4.8 9.6 10 4.4l5.2 5.2" />
                  </MoveButton>
                  <MoveButton
                    {...button}
                    id={idOf("down", letter)}
                    label="Move down"
                    isAtEnd={index === placed.length - 1}
                    onClick={() => change(movedBy(order, letter, 1), letter, idOf("down", letter))}
                  >
                    <path d="M10 4v11.5M4.8 10.4l5.2 5.2 5.2-5.2" />
                  </MoveButton>
                  <MoveButton
                    {...button}
                    id={idOf("out", letter)}
                    label="Take out"
                    isAtEnd={false}
                    onClick={() => takeOut(letter)}
                  >
                    <path d="m5.5 5.5 9 9m0-9-9 9" />
                  </MoveButton>
                </div>
              </li>
            );
          })}
        </ol>
      </div>
      {open.length > 0 && (
        <div className="grid gap-3">
          <p id={`${itemId}-open`} className="font-semibold">
            {placed.length === 0
              ? "What comes first?"
              : `What comes at place ${placed.length + 1}?`}
          </p>
          <ul aria-labelledby={`${itemId}-open`} className="grid gap-2.5">
            {open.map(({ letter, text }) => (
              <li key={letter}>
                <button
                  type="button"
                  id={idOf("place", letter)}
                  onClick={() => place(letter)}
                  className="flex min-h-14 w-full items-start gap-3.5 rounded-card border border-line-strong bg-raised p-4 text-left transition-colors hover:border-accent"
                >
                  <Drawing>
                    <path d="M10 4.5v11M4.5 10h11" />
                  </Drawing>
                  <span id={idOf("step", letter)} className="min-w-0 self-center">
                    <Html html={text} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

type MoveButtonProps = {
  id: string;
  label: string;
  /** The element that says which step it moves. */
  textId: string;
  /** True where there is nowhere to move: it keeps the focus, and does nothing. */
  isAtEnd: boolean;
  onClick: () => void;
  children: ReactNode;
};

function MoveButton({ id, label, textId, isAtEnd, onClick, children }: MoveButtonProps) {
  return (
    <button
      type="button"
      id={id}
      aria-label={label}
      aria-labelledby={`${id} ${textId}`}
      aria-disabled={isAtEnd ? true : undefined}
      onClick={isAtEnd ? undefined : onClick}
      className="grid size-11 place-items-center rounded-control text-accent transition-colors hover:bg-raised aria-disabled:cursor-default aria-disabled:text-line-strong aria-disabled:hover:bg-transparent"
    >
      <Drawing>{children}</Drawing>
    </button>
  );
}

function Drawing({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="mt-[0.15em] size-5 shrink-0"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}
