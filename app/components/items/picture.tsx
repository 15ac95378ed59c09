import { createContext, useContext } from "react";
import type { Picture as ShownPicture } from "#app/core/pictures.ts";

/** Whether what is shown lies further down the page: its pictures can wait until they are near. */
export const BelowTheFold = createContext(true);

type PictureProps = {
  picture: ShownPicture;
  /** Small beside a text, or as large as there is room for. */
  size?: "small" | "large";
};

const SIZES = { small: "max-h-48", large: "max-h-[28rem]" };

/** An author's picture. Its address is its hash: a file name could give the answer away. */
export function Picture({ picture, size = "large" }: PictureProps) {
  return (
    <PictureFile
      picture={picture}
      className={`h-auto w-auto max-w-full rounded-control border border-line ${SIZES[size]}`}
    />
  );
}

/** The picture alone, on paper in both themes. */
export function PictureFile({
  picture: { hash, alt, width, height },
  className,
}: {
  picture: ShownPicture;
  className: string;
}) {
  const isBelowTheFold = useContext(BelowTheFold);
  return (
    <img
      src={`/images/${hash}`}
      alt={alt}
      width={width}
      height={height}
      loading={isBelowTheFold ? "lazy" : undefined}
      decoding="async"
      className={`bg-paper ${className}`}
    />
  );
}
