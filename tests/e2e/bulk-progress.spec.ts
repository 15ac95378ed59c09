import { expect } from "@playwright/test";
import { signIn } from "#tests/support/journey.ts";
import { type OwnClinic, testWithOwnClinic } from "#tests/support/own-clinic.ts";

/* How a long job shows how far it is: by itself, with JavaScript and without. */

const test = testWithOwnClinic();

const HOUR_IN_MS = 3_600_000;

/** A job for everybody, which a worker somewhere else holds on to. */
function startJobElsewhere({ change }: OwnClinic): void {
  const order = JSON.stringify({
    ...{ kind: "assign", certificationId: "micro-needling-operator", dueOn: "2031-05-03" },
    token: crypto.randomUUID(),
  });
  const now = Date.now();
  change(
    `insert into bulk_jobs (kind, actor_id, "order", created_at, claim, claimed_at)
     select 'assign', id, ?, ?, 'elsewhere', ? from people where email = 'manager@demo.example'`,
    ...[order, now, now + HOUR_IN_MS],
  );
  change(
    `insert into bulk_job_people (job_id, person_id)
     select (select max(id) from bulk_jobs), id from people`,
  );
  change(
    `update bulk_job_people set done_at = ?, outcome = 'unchanged', note = 'nothing to do'
     where job_id = (select max(id) from bulk_jobs)
       and person_id = (select id from people where email = 'grace.whitfield@demo.example')`,
    now,
  );
}

test("a long job shows how far it is, and its result as soon as there is one", async ({
  page,
  clinic,
}) => {
  startJobElsewhere(clinic);
  await signIn(page, "manager@demo.example");
  await page.goto("/bulk");
  await page.getByRole("link", { name: /^Assign Micro-needling operator/ }).click();
  await expect(page.getByRole("status")).toContainText(/^1 of \d+ people so far/);
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect(page.getByRole("link", { name: "Grace Whitfield" })).toBeVisible();

  // Whoever held it lets go: the server takes it, and the page goes on by itself.
  clinic.change("update bulk_jobs set claim = null where finished_at is null");
  await expect(page.getByRole("status")).toContainText(/^Done for \d+ people\./);
  await expect(page.getByRole("link", { name: "Download the result" })).toBeVisible();
  await expect(page.getByText("No longer among your staff").first()).toBeVisible();
});
