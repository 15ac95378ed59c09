CREATE TABLE "bulk_job_people" (
	"job_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"done_at" timestamp (3) with time zone,
	"outcome" text,
	"note" text,
	CONSTRAINT "bulk_job_people_job_id_person_id_pk" PRIMARY KEY("job_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "bulk_jobs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "bulk_jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"actor_id" integer NOT NULL,
	"order" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"claim" text,
	"claimed_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"person_id" integer NOT NULL,
	"scope" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "calendar_feeds_person_id_scope_pk" PRIMARY KEY("person_id","scope"),
	CONSTRAINT "calendar_feeds_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "certification_versions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certification_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"certification_id" text NOT NULL,
	"hash" text NOT NULL,
	"definition" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "choice_counts" (
	"version_id" integer NOT NULL,
	"sample" text NOT NULL,
	"item_id" text NOT NULL,
	"choice" text NOT NULL,
	"total" integer NOT NULL,
	"attempts" integer NOT NULL,
	CONSTRAINT "choice_counts_version_id_sample_item_id_choice_total_pk" PRIMARY KEY("version_id","sample","item_id","choice","total")
);
--> statement-breakpoint
CREATE TABLE "clearances" (
	"person_id" integer NOT NULL,
	"certification_id" text NOT NULL,
	"parts_until" text,
	"due_on" text,
	"waived_until" text,
	"suspended_until" text,
	CONSTRAINT "clearances_person_id_certification_id_pk" PRIMARY KEY("person_id","certification_id")
);
--> statement-breakpoint
CREATE TABLE "exceptions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "exceptions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"person_id" integer NOT NULL,
	"certification_id" text,
	"until_on" text NOT NULL,
	"reason" text NOT NULL,
	"given_by_id" integer NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"ended_by_id" integer,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text
);
--> statement-breakpoint
CREATE TABLE "item_mark_counts" (
	"version_id" integer NOT NULL,
	"sample" text NOT NULL,
	"item_id" text NOT NULL,
	"units" integer NOT NULL,
	"total" integer NOT NULL,
	"attempts" integer NOT NULL,
	CONSTRAINT "item_mark_counts_version_id_sample_item_id_units_total_pk" PRIMARY KEY("version_id","sample","item_id","units","total")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notifications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"path" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	"mail" text NOT NULL,
	"mail_tries" integer DEFAULT 0 NOT NULL,
	"mail_next_at" timestamp (3) with time zone,
	"mail_sent_at" timestamp (3) with time zone,
	"mail_claim" text,
	"mail_claimed_at" timestamp (3) with time zone,
	"mail_problem" text
);
--> statement-breakpoint
CREATE TABLE "outside_records" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outside_records_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"outside_id" text NOT NULL,
	"valid_until" text NOT NULL,
	"document_number" text,
	"recorded_by_id" integer NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_by_id" integer,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_reason" text
);
--> statement-breakpoint
CREATE TABLE "practical_sign_offs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "practical_sign_offs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"certification_id" text NOT NULL,
	"practical_id" text NOT NULL,
	"document" text NOT NULL,
	"observer_id" integer NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	"signed_on" text NOT NULL,
	"valid_until" text,
	"withdrawn_by_id" integer,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_reason" text
);
--> statement-breakpoint
CREATE TABLE "requirements" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "requirements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"certification_id" text NOT NULL,
	"person_id" integer,
	"site_id" integer,
	"job_role_id" integer,
	"due_on" text,
	"within_days" integer,
	"created_by_id" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_by_id" integer,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "staff_imports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "staff_imports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"actor_id" integer NOT NULL,
	"file_name" text NOT NULL,
	"content" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"result" text
);
--> statement-breakpoint
CREATE TABLE "staff_periods" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "staff_periods_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"site_id" integer NOT NULL,
	"job_role_id" integer,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "statistics_queue" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "statistics_queue_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"attempt_id" integer,
	"recount_version_id" integer
);
--> statement-breakpoint
CREATE TABLE "step_confirmations" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "step_confirmations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"certification_id" text NOT NULL,
	"practical_id" text NOT NULL,
	"step_id" text NOT NULL,
	"observer_id" integer NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL,
	"sign_off_id" integer,
	"taken_back_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "total_counts" (
	"version_id" integer NOT NULL,
	"sample" text NOT NULL,
	"total" integer NOT NULL,
	"max_total" integer NOT NULL,
	"attempts" integer NOT NULL,
	CONSTRAINT "total_counts_version_id_sample_total_max_total_pk" PRIMARY KEY("version_id","sample","total","max_total")
);
--> statement-breakpoint
ALTER TABLE "certificates" ALTER COLUMN "attempt_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "hash" "bytea";--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "sign_off_id" integer;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "outside_record_id" integer;--> statement-breakpoint
ALTER TABLE "bulk_job_people" ADD CONSTRAINT "bulk_job_people_job_id_bulk_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."bulk_jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_job_people" ADD CONSTRAINT "bulk_job_people_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "bulk_jobs_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "choice_counts" ADD CONSTRAINT "choice_counts_version_id_quiz_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."quiz_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clearances" ADD CONSTRAINT "clearances_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exceptions" ADD CONSTRAINT "exceptions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exceptions" ADD CONSTRAINT "exceptions_given_by_id_people_id_fk" FOREIGN KEY ("given_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exceptions" ADD CONSTRAINT "exceptions_ended_by_id_people_id_fk" FOREIGN KEY ("ended_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_mark_counts" ADD CONSTRAINT "item_mark_counts_version_id_quiz_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."quiz_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_records" ADD CONSTRAINT "outside_records_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_records" ADD CONSTRAINT "outside_records_recorded_by_id_people_id_fk" FOREIGN KEY ("recorded_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_records" ADD CONSTRAINT "outside_records_withdrawn_by_id_people_id_fk" FOREIGN KEY ("withdrawn_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practical_sign_offs" ADD CONSTRAINT "practical_sign_offs_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practical_sign_offs" ADD CONSTRAINT "practical_sign_offs_observer_id_people_id_fk" FOREIGN KEY ("observer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practical_sign_offs" ADD CONSTRAINT "practical_sign_offs_withdrawn_by_id_people_id_fk" FOREIGN KEY ("withdrawn_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_job_role_id_job_roles_id_fk" FOREIGN KEY ("job_role_id") REFERENCES "public"."job_roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_created_by_id_people_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_ended_by_id_people_id_fk" FOREIGN KEY ("ended_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_imports" ADD CONSTRAINT "staff_imports_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_periods" ADD CONSTRAINT "staff_periods_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_periods" ADD CONSTRAINT "staff_periods_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_periods" ADD CONSTRAINT "staff_periods_job_role_id_job_roles_id_fk" FOREIGN KEY ("job_role_id") REFERENCES "public"."job_roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statistics_queue" ADD CONSTRAINT "statistics_queue_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statistics_queue" ADD CONSTRAINT "statistics_queue_recount_version_id_quiz_versions_id_fk" FOREIGN KEY ("recount_version_id") REFERENCES "public"."quiz_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_confirmations" ADD CONSTRAINT "step_confirmations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_confirmations" ADD CONSTRAINT "step_confirmations_observer_id_people_id_fk" FOREIGN KEY ("observer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_confirmations" ADD CONSTRAINT "step_confirmations_sign_off_id_practical_sign_offs_id_fk" FOREIGN KEY ("sign_off_id") REFERENCES "public"."practical_sign_offs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "total_counts" ADD CONSTRAINT "total_counts_version_id_quiz_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."quiz_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_jobs_by_actor" ON "bulk_jobs" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "certification_versions_by_certification" ON "certification_versions" USING btree ("certification_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "certification_versions_one_in_force" ON "certification_versions" USING btree ("certification_id") WHERE "certification_versions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "exceptions_by_person" ON "exceptions" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("person_id","key");--> statement-breakpoint
CREATE INDEX "notifications_by_mail" ON "notifications" USING btree ("mail","mail_next_at");--> statement-breakpoint
CREATE INDEX "outside_records_by_person" ON "outside_records" USING btree ("person_id","outside_id");--> statement-breakpoint
CREATE INDEX "practical_sign_offs_by_person" ON "practical_sign_offs" USING btree ("person_id","certification_id");--> statement-breakpoint
CREATE INDEX "requirements_by_person" ON "requirements" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "staff_periods_by_person" ON "staff_periods" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "staff_periods_by_site" ON "staff_periods" USING btree ("site_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_periods_one_open" ON "staff_periods" USING btree ("person_id","site_id") WHERE "staff_periods"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "step_confirmations_one_open" ON "step_confirmations" USING btree ("person_id","certification_id","practical_id","step_id") WHERE "step_confirmations"."sign_off_id" is null and "step_confirmations"."taken_back_at" is null;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_sign_off_id_practical_sign_offs_id_fk" FOREIGN KEY ("sign_off_id") REFERENCES "public"."practical_sign_offs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_outside_record_id_outside_records_id_fk" FOREIGN KEY ("outside_record_id") REFERENCES "public"."outside_records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_one_per_sign_off" ON "certificates" USING btree ("sign_off_id","certification_id") WHERE "certificates"."sign_off_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_one_per_outside_record" ON "certificates" USING btree ("outside_record_id","certification_id") WHERE "certificates"."outside_record_id" is not null;