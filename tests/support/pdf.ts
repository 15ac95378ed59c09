import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What the structure of a page says: its tags in order, with what stands in for pictures. */
type Tag = { role: string; alt?: string; children?: readonly Tag[] };

/** What a reader finds in a PDF. */
export async function readPdf(content: Uint8Array) {
  // The library takes the bytes away from whoever hands them over.
  const loading = getDocument({ data: Uint8Array.from(content), verbosity: 0 });
  const pdf = await loading.promise;
  try {
    const { info } = await pdf.getMetadata();
    const page = await pdf.getPage(1);
    const { items } = await page.getTextContent();
    const marks = await pdf.getMarkInfo();
    const links = await page.getAnnotations();
    return {
      pages: pdf.numPages,
      info: info as Record<string, unknown>,
      isTagged: marks?.Marked === true,
      /** Every text in the order in which it is read, without breaks. */
      text: items
        .map((item) => ("str" in item ? item.str : ""))
        .join(" ")
        .replace(/\s+/g, " "),
      tags: flattened((await page.getStructTree()) as Tag | null),
      links: links.map(({ url }) => String(url)),
      /** Width and height in points. */
      size: page.view.slice(2).map((points: number) => Math.round(points)),
    };
  } finally {
    await loading.destroy();
  }
}

function flattened(tag: Tag | null): { role: string; alt?: string }[] {
  if (!tag?.role) return [];
  const { role, alt, children = [] } = tag;
  return [{ role, ...(alt && { alt }) }, ...children.flatMap(flattened)];
}
