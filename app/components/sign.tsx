import type { ReactNode } from "react";
import type { Tone } from "./tone.ts";

/** A sign for each tone, and two for reviews. Each has a shape of its own: colour only helps. */
export type SignName = Tone | "harmful" | "yours";

const KNOCKED_OUT = "stroke-raised";

const DRAWINGS: Record<SignName, ReactNode> = {
  good: (
    <>
      <circle cx="10" cy="10" r="9" fill="currentColor" />
      <path className={KNOCKED_OUT} d="m5.9 10.4 2.8 2.8 5.5-6.1" />
    </>
  ),
  soon: (
    <>
      <circle cx="10" cy="10" r="8" stroke="currentColor" />
      <path stroke="currentColor" d="M10 5.4V10l3 2.2" />
    </>
  ),
  bad: (
    <>
      <rect x="1" y="1" width="18" height="18" rx="5" fill="currentColor" />
      <path className={KNOCKED_OUT} d="m6.5 6.5 7 7m0-7-7 7" />
    </>
  ),
  info: (
    <>
      <circle cx="10" cy="10" r="8" stroke="currentColor" />
      <path stroke="currentColor" d="M10 9.2v4.6M10 6.2v.1" />
    </>
  ),
  none: <circle cx="10" cy="10" r="8" stroke="currentColor" strokeDasharray="3.1 3.18" />,
  harmful: (
    <>
      <path
        d="M10 2.2 18.4 17H1.6Z"
        fill="currentColor"
        stroke="currentColor"
        strokeLinejoin="round"
      />
      <path className={KNOCKED_OUT} d="M10 7.6v4M10 14.4v.1" />
    </>
  ),
  yours: (
    <>
      <circle cx="10" cy="10" r="8" stroke="currentColor" />
      <circle cx="10" cy="10" r="4.2" fill="currentColor" />
    </>
  ),
};

/** A small drawing in the colour of the text around it; the words beside it say the same. */
export function Sign({ name }: { name: SignName }) {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      strokeWidth="2"
      strokeLinecap="round"
      className="size-[1.15em] shrink-0"
      aria-hidden="true"
    >
      {DRAWINGS[name]}
    </svg>
  );
}

/** The same drawing as a part of another one, at a place in it. */
export function SignInDrawing({ name, ...place }: { name: SignName; x: number; y: number }) {
  return (
    <svg
      {...place}
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      {DRAWINGS[name]}
    </svg>
  );
}
