CREATE TABLE `bulk_job_people` (
	`job_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`done_at` integer,
	`outcome` text,
	`note` text,
	PRIMARY KEY(`job_id`, `person_id`),
	FOREIGN KEY (`job_id`) REFERENCES `bulk_jobs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `bulk_jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`actor_id` integer NOT NULL,
	`order` text NOT NULL,
	`created_at` integer NOT NULL,
	`claim` text,
	`claimed_at` integer,
	`finished_at` integer,
	FOREIGN KEY (`actor_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `bulk_jobs_by_actor` ON `bulk_jobs` (`actor_id`);--> statement-breakpoint
CREATE TABLE `calendar_feeds` (
	`person_id` integer NOT NULL,
	`scope` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `scope`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_tokenHash_unique` ON `calendar_feeds` (`token_hash`);--> statement-breakpoint
CREATE TABLE `certification_versions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`certification_id` text NOT NULL,
	`hash` text NOT NULL,
	`definition` text NOT NULL,
	`published_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `certification_versions_by_certification` ON `certification_versions` (`certification_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `certification_versions_one_in_force` ON `certification_versions` (`certification_id`) WHERE "certification_versions"."ended_at" is null;--> statement-breakpoint
CREATE TABLE `choice_counts` (
	`version_id` integer NOT NULL,
	`sample` text NOT NULL,
	`item_id` text NOT NULL,
	`choice` text NOT NULL,
	`total` integer NOT NULL,
	`attempts` integer NOT NULL,
	PRIMARY KEY(`version_id`, `sample`, `item_id`, `choice`, `total`),
	FOREIGN KEY (`version_id`) REFERENCES `quiz_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `clearances` (
	`person_id` integer NOT NULL,
	`certification_id` text NOT NULL,
	`parts_until` text,
	`due_on` text,
	`waived_until` text,
	`suspended_until` text,
	PRIMARY KEY(`person_id`, `certification_id`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `exceptions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`person_id` integer NOT NULL,
	`certification_id` text,
	`until_on` text NOT NULL,
	`reason` text NOT NULL,
	`given_by_id` integer NOT NULL,
	`given_at` integer NOT NULL,
	`ended_by_id` integer,
	`ended_at` integer,
	`end_reason` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`given_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `exceptions_by_person` ON `exceptions` (`person_id`);--> statement-breakpoint
CREATE TABLE `item_mark_counts` (
	`version_id` integer NOT NULL,
	`sample` text NOT NULL,
	`item_id` text NOT NULL,
	`units` integer NOT NULL,
	`total` integer NOT NULL,
	`attempts` integer NOT NULL,
	PRIMARY KEY(`version_id`, `sample`, `item_id`, `units`, `total`),
	FOREIGN KEY (`version_id`) REFERENCES `quiz_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`path` text NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer,
	`mail` text NOT NULL,
	`mail_tries` integer DEFAULT 0 NOT NULL,
	`mail_next_at` integer,
	`mail_sent_at` integer,
	`mail_claim` text,
	`mail_claimed_at` integer,
	`mail_problem` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`person_id`,`key`);--> statement-breakpoint
CREATE INDEX `notifications_by_mail` ON `notifications` (`mail`,`mail_next_at`);--> statement-breakpoint
CREATE TABLE `outside_records` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`outside_id` text NOT NULL,
	`valid_until` text NOT NULL,
	`document_number` text,
	`recorded_by_id` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`withdrawn_by_id` integer,
	`withdrawn_at` integer,
	`withdrawn_reason` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`withdrawn_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outside_records_by_person` ON `outside_records` (`person_id`,`outside_id`);--> statement-breakpoint
CREATE TABLE `practical_sign_offs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`certification_id` text NOT NULL,
	`practical_id` text NOT NULL,
	`document` text NOT NULL,
	`observer_id` integer NOT NULL,
	`signed_at` integer NOT NULL,
	`signed_on` text NOT NULL,
	`valid_until` text,
	`withdrawn_by_id` integer,
	`withdrawn_at` integer,
	`withdrawn_reason` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`observer_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`withdrawn_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `practical_sign_offs_by_person` ON `practical_sign_offs` (`person_id`,`certification_id`);--> statement-breakpoint
CREATE TABLE `requirements` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`certification_id` text NOT NULL,
	`person_id` integer,
	`site_id` integer,
	`job_role_id` integer,
	`due_on` text,
	`within_days` integer,
	`created_by_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`ended_by_id` integer,
	`ended_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`job_role_id`) REFERENCES `job_roles`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `requirements_by_person` ON `requirements` (`person_id`);--> statement-breakpoint
CREATE TABLE `staff_imports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`actor_id` integer NOT NULL,
	`file_name` text NOT NULL,
	`content` text NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	`result` text,
	FOREIGN KEY (`actor_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `staff_periods` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`job_role_id` integer,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`job_role_id`) REFERENCES `job_roles`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `staff_periods_by_person` ON `staff_periods` (`person_id`);--> statement-breakpoint
CREATE INDEX `staff_periods_by_site` ON `staff_periods` (`site_id`,`person_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `staff_periods_one_open` ON `staff_periods` (`person_id`,`site_id`) WHERE "staff_periods"."ended_at" is null;--> statement-breakpoint
CREATE TABLE `statistics_queue` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`attempt_id` integer,
	`recount_version_id` integer,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recount_version_id`) REFERENCES `quiz_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `step_confirmations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`certification_id` text NOT NULL,
	`practical_id` text NOT NULL,
	`step_id` text NOT NULL,
	`observer_id` integer NOT NULL,
	`confirmed_at` integer NOT NULL,
	`sign_off_id` integer,
	`taken_back_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`observer_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sign_off_id`) REFERENCES `practical_sign_offs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `step_confirmations_one_open` ON `step_confirmations` (`person_id`,`certification_id`,`practical_id`,`step_id`) WHERE "step_confirmations"."sign_off_id" is null and "step_confirmations"."taken_back_at" is null;--> statement-breakpoint
CREATE TABLE `total_counts` (
	`version_id` integer NOT NULL,
	`sample` text NOT NULL,
	`total` integer NOT NULL,
	`max_total` integer NOT NULL,
	`attempts` integer NOT NULL,
	PRIMARY KEY(`version_id`, `sample`, `total`, `max_total`),
	FOREIGN KEY (`version_id`) REFERENCES `quiz_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_certificates` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`person_id` integer NOT NULL,
	`certification_id` text NOT NULL,
	`attempt_id` integer,
	`sign_off_id` integer,
	`outside_record_id` integer,
	`issued_at` integer NOT NULL,
	`completed_on` text NOT NULL,
	`starts_on` text NOT NULL,
	`last_valid_on` text NOT NULL,
	`window_opens_on` text NOT NULL,
	`renews_id` integer,
	`document` text NOT NULL,
	`regrade_id` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sign_off_id`) REFERENCES `practical_sign_offs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`outside_record_id`) REFERENCES `outside_records`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`regrade_id`) REFERENCES `regrades`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_certificates`("id", "code", "person_id", "certification_id", "attempt_id", "issued_at", "completed_on", "starts_on", "last_valid_on", "window_opens_on", "renews_id", "document", "regrade_id") SELECT "id", "code", "person_id", "certification_id", "attempt_id", "issued_at", "completed_on", "starts_on", "last_valid_on", "window_opens_on", "renews_id", "document", "regrade_id" FROM `certificates`;--> statement-breakpoint
DROP TABLE `certificates`;--> statement-breakpoint
ALTER TABLE `__new_certificates` RENAME TO `certificates`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_code_unique` ON `certificates` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_one_per_attempt` ON `certificates` (`attempt_id`,`certification_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_one_per_sign_off` ON `certificates` (`sign_off_id`,`certification_id`) WHERE "certificates"."sign_off_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_one_per_outside_record` ON `certificates` (`outside_record_id`,`certification_id`) WHERE "certificates"."outside_record_id" is not null;--> statement-breakpoint
CREATE INDEX `certificates_by_person` ON `certificates` (`person_id`,`certification_id`);--> statement-breakpoint
ALTER TABLE `audit_log` ADD `hash` blob;