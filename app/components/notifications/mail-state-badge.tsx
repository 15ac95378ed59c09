import { StatusBadge } from "#app/components/status-badge.tsx";
import type { Tone } from "#app/components/tone.ts";

export type MailState = "off" | "waiting" | "sending" | "sent" | "failed" | "unsure";

export const MAIL_STATE_LABELS: Record<MailState, string> = {
  off: "Not sent",
  waiting: "Waiting",
  sending: "Being sent",
  sent: "Sent",
  failed: "Given up",
  unsure: "May not have arrived",
};

const TONES: Record<MailState, Tone> = {
  off: "none",
  waiting: "info",
  sending: "info",
  sent: "good",
  failed: "bad",
  unsure: "soon",
};

/** What became of a mail. */
export function MailStateBadge({ state }: { state: MailState }) {
  return <StatusBadge tone={TONES[state]}>{MAIL_STATE_LABELS[state]}</StatusBadge>;
}
