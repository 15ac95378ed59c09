/** What an evidence pack is about, in words. */
export type EvidenceAbout = {
  /** Of one person; otherwise of everybody whom the person who made it may see. */
  personName?: string;
  siteName?: string;
  from?: string;
  to?: string;
  madeAt: string;
  madeBy: string;
  organisationName: string;
};

/** "Ada Lovelace, from 2026-01-01 until 2026-12-31". */
export function evidenceTitle({ personName, siteName, from, to }: EvidenceAbout): string {
  const who = personName ?? (siteName ? `Everybody at ${siteName}` : "Everybody");
  const days = [from && `from ${from}`, to && `until ${to}`].filter(Boolean).join(" ");
  return days ? `${who}, ${days}` : who;
}

/**
 * The text that explains a pack to somebody who has never seen one.
 * @param hasKeys whether the quizzes are in it, keys included
 */
export function evidenceReadme(about: EvidenceAbout, hasKeys: boolean): string {
  const { organisationName, madeAt, madeBy, personName } = about;
  const whom = personName
    ? ""
    : `Everybody means everybody whom ${madeBy} may see in Needlepoint, those who have left too.\n`;
  const quizzes = hasKeys
    ? `  quiz-versions/      the quizzes exactly as they were taken, with keys and rationales
  pictures/           the pictures in them`
    : `  The quizzes as they were taken are left out, and so are the points by item of ${madeBy}: whoever
  takes quizzes gets no keys. An admin or a manager who takes none can make a pack with them.`;
  return `Evidence of training and certification
${organisationName}

About: ${evidenceTitle(about)}
Made:  ${madeAt} (UTC) by ${madeBy}, with Needlepoint
${whom}
What is in it
  people.csv          who they are, where they work, since when they are known here
  certificates.csv    their certificates: valid on a day of the period, with what was withdrawn
  certificates/       the same as PDFs; the code on each can be confirmed by anybody
  sign-offs.csv       practical sign-offs, a line for each step: who saw it, when, and what they attested
  documents.csv       what was recorded from outside, such as licences, with who recorded it
  requirements.csv    who had to hold which certification, by when, and who asked for it
  exceptions.csv      later due dates, waivers and suspensions, each with its reason
  attempts.csv        each submitted attempt at a quiz, one line each
  attempts.json       the same with every response, in the order in which the items were shown
  audit-log.csv       who did what, when, to whom
  manifest.json       every other file with its size and its SHA-256
${quizzes}

How to read it
  Of a period there is what counted or stood on a day of it. What was withdrawn or ended since is
  there too, and says when, by whom and why.
  Instants are in UTC. Days are calendar dates where the person works.
  The name of a file in quiz-versions is its SHA-256, and attempts name it as the version.
  Points are units of 1/10000 in JSON. Percent is written out in CSV, and in hundredths in JSON.
  CSV files are UTF-8 with a byte-order mark.

How to tell that nothing was changed
  Work out the SHA-256 of a file (on most computers: sha256sum, or Get-FileHash) and compare it with
  manifest.json. The hash in audit-log.csv is that of the entry in the chain of the audit log:
  whoever runs Needlepoint can show with "npm run audit:verify -- --head HASH" that it is still there.
`;
}

const PICTURE_HASH = /"hash":"([0-9a-f]{64})"/g;

/** The pictures that a quiz version shows, by their hashes: nothing else in a quiz has one. */
export function pictureHashesIn(content: string): string[] {
  return [...new Set(Array.from(content.matchAll(PICTURE_HASH), ([, hash = ""]) => hash))];
}
