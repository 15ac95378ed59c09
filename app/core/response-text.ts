import type { ItemResponse } from "./item-types.ts";

/**
 * A response as one line, by the ids of the quiz version, which are stable for ever: "defer",
 * "gloves, mask", "0.5 mm: face". What was typed is itself; a blank is empty.
 */
export function responseText(response: ItemResponse | undefined): string {
  if (response === undefined) return "";
  if (typeof response === "string") return response;
  if (Array.isArray(response)) return response.join(", ");
  return Object.entries(response)
    .map(([prompt, target]) => `${prompt}: ${target}`)
    .join(", ");
}
