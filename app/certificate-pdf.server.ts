import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import { drawCertificate, type PrintedCertificate } from "./certificate-drawing.server.ts";

const require = createRequire(import.meta.url);
/** Fonts of our own, which cover Latin, Greek and Cyrillic; only what is used is embedded. */
const FONTS = {
  sans: require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"),
  bold: require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"),
  serif: require.resolve("dejavu-fonts-ttf/ttf/DejaVuSerif-Bold.ttf"),
};
let fontFiles: [string, Buffer][] | undefined;

function readFonts(): [string, Buffer][] {
  fontFiles ??= Object.entries(FONTS).map(([name, file]) => [name, readFileSync(file)]);
  return fontFiles;
}

/**
 * A certificate as a PDF of one A4 page: tagged, so that a screen reader reads it in order, and
 * the same bytes whenever it is asked for.
 */
export async function certificatePdf(
  certificate: PrintedCertificate,
): Promise<Buffer<ArrayBuffer>> {
  const { personName, certificationTitle, organisationName, issuedAt, number } = certificate;
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    pdfVersion: "1.7",
    // The types of the library know only the older subsets.
    subset: "PDF/UA" as "PDF/A-2a",
    tagged: true,
    displayTitle: true,
    lang: "en",
    info: {
      Title: forMetadata(`Certificate ${number}, ${personName}: ${certificationTitle}`),
      Author: forMetadata(organisationName),
      Subject: forMetadata(certificationTitle),
      Creator: "Needlepoint",
      Producer: "Needlepoint",
      CreationDate: issuedAt,
      ModDate: issuedAt,
    },
  });
  const parts: Buffer[] = [];
  doc.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => doc.once("end", resolve));
  for (const [name, content] of readFonts()) doc.registerFont(name, content);
  drawCertificate(doc, certificate);
  doc.end();
  await ended;
  return Buffer.concat(parts);
}

/** What describes a file is kept as XML as well, and the library writes it there as it is. */
function forMetadata(text: string): string {
  return text.replaceAll("&", "and").replaceAll("<", "‹").replaceAll(">", "›");
}
