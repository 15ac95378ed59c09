import {
  COLOURS,
  type Doc,
  decorate,
  LEFT,
  PAGE,
  type Sheet,
  WIDTH,
  write,
} from "./certificate-pen.server.ts";
import { type CertificateSheet, sheetLines } from "./core/certificate-sheet.ts";
import { qrPath } from "./verify.server.ts";

/** A certificate as it is printed. */
export type PrintedCertificate = CertificateSheet & {
  issuedAt: Date;
  /** The day on which it was withdrawn, ready to read. */
  withdrawnOn?: string;
};

const EDGE = 28;
const TOP = 62;
const BOTTOM = PAGE.height - 62;
const QR_SIZE = 92;
/** Light modules around a QR code, without which readers do not find it. */
const QR_MARGIN = 4;
/** What a certificate rests on is made smaller until everything has room. */
const LARGEST_LINE = 11;
const SMALLEST_LINE = 4;
const MOST_SPARE_ROOM = 60;
const MOST_IN_ONE_COLUMN = 6;

/** The types of the library do not know yet that a figure says where it stands. */
type FigureOptions = PDFKit.Mixins.StructureElementOptions & { bbox: number[] };

/** Draws a certificate on the page of `doc`, in the order in which it is read. */
export function drawCertificate(doc: Doc, certificate: PrintedCertificate): void {
  const root = doc.struct("Document");
  doc.addStructure(root);
  const sheet = { doc, root };
  frame(doc);
  const headBottom = head(sheet, certificate, TOP);
  const room = BOTTOM - foot({ doc }, certificate, 0);
  let lineSize = LARGEST_LINE;
  let end = middle({ doc }, certificate, headBottom, lineSize);
  while (end > room - 12 && lineSize > SMALLEST_LINE) {
    lineSize -= 0.5;
    end = middle({ doc }, certificate, headBottom, lineSize);
  }
  const spare = Math.max(0, Math.min(MOST_SPARE_ROOM, (room - end) / 2));
  middle(sheet, certificate, headBottom + spare, lineSize);
  foot(sheet, certificate, room);
  root.end();
}

function frame(doc: Doc): void {
  doc.markContent("Artifact", { type: "Layout" });
  for (const [edge, line, colour] of [
    [EDGE, 0.75, COLOURS.line],
    [EDGE + 8, 1.5, COLOURS.accent],
  ] as const) {
    doc.lineWidth(line).strokeColor(colour);
    doc.roundedRect(edge, edge, PAGE.width - 2 * edge, PAGE.height - 2 * edge, 4).stroke();
  }
  doc.endMarkedContent();
}

/** Who issued it and its number; above them, where it was withdrawn, that it was. */
function head(sheet: Sheet, certificate: PrintedCertificate, top: number): number {
  const { withdrawnOn, organisationName, number } = certificate;
  let y = top;
  if (withdrawnOn) {
    decorate(sheet, () => {
      sheet.doc
        .rect(LEFT, top, WIDTH, 44)
        .lineWidth(1.5)
        .fillAndStroke(COLOURS.badSoft, COLOURS.bad);
    });
    const inside = { x: LEFT + 12, width: WIDTH - 24, colour: COLOURS.bad };
    const words = `Withdrawn on ${withdrawnOn}`;
    y = write(sheet, words, top + 7, { ...inside, font: "bold", size: 12 });
    write(sheet, "This certificate does not count any more.", y + 2, inside);
    y = top + 64;
  }
  decorate(sheet, () => mark(sheet.doc, LEFT, y));
  const half = WIDTH / 2;
  const name = { x: LEFT + 34, width: half + 20, font: "bold", size: 11 } as const;
  const bottom = write(sheet, organisationName, y + 5, name);
  const right = {
    x: LEFT + half + 60,
    width: half - 60,
    align: "right",
    colour: COLOURS.soft,
  } as const;
  write(sheet, `Certificate ${number}`, y + 7, right);
  return Math.max(bottom, y + 24);
}

/** The brand mark, as on the pages. */
function mark(doc: Doc, x: number, y: number): void {
  doc.translate(x, y).scale(0.75);
  doc.roundedRect(0, 0, 32, 32, 8).fill(COLOURS.accent);
  doc.path("M23.4 5.3a1.9 1.9 0 0 1 2.7 2.6L14.9 17.6a.7.7 0 0 1-1-1Z").fill("#ffffff");
  doc.circle(11, 19.6, 2.6).fill("#ffffff");
  doc.roundedRect(5.5, 24, 21, 2.5, 1.25).fill("#ffffff");
}

/** Who is certified for what and until when, and what it rests on. */
function middle(sheet: Sheet, certificate: PrintedCertificate, top: number, lineSize: number) {
  const { doc } = sheet;
  const { personName, certificationTitle, startsOn, validUntil } = certificate;
  const aside = { align: "center", size: 11, colour: COLOURS.soft } as const;
  const large = { align: "center", font: "serif" } as const;
  let y = write(sheet, "This certifies that", top + 28, aside) + 10;
  const nameSize = sizeFor(doc, personName, 30);
  y = write(sheet, personName, y, { ...large, size: nameSize, tag: "H1" }) + 12;
  y = write(sheet, "has fulfilled every requirement of", y, aside) + 8;
  const titleSize = sizeFor(doc, certificationTitle, 19);
  y =
    write(sheet, certificationTitle, y, { ...large, size: titleSize, colour: COLOURS.accent }) + 16;
  const days = `Valid from ${startsOn} until ${validUntil}`;
  y = write(sheet, days, y, { align: "center", font: "bold", size: 11 }) + 28;
  y = facts(sheet, certificate, y) + 16;
  return lines(sheet, certificate, y, lineSize);
}

