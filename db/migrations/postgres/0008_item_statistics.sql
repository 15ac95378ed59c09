CREATE TABLE "statistics_counts" (
	"version_id" integer NOT NULL,
	"place" text NOT NULL,
	"total" integer NOT NULL,
	"attempts" integer NOT NULL,
	"passed" integer NOT NULL,
	"items" text NOT NULL,
	CONSTRAINT "statistics_counts_version_id_place_total_pk" PRIMARY KEY("version_id","place","total")
);
--> statement-breakpoint
ALTER TABLE "choice_counts" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "item_mark_counts" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "total_counts" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "choice_counts" CASCADE;--> statement-breakpoint
DROP TABLE "item_mark_counts" CASCADE;--> statement-breakpoint
DROP TABLE "total_counts" CASCADE;--> statement-breakpoint
ALTER TABLE "statistics_queue" DROP CONSTRAINT "statistics_queue_recount_version_id_quiz_versions_id_fk";
--> statement-breakpoint
ALTER TABLE "statistics_queue" ALTER COLUMN "attempt_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "statistics_counts" ADD CONSTRAINT "statistics_counts_version_id_quiz_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."quiz_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statistics_queue" DROP COLUMN "recount_version_id";--> statement-breakpoint
ALTER TABLE "statistics_queue" ADD CONSTRAINT "statistics_queue_attemptId_unique" UNIQUE("attempt_id");--> statement-breakpoint
-- What was submitted before anything was counted waits to be counted.
INSERT INTO "statistics_queue" ("attempt_id") SELECT "id" FROM "attempts" WHERE "submitted_at" IS NOT NULL ORDER BY "id";
