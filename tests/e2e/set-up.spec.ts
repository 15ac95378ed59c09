import { expect } from "@playwright/test";
import { signIn } from "#tests/support/journey.ts";
import { setUpClinic, testWithOwnClinic } from "#tests/support/own-clinic.ts";

const test = testWithOwnClinic({ settings: { DEMO: "off" } });

test("the code on the console makes the first admin, once", async ({ page, request, clinic }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/setup$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set up Needlepoint");

  await setUpClinic(page, { code: "K7QM-2F9X-0TBC-4HWE" });
  await expect(page.getByRole("alert")).toContainText("This is not the code");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Clínica Ágata");
  await expect(page.getByLabel("Full name")).toHaveValue("Ana Sofia Magalhães de Albuquerque");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await page.goto("/sign-in");
  await expect(page, "nobody is there who could sign in").toHaveURL(/\/setup$/);

  // As it is read off a screen: small letters, and no hyphens.
  await setUpClinic(page, { code: clinic.setupCode().replaceAll("-", " ").toLowerCase() });
  await page.waitForURL("**/board");
  await expect(page.getByRole("contentinfo")).toHaveText("Clínica Ágata");
  await page.goto("/admin");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Admin");
  await expect(page.getByRole("region", { name: "Sites" })).toContainText("Lisboa");

  await page.goto("/setup");
  await expect(page).toHaveURL(/\/board$/);
  const again = await request.post("/setup", {
    maxRedirects: 0,
    form: {
      code: clinic.setupCode(),
      organisation: "Another",
      site: "Elsewhere",
      timeZone: "Europe/Dublin",
      name: "Somebody Else",
      email: "else@agata.example",
      password: "three plain words",
      again: "three plain words",
    },
  });
  expect([again.status(), again.headers().location]).toEqual([302, "/"]);
  await page.goto("/people");
  await expect(page.getByText("1 person", { exact: true })).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(page.getByText("Demo log-ins")).toHaveCount(0);
  await signIn(page, "ana@agata.example", "three plain words");
  await expect(page).toHaveURL(/\/board$/);
});
