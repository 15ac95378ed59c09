/** Points, of which an inch has 72, on a page of A4. */
export const PAGE = { width: 595.28, height: 841.89 };
export const LEFT = 66;
export const WIDTH = PAGE.width - 2 * LEFT;

/** The colours of the light theme, which are those of paper. */
export const COLOURS = {
  ink: "#10252c",
  soft: "#3d4f55",
  line: "#c9d4d7",
  accent: "#035457",
  bad: "#9c1a20",
  badSoft: "#feeded",
};

export type Doc = PDFKit.PDFDocument;

/** Where to draw. Without a structure to add to, it is only measured. */
export type Sheet = { doc: Doc; root?: PDFKit.PDFStructureElement };

type Pen = {
  font?: "sans" | "bold" | "serif";
  size?: number;
  colour?: string;
  x?: number;
  width?: number;
  align?: "left" | "center" | "right";
  /** Where a tap on the text leads. */
  link?: string;
  /** What it is in the structure: a paragraph unless told otherwise. */
  tag?: "P" | "H1" | "LI" | "Link";
};

/** Writes a text into the structure. @returns the y below it */
export function write({ doc, root }: Sheet, text: string, y: number, pen: Pen = {}): number {
  const { font = "sans", size = 9, colour = COLOURS.ink, x = LEFT, width = WIDTH } = pen;
  const { align = "left", link, tag = "P" } = pen;
  doc.font(font).fontSize(size);
  const height = doc.heightOfString(text, { width });
  root?.add(
    doc.struct(tag, {}, () => {
      doc.font(font).fontSize(size).fillColor(colour).text(text, x, y, { width, align, link });
    }),
  );
  return y + height;
}

/** Draws what is no content: nothing reads it out. */
export function decorate({ doc, root }: Sheet, drawing: () => void): void {
  if (!root) return;
  doc.markContent("Artifact", { type: "Layout" });
  doc.save();
  drawing();
  doc.restore();
  doc.endMarkedContent();
}