/** The size at which no word is broken and a text has two lines at the most. */
function sizeFor(doc: Doc, text: string, largest: number): number {
  let size = largest;
  for (; size > 8; size -= 1) {
    doc.font("serif").fontSize(size);
    const fits = text.split(/\s+/).every((word) => doc.widthOfString(word) <= WIDTH);
    if (fits && doc.heightOfString(text, { width: WIDTH }) < 2.5 * size * 1.2) break;
  }
  return size;
}

/** When, where and as what, in columns. */
function facts(sheet: Sheet, certificate: PrintedCertificate, top: number): number {
  const { issuedOn, siteName, jobRole, renews } = certificate;
  const all = Object.entries({
    "Issued on": issuedOn,
    Site: siteName,
    "Job role": jobRole,
    "Renews certificate": renews,
  }).flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
  const width = WIDTH / all.length;
  let bottom = top;
  for (const [index, { label, value }] of all.entries()) {
    const column = { x: LEFT + index * width, width: width - 12 };
    const y = write(sheet, label, top + 12, { ...column, size: 8, colour: COLOURS.soft });
    bottom = Math.max(bottom, write(sheet, value, y + 2, { ...column, size: 10, font: "bold" }));
  }
  decorate(sheet, () => {
    sheet.doc.lineWidth(0.75).strokeColor(COLOURS.line);
    for (const y of [top, bottom + 12]) {
      sheet.doc
        .moveTo(LEFT, y)
        .lineTo(LEFT + WIDTH, y)
        .stroke();
    }
  });
  return bottom + 12;
}

/** Everything that it rests on, each with its proof below. */
function lines(sheet: Sheet, certificate: PrintedCertificate, top: number, size: number): number {
  const { doc, root } = sheet;
  const list = root && doc.struct("L");
  if (list) root.add(list);
  const all = sheetLines(certificate);
  const columns = all.length > MOST_IN_ONE_COLUMN ? 2 : 1;
  const inEach = Math.ceil(all.length / columns);
  const width = WIDTH / columns - 12;
  let [y, bottom] = [top, top];
  for (const [index, { title, detail }] of all.entries()) {
    const item = list && doc.struct("LI");
    if (item) list.add(item);
    const into = { doc, root: item };
    const column = { x: LEFT + Math.floor(index / inEach) * (WIDTH / columns), width };
    if (index % inEach === 0) y = top;
    y = write(into, title, y, { ...column, font: "bold", size });
    const small = { ...column, size: size * 0.82, colour: COLOURS.soft };
    y = write(into, detail, y + 1, small) + size * 0.7;
    bottom = Math.max(bottom, y);
    item?.end();
  }
  list?.end();
  return bottom;
}

/** The rule, and how to confirm it: by address, by code, or by a picture that is read. */
function foot(sheet: Sheet, certificate: PrintedCertificate, top: number): number {
  const { rule, timeZone, verifyUrl, code } = certificate;
  const left = { width: WIDTH - QR_SIZE - 24, size: 8, colour: COLOURS.soft };
  let y = write(sheet, rule, top, left) + 5;
  y = write(sheet, `Days are calendar dates in ${timeZone}.`, y, left) + 5;
  y = write(sheet, "Confirm this certificate at", y, left) + 1;
  const address = { ...left, colour: COLOURS.accent, link: verifyUrl, tag: "Link" } as const;
  y = write(sheet, verifyUrl, y, address) + 4;
  y = write(sheet, `Code ${code}`, y, { ...left, font: "bold", size: 10, colour: COLOURS.ink });
  const height = Math.max(y - top, QR_SIZE);
  if (sheet.root) qrCode(sheet.doc, sheet.root, verifyUrl, top + height - QR_SIZE);
  return top + height;
}

/** Always dark on white, as rectangles: sharp at every size. */
function qrCode(doc: Doc, root: PDFKit.PDFStructureElement, text: string, y: number): void {
  const { d, size } = qrPath(text);
  const x = LEFT + WIDTH - QR_SIZE;
  const module = QR_SIZE / (size + 2 * QR_MARGIN);
  const alt = "QR code that opens the page which confirms this certificate";
  const description: FigureOptions = { alt, bbox: [x, y, x + QR_SIZE, y + QR_SIZE] };
  root.add(
    doc.struct("Figure", description, () => {
      doc.save();
      doc.rect(x, y, QR_SIZE, QR_SIZE).fill("#ffffff");
      doc.translate(x, y).scale(module).translate(QR_MARGIN, QR_MARGIN);
      doc.path(d).fill("#000000");
      doc.restore();
    }),
  );
}
