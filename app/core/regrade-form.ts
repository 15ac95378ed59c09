import { z } from "zod";

/* Apart from the words, which browsers load: what reads a form stays on the server. */

const reason = z
  .string()
  .trim()
  .min(1, "Say why, in a sentence or two.")
  .max(500, "Use at most 500 characters.");

/** What confirms a regrade, or its undoing. */
export const confirmationForm = z.object({ reason, _fingerprint: z.string() });
