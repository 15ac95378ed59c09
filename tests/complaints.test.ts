import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/*
 * What users of other products suffer, and the tests that fail if it came to ours. This file only
 * sees to it that none of them goes missing; what they do is in them.
 */

const COMPLAINTS: Record<string, readonly (readonly [file: string, title: string])[]> = {
  "answers lost when the session or the connection drops": [
    [
      "e2e/saving.js.spec.ts",
      "without a connection all is kept and the page stays; then it is saved and forgotten",
    ],
    ["e2e/saving.js.spec.ts", "a server that is killed and comes back has every response"],
    [
      "e2e/accounts.spec.ts",
      "what was chosen after the sign-in has expired is saved by signing in again",
    ],
  ],
  "ticks gone after a reload, with no sign of what is saved": [
    ["e2e/trainee.spec.ts", "what is answered is there again after a reload, and on the way back"],
    ["e2e/trainee.js.spec.ts", "a response is saved as it is given, and says so"],
  ],
  "a stale window that overwrites what another one saved": [
    [
      "routes/attempts.test.ts",
      "a stale page never changes what was not touched on it, and is told",
    ],
    ["e2e/saving.nojs.spec.ts", "a stale tab changes only what was touched on it"],
  ],
  "a timer that lives in the browser": [
    ["e2e/clock.js.spec.ts", "a device whose clock is wrong, or is set while the page is open"],
    ["e2e/deadline.js.spec.ts", "a deadline that passes while the server is down is kept"],
    ["data/extra-times.test.ts", "an overdue attempt is submitted once"],
  ],
  "two pages that show two due times, an hour off after a clock change": [
    [
      "routes/clock.test.ts",
      "page, check page and every saved response carry the server's deadline",
    ],
    [
      "routes/clock.test.ts",
      "the end is told in the site's zone, on either side of a clock change",
    ],
  ],
  "a fixed key that never reaches old scores, or a silent regrade of everybody": [
    ["data/regrades.test.ts", "publishing a file alone never touches a result"],
    ["data/regrades.test.ts", "a preview tells each result that would change, and changes nothing"],
    ["data/regrades.test.ts", "old and new score both stay"],
  ],
  "duplicate certificates on a double click": [
    ["data/attempts.test.ts", "%i submits at once give one score and one certificate"],
    [
      "routes/attempts.test.ts",
      "submitting many times at once gives one score and one certificate",
    ],
  ],
  "certifying again wipes the old record, or keeps the old date": [
    [
      "data/certificates.test.ts",
      "a renewal knows what it renews, and the old certificate stays findable",
    ],
    [
      "../app/core/certification.test.ts",
      "renewing a certificate in force always ends later than it",
    ],
  ],
  "attempt limits that do not come back with a new cycle": [
    [
      "data/attempts.test.ts",
      "the limit comes back with the renewal window, in the time zone of the site",
    ],
  ],
  "answer keys readable in the page or the API": [
    [
      "e2e/trainee.spec.ts",
      "nothing that is sent before submission gives an answer away; the review then does",
    ],
    [
      "routes/attempts.test.ts",
      "no answer key and no rationale leaves the server before the attempt is submitted",
    ],
  ],
  "drag items that a keyboard cannot do": [
    ["e2e/item-types.js.spec.ts", "steps are put in order by keyboard alone"],
    ["e2e/hotspot.spec.ts", "the list alone is enough for a keyboard"],
  ],
  "exports that break in a spreadsheet": [
    ["routes/board.test.ts", "the name %j is exported as the text %j"],
  ],
  "a page for checking a certificate that only says that it is valid": [
    [
      "routes/certificates.test.ts",
      "the public page says who, what for, how well, until when and by whom, and nothing else",
    ],
  ],
  "a shared tablet that shows the next person the last person's answers": [
    ["e2e/accounts.spec.ts", "another person who signs in at that tablet sees nothing of it"],
    [
      "e2e/saving.js.spec.ts",
      "signing out, or somebody else signing in, leaves nothing of the last person",
    ],
  ],
};

test.each(
  Object.entries(COMPLAINTS).flatMap(([complaint, tests]) =>
    tests.map(([file, title]) => ({ complaint, file, title })),
  ),
)("against “$complaint”: $file has “$title”", ({ file, title }) => {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  expect(text).toContain(title);
});
