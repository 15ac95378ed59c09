import { closeDatabase, migrateDatabase } from "./client.server.ts";
import { countWaitingForStatistics, rebuildStatistics } from "./queries/statistics.ts";

/* `npm run db:rebuild-statistics`: counts every submitted attempt again, a quiz after the other. */

const since = performance.now();
await migrateDatabase();
await rebuildStatistics();
const waiting = await countWaitingForStatistics();
await closeDatabase();
const seconds = ((performance.now() - since) / 1000).toFixed(1);
console.log(`Counted every attempt again in ${seconds} s; ${waiting} were submitted meanwhile.`);
