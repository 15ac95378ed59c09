import type { ReactNode } from "react";
import { SignInDrawing, type SignName } from "#app/components/sign.tsx";
import type { PresentedRegion, ReviewedRegion } from "#app/core/items/hotspot.ts";

/*
 * A region is drawn in a layer of its own over the picture, in percent of it: attributes of a
 * drawing may say where things are, styles in the page may not (content security policy). Letters
 * and colours are those of paper, because pictures lie on paper in both themes.
 */

/** The letter under which a region stands on the picture and in the list: A is the first. */
export function letterOf(index: number): string {
  return String.fromCharCode("A".charCodeAt(0) + index);
}

type DrawnRegion = Pick<PresentedRegion, "shape" | "x" | "y" | "width" | "height">;

function Layer({ children, isAbove = false }: { children: ReactNode; isAbove?: boolean }) {
  return (
    <svg
      aria-hidden="true"
      className={`pointer-events-none absolute size-full overflow-visible [--color-raised:var(--color-paper)] [grid-area:1/1/2/2] ${isAbove ? "z-10" : ""}`}
    >
      {children}
    </svg>
  );
}

function Outline({ region, className }: { region: DrawnRegion; className: string }) {
  const { shape, x, y, width, height } = region;
  return shape === "ellipse" ? (
    <ellipse
      cx={`${x + width / 2}%`}
      cy={`${y + height / 2}%`}
      rx={`${width / 2}%`}
      ry={`${height / 2}%`}
      className={className}
    />
  ) : (
    <rect x={`${x}%`} y={`${y}%`} width={`${width}%`} height={`${height}%`} className={className} />
  );
}

/**
 * The middle of the upper edge of a region: where its letter sits, above the outlines of all
 * regions, so that a neighbour does not cross it out.
 */
function AtTop({
  region: { x, y, width },
  children,
}: {
  region: DrawnRegion;
  children: ReactNode;
}) {
  return (
    <Layer isAbove>
      <svg x={`${x + width / 2}%`} y={`${y}%`} className="overflow-visible" aria-hidden="true">
        {children}
      </svg>
    </Layer>
  );
}

const LETTER = "[font-size:14px] font-bold [text-anchor:middle]";
const HALO = "fill-none stroke-paper [stroke-width:6px] forced-colors:stroke-[Canvas]";

type RegionToChooseProps = {
  region: PresentedRegion;
  letter: string;
  /** Of the input in the list; this is a second label for it. */
  inputId: string;
};

/** A region that can be tapped. Stands in a `group/region` beside its input, which it follows. */
export function RegionToChoose({ region, letter, inputId }: RegionToChooseProps) {
  const { shape, x, y, width, height } = region;
  return (
    <>
      <Layer>
        <Outline
          region={region}
          className={`${HALO} group-has-focus-visible/region:stroke-paper-accent group-has-focus-visible/region:[stroke-width:12px] forced-colors:group-has-focus-visible/region:stroke-[Highlight]`}
        />
        <Outline
          region={region}
          className="fill-none stroke-paper-ink [stroke-width:2px] group-has-checked/region:fill-paper-accent/25 group-has-checked/region:stroke-paper-accent group-has-checked/region:[stroke-width:5px] group-has-focus-visible/region:stroke-paper forced-colors:stroke-[CanvasText] forced-colors:group-has-checked/region:stroke-[Highlight]"
        />
        <foreignObject x={`${x}%`} y={`${y}%`} width={`${width}%`} height={`${height}%`}>
          <label
            htmlFor={inputId}
            className={`pointer-events-auto block size-full min-h-6 min-w-6 cursor-pointer ${shape === "ellipse" ? "rounded-[50%]" : ""} text-transparent select-none`}
          >
            {letter}
          </label>
        </foreignObject>
      </Layer>
      <AtTop region={region}>
        <circle
          r="11"
          className="fill-paper stroke-paper-ink [stroke-width:2px] group-has-checked/region:fill-paper-accent group-has-checked/region:stroke-paper forced-colors:fill-[Canvas] forced-colors:stroke-[CanvasText] forced-colors:group-has-checked/region:fill-[Highlight]"
        />
        <text
          y="5"
          className={`${LETTER} fill-paper-ink group-has-checked/region:fill-paper forced-colors:fill-[CanvasText] forced-colors:group-has-checked/region:fill-[HighlightText]`}
        >
          {letter}
        </text>
      </AtTop>
    </>
  );
}

type Mark = { sign: SignName; className: string };

/** What there is to say about a region of a locked item; the list beside it says it in words. */
function marksOf({ chosen, correct, harmful }: ReviewedRegion): Mark[] {
  const marks: (Mark | false)[] = [
    chosen && { sign: "yours", className: "text-paper-ink" },
    correct && { sign: "good", className: "text-paper-good" },
    harmful && { sign: "harmful", className: "text-paper-bad" },
    chosen && !correct && !harmful && { sign: "bad", className: "text-paper-bad" },
  ];
  return marks.filter((mark) => mark !== false);
}

const LETTER_WIDTH = 24;
const MARK_WIDTH = 23;

/** A region of a locked item: its letter, and beside it the signs of what it was. */
export function ReviewedRegionOnPicture({
  region,
  letter,
}: {
  region: ReviewedRegion;
  letter: string;
}) {
  const marks = marksOf(region);
  const width = LETTER_WIDTH + marks.length * MARK_WIDTH;
  return (
    <>
      <Layer>
        <Outline region={region} className={HALO} />
        <Outline
          region={region}
          className={`${lineOf(region)} forced-colors:stroke-[CanvasText]`}
        />
      </Layer>
      <AtTop region={region}>
        <g transform={`translate(${-leftOf(region, width)} -12)`}>
          <rect
            width={width}
            height="24"
            rx="12"
            className="fill-paper stroke-paper-ink [stroke-width:2px] forced-colors:fill-[Canvas] forced-colors:stroke-[CanvasText]"
          />
          <text
            x="12"
            y="17"
            className={`${LETTER} fill-paper-ink forced-colors:fill-[CanvasText]`}
          >
            {letter}
          </text>
          {marks.map(({ sign, className }, index) => (
            <g key={sign} className={`${className} forced-colors:text-[CanvasText]`}>
              <SignInDrawing name={sign} x={LETTER_WIDTH - 2 + index * MARK_WIDTH} y={2} />
            </g>
          ))}
        </g>
      </AtTop>
    </>
  );
}

function lineOf({ chosen, correct, harmful }: ReviewedRegion): string {
  const tint = chosen ? "fill-paper-ink/20" : "fill-none";
  if (correct) return `${tint} stroke-paper-good [stroke-width:5px]`;
  if (harmful || chosen) {
    return `${tint} stroke-paper-bad [stroke-dasharray:7_5] [stroke-width:4px]`;
  }
  return `${tint} stroke-paper-ink [stroke-width:2px]`;
}

/** How much of the letter and its signs stands left of the middle: near an edge they lean inwards. */
function leftOf({ x, width: regionWidth }: DrawnRegion, width: number): number {
  const middle = x + regionWidth / 2;
  if (middle < 25) return LETTER_WIDTH / 2;
  return middle > 75 ? width - LETTER_WIDTH / 2 : width / 2;
}
