/** What became of a step that was ticked or unticked. */
export type StepAnswer =
  /** What is confirmed now, by step: by whom and when. */
  | { confirmed: Record<string, string> }
  /** It was signed off meanwhile: there is nothing to tick any more. */
  | { goTo: string };
