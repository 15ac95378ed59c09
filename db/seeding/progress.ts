/** How often a line is printed where lines cannot be rewritten, in ms. */
const PLAIN_EVERY_MS = 10_000;
/** How often the line is rewritten on a terminal, in ms. */
const REWRITE_EVERY_MS = 200;

export type Progress = {
  /** Attempts so far, and all there will be. */
  done: number;
  total: number;
  /** Rows of all tables so far. */
  rows: number;
  elapsedMs: number;
};

/** "42 %, 420,000 of 1,000,000 attempts, 310,000 rows a second, 1 min 20 s left". */
export function progressLine({ done, total, rows, elapsedMs }: Progress): string {
  const seconds = elapsedMs / 1000;
  const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
  const parts = [`${percent} %`, `${grouped(done)} of ${grouped(total)} attempts`];
  if (seconds > 0) parts.push(`${grouped(rows / seconds)} rows a second`);
  if (done > 0 && done < total) parts.push(`${duration((elapsedMs * (total - done)) / done)} left`);
  return parts.join(", ");
}

/** "12 s", "1 min 20 s", "2 h 5 min". */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A whole number with its thousands apart: "1,000,000". */
export function grouped(number: number): string {
  return Math.round(number).toLocaleString("en-GB");
}

type Stream = { isTTY?: boolean; write: (text: string) => unknown };

/** Shows progress: a line that is rewritten on a terminal, plain lines elsewhere. */
export function showProgress(stream: Stream): (progress: Progress) => void {
  const everyMs = stream.isTTY ? REWRITE_EVERY_MS : PLAIN_EVERY_MS;
  let shownAt = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const isLast = progress.done === progress.total;
    if (!isLast && progress.elapsedMs - shownAt < everyMs) return;
    shownAt = progress.elapsedMs;
    const line = progressLine(progress);
    if (!stream.isTTY) stream.write(`${line}\n`);
    else stream.write(`\r${line}\x1b[K${isLast ? "\n" : ""}`);
  };
}
