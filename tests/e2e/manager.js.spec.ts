import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { signIn } from "#tests/support/journey.ts";

/* What can only be looked into with JavaScript: axe is a script. */

test.setTimeout(180_000);

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on the manager's pages, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await signIn(page, "manager@demo.example");
    await page
      .getByRole("link", { name: /^failed \d+ %$/ })
      .first()
      .click();
    const attempt = new URL(page.url()).pathname;
    const person = attempt.replace(/\/attempts\/\d+$/, "");
    const grant = `${person}/grant?quiz=mechanisms`;
    for (const path of ["/board", "/board?q=nobody+is+called+this", person, attempt, grant]) {
      for (const width of [320, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations, `${path} at ${width} px`).toEqual([]);
        const overflow = await page.evaluate(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        expect(overflow, `${path} at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
  });
}
