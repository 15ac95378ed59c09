import { expect, test } from "vitest";
import { escapedHtml } from "./escaped-html.ts";

test("what means something in HTML is text again", () => {
  expect(escapedHtml('<b title="a">Ἑλένη & Co</b>')).toBe(
    "&lt;b title=&quot;a&quot;&gt;Ἑλένη &amp; Co&lt;/b&gt;",
  );
});
