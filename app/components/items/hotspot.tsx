import type { ReactNode } from "react";
import type { PresentedHotspot, ReviewedHotspot } from "#app/core/items/hotspot.ts";
import type { FormFields } from "#app/core/items/item.ts";
import { InputRow, isFilled } from "./choice-row.tsx";
import { ItemFieldset } from "./item-fieldset.tsx";
import { PictureFile } from "./picture.tsx";
import { letterOf, RegionToChoose, ReviewedRegionOnPicture } from "./region-drawing.tsx";
import { ReviewedCard } from "./reviewed-choices.tsx";

type PresentHotspotProps = {
  /** Its stem is HTML; its labels are plain. */
  item: PresentedHotspot;
  /** What its fields hold. */
  fields: FormFields;
  problem?: string;
};

function hintFor({ select, scoring }: PresentedHotspot): string {
  if (select === "one") return "Choose one place: tap it on the picture, or in the list below it.";
  const where = "Choose all that apply, on the picture or in the list below it.";
  return scoring === "exact"
    ? `${where} Only the exact set scores.`
    : `${where} A wrong one takes away from a right one.`;
}

/**
 * Regions on a picture, and below it the same ones as a list. The inputs stand in the list; each
 * region is a second label for its input, so that both ways need nothing but the browser.
 */
export function PresentHotspot({ item, fields, problem }: PresentHotspotProps) {
  const { image, ...withoutImage } = item;
  return (
    <ItemFieldset item={withoutImage} hint={hintFor(item)} problem={problem}>
      <OnPicture image={image}>
        {item.regions.map((region, index) => {
          const letter = letterOf(index);
          const inputId = `${item.id}.${region.id}`;
          return (
            <div key={region.id} className="group/region contents">
              <RegionToChoose region={region} letter={letter} inputId={inputId} />
              <InputRow
                type={item.select === "one" ? "radio" : "checkbox"}
                id={inputId}
                name={item.id}
                value={region.id}
                isChosen={isFilled(fields, item.id, region.id)}
                labelledBy={`${inputId}.label`}
              >
                <LetteredLabel id={`${inputId}.label`} letter={letter} label={region.label} />
              </InputRow>
            </div>
          );
        })}
      </OnPicture>
    </ItemFieldset>
  );
}

/** Where every region was, which were chosen, which were right, and why. Rationales are HTML. */
export function ReviewHotspot({ item }: { item: ReviewedHotspot }) {
  return (
    <OnPicture image={item.image}>
      {item.regions.map((region, index) => (
        <div key={region.id} className="contents">
          <ReviewedRegionOnPicture region={region} letter={letterOf(index)} />
          <ReviewedCard choice={region}>
            <p className="font-semibold">
              <LetteredLabel letter={letterOf(index)} label={region.label} />
            </p>
          </ReviewedCard>
        </div>
      ))}
    </OnPicture>
  );
}

/** A picture with layers over it, and rows below. A tall one is narrower, to stay in sight. */
function OnPicture({ image, children }: { image: PresentedHotspot["image"]; children: ReactNode }) {
  const isTall = image.height > image.width * 1.1;
  return (
    <div className={`relative grid gap-3 ${isTall ? "max-w-md" : ""}`}>
      <PictureFile
        picture={image}
        className="h-auto w-full rounded-control outline-1 -outline-offset-1 outline-line [grid-area:1/1/2/2]"
      />
      {children}
    </div>
  );
}

type LetteredLabelProps = { id?: string; letter: string; label: string };

function LetteredLabel({ id, letter, label }: LetteredLabelProps) {
  return (
    <span id={id} className="flex min-w-0 items-baseline gap-2.5">
      <span className="inline-grid size-6 shrink-0 place-items-center rounded-full border-2 border-ink text-small font-bold">
        {letter}
      </span>
      <span className="min-w-0 wrap-anywhere">{label}</span>
    </span>
  );
}
