import { sortNameOf } from "#app/core/person-name.ts";
import type { Role } from "#app/core/roles.ts";
import { env } from "#app/env.server.ts";
import { hashPassword } from "#app/password.server.ts";
import { publishQuizFiles } from "#app/quiz-files.server.ts";
import {
  closeDatabase,
  migrateDatabase,
  type Queryable,
  tables,
  transaction,
} from "#db/client.server.ts";
import { findAccount } from "#db/queries/accounts.ts";
import { listSites } from "#db/queries/organisation.ts";
import { BENCH_PASSWORD, MANAGER_EMAIL, traineeEmail } from "./people.ts";

/*
 * Run by itself, with DATA_DIR: `tsx tests/bench/seed-people.ts <trainees>`. Brings a database up to
 * date, new or not, and adds people whom the bench can sign in: trainees who have done nothing yet,
 * and a manager of every site.
 */
const trainees = Number(process.argv[2]);
const now = new Date();
const passwordHash = await hashPassword(BENCH_PASSWORD);

async function addPerson(q: Queryable, siteId: number, email: string, role: Role): Promise<number> {
  const name = email.split("@")[0] ?? email;
  const [person] = await q
    .insert(tables.people)
    .values({
      name,
      sortName: sortNameOf(name),
      email,
      passwordHash,
      homeSiteId: siteId,
      createdAt: now,
    })
    .returning({ id: tables.people.id });
  if (!person) throw new Error("The database kept no person");
  await q.insert(tables.personRoles).values({ personId: person.id, role });
  await q.insert(tables.memberships).values({ personId: person.id, siteId });
  return person.id;
}

await migrateDatabase();
await publishQuizFiles(env.QUIZ_DIR, now);
await transaction(async (q) => {
  if ((await listSites()).length === 0) {
    await q.insert(tables.organisation).values({ id: 1, name: "Bench clinics", createdAt: now });
    const site = { name: "Dublin", timeZone: "Europe/Dublin", createdAt: now };
    await q.insert(tables.sites).values(site);
  }
  const siteIds = (await listSites()).map(({ id }) => id);
  const [home] = siteIds;
  if (home === undefined) throw new Error("The database kept no site");
  if (!(await findAccount(MANAGER_EMAIL))) {
    const personId = await addPerson(q, home, MANAGER_EMAIL, "manager");
    await q.insert(tables.managedSites).values(siteIds.map((siteId) => ({ personId, siteId })));
  }
  for (let number = 1; number <= trainees; number += 1) {
    await addPerson(q, home, traineeEmail(number), "trainee");
  }
});
await closeDatabase();
