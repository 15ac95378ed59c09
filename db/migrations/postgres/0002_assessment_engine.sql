CREATE TABLE "certificate_withdrawals" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certificate_withdrawals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"certificate_id" integer NOT NULL,
	"reason" text NOT NULL,
	"withdrawn_by_id" integer,
	"withdrawn_at" timestamp (3) with time zone NOT NULL,
	"regrade_id" integer,
	"lifted_by_id" integer,
	"lifted_at" timestamp (3) with time zone,
	"lifted_by_regrade_id" integer
);
--> statement-breakpoint
CREATE TABLE "extra_times" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "extra_times_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"quiz_id" text,
	"minutes" integer,
	"percent" integer,
	"reason" text NOT NULL,
	"given_by_id" integer NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"ended_by_id" integer,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "images" (
	"hash" text PRIMARY KEY NOT NULL,
	"media_type" text NOT NULL,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "problem_reports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "problem_reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"attempt_id" integer NOT NULL,
	"quiz_id" text NOT NULL,
	"version_id" integer NOT NULL,
	"item_id" text NOT NULL,
	"context" text NOT NULL,
	"text" text NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_by_id" integer,
	"answered_at" timestamp (3) with time zone,
	"answer_seen_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "regraded_attempts" (
	"regrade_id" integer NOT NULL,
	"attempt_id" integer NOT NULL,
	"before" text NOT NULL,
	"after" text NOT NULL,
	CONSTRAINT "regraded_attempts_regrade_id_attempt_id_pk" PRIMARY KEY("regrade_id","attempt_id")
);
--> statement-breakpoint
CREATE TABLE "regrades" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "regrades_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"quiz_id" text NOT NULL,
	"mode" text NOT NULL,
	"item_ids" text NOT NULL,
	"key_version_id" integer,
	"reason" text NOT NULL,
	"regraded_by_id" integer NOT NULL,
	"regraded_at" timestamp (3) with time zone NOT NULL,
	"undoes_id" integer,
	CONSTRAINT "regrades_undoesId_unique" UNIQUE("undoes_id")
);
--> statement-breakpoint
ALTER TABLE "item_responses" ADD COLUMN "certainty" text;--> statement-breakpoint
ALTER TABLE "certificate_withdrawals" ADD CONSTRAINT "certificate_withdrawals_certificate_id_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_withdrawals" ADD CONSTRAINT "certificate_withdrawals_withdrawn_by_id_people_id_fk" FOREIGN KEY ("withdrawn_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_withdrawals" ADD CONSTRAINT "certificate_withdrawals_regrade_id_regrades_id_fk" FOREIGN KEY ("regrade_id") REFERENCES "public"."regrades"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_withdrawals" ADD CONSTRAINT "certificate_withdrawals_lifted_by_id_people_id_fk" FOREIGN KEY ("lifted_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_withdrawals" ADD CONSTRAINT "certificate_withdrawals_lifted_by_regrade_id_regrades_id_fk" FOREIGN KEY ("lifted_by_regrade_id") REFERENCES "public"."regrades"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extra_times" ADD CONSTRAINT "extra_times_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extra_times" ADD CONSTRAINT "extra_times_given_by_id_people_id_fk" FOREIGN KEY ("given_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extra_times" ADD CONSTRAINT "extra_times_ended_by_id_people_id_fk" FOREIGN KEY ("ended_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_reports" ADD CONSTRAINT "problem_reports_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_reports" ADD CONSTRAINT "problem_reports_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_reports" ADD CONSTRAINT "problem_reports_version_id_quiz_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."quiz_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_reports" ADD CONSTRAINT "problem_reports_answered_by_id_people_id_fk" FOREIGN KEY ("answered_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regraded_attempts" ADD CONSTRAINT "regraded_attempts_regrade_id_regrades_id_fk" FOREIGN KEY ("regrade_id") REFERENCES "public"."regrades"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regraded_attempts" ADD CONSTRAINT "regraded_attempts_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regrades" ADD CONSTRAINT "regrades_key_version_id_quiz_versions_id_fk" FOREIGN KEY ("key_version_id") REFERENCES "public"."quiz_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regrades" ADD CONSTRAINT "regrades_regraded_by_id_people_id_fk" FOREIGN KEY ("regraded_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_withdrawals_one_in_force" ON "certificate_withdrawals" USING btree ("certificate_id") WHERE "certificate_withdrawals"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "extra_times_by_person" ON "extra_times" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "problem_reports_by_person" ON "problem_reports" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "problem_reports_open" ON "problem_reports" USING btree ("reported_at") WHERE "problem_reports"."answered_at" is null;--> statement-breakpoint
CREATE INDEX "regraded_attempts_by_attempt" ON "regraded_attempts" USING btree ("attempt_id");--> statement-breakpoint
CREATE INDEX "regrades_by_quiz" ON "regrades" USING btree ("quiz_id","id");