import type { Warning } from "#app/core/attempt-clock.ts";

/*
 * What this device remembers of clocks: whether its user wants to see them, and which warnings were
 * given. In a browser that lets nothing be kept it holds until the page is loaded again.
 */

const HIDDEN = "needlepoint-clock-hidden";
const WARNED = "needlepoint-clock-warned";

const listeners = new Set<() => void>();
let isHiddenHere = false;
let warnedHere: string | undefined;

export function isClockHidden(): boolean {
  return (read("localStorage", HIDDEN) ?? (isHiddenHere ? "yes" : "no")) === "yes";
}

export function keepClockHidden(isHidden: boolean): void {
  isHiddenHere = isHidden;
  write("localStorage", HIDDEN, isHidden ? "yes" : "no");
  for (const listener of listeners) listener();
}

/** Tells when the wish changes, here or in another tab. Returns what stops it. */
export function onClockHidden(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

/** The last warning that was given for this deadline. */
export function warnedBefore(deadline: number): Warning | undefined {
  const [of, minutes] = (read("sessionStorage", WARNED) ?? warnedHere ?? "").split(":");
  if (of !== String(deadline)) return undefined;
  return minutes === "1" ? 1 : 5;
}

export function keepWarned(deadline: number, warning: Warning): void {
  warnedHere = `${deadline}:${warning}`;
  write("sessionStorage", WARNED, warnedHere);
}

type Place = "localStorage" | "sessionStorage";

function read(place: Place, name: string): string | null {
  try {
    return window[place].getItem(name);
  } catch {
    return null;
  }
}

function write(place: Place, name: string, value: string): void {
  try {
    window[place].setItem(name, value);
  } catch {
    // The store is full or forbidden.
  }
}
