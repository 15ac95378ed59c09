CREATE TABLE `certificate_withdrawals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`certificate_id` integer NOT NULL,
	`reason` text NOT NULL,
	`withdrawn_by_id` integer,
	`withdrawn_at` integer NOT NULL,
	`regrade_id` integer,
	`lifted_by_id` integer,
	`lifted_at` integer,
	`lifted_by_regrade_id` integer,
	FOREIGN KEY (`certificate_id`) REFERENCES `certificates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`withdrawn_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`regrade_id`) REFERENCES `regrades`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lifted_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lifted_by_regrade_id`) REFERENCES `regrades`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_withdrawals_one_in_force` ON `certificate_withdrawals` (`certificate_id`) WHERE "certificate_withdrawals"."lifted_at" is null;--> statement-breakpoint
CREATE TABLE `extra_times` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`quiz_id` text,
	`minutes` integer,
	`percent` integer,
	`reason` text NOT NULL,
	`given_by_id` integer NOT NULL,
	`given_at` integer NOT NULL,
	`ended_by_id` integer,
	`ended_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`given_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `extra_times_by_person` ON `extra_times` (`person_id`);--> statement-breakpoint
CREATE TABLE `images` (
	`hash` text PRIMARY KEY NOT NULL,
	`media_type` text NOT NULL,
	`content` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `problem_reports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`attempt_id` integer NOT NULL,
	`quiz_id` text NOT NULL,
	`version_id` integer NOT NULL,
	`item_id` text NOT NULL,
	`context` text NOT NULL,
	`text` text NOT NULL,
	`reported_at` integer NOT NULL,
	`answer` text,
	`answered_by_id` integer,
	`answered_at` integer,
	`answer_seen_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `quiz_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `problem_reports_by_person` ON `problem_reports` (`person_id`);--> statement-breakpoint
CREATE INDEX `problem_reports_open` ON `problem_reports` (`reported_at`) WHERE "problem_reports"."answered_at" is null;--> statement-breakpoint
CREATE TABLE `regraded_attempts` (
	`regrade_id` integer NOT NULL,
	`attempt_id` integer NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	PRIMARY KEY(`regrade_id`, `attempt_id`),
	FOREIGN KEY (`regrade_id`) REFERENCES `regrades`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `regraded_attempts_by_attempt` ON `regraded_attempts` (`attempt_id`);--> statement-breakpoint
CREATE TABLE `regrades` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`quiz_id` text NOT NULL,
	`mode` text NOT NULL,
	`item_ids` text NOT NULL,
	`key_version_id` integer,
	`reason` text NOT NULL,
	`regraded_by_id` integer NOT NULL,
	`regraded_at` integer NOT NULL,
	`undoes_id` integer,
	FOREIGN KEY (`key_version_id`) REFERENCES `quiz_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`regraded_by_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `regrades_undoesId_unique` ON `regrades` (`undoes_id`);--> statement-breakpoint
CREATE INDEX `regrades_by_quiz` ON `regrades` (`quiz_id`,`id`);--> statement-breakpoint
ALTER TABLE `item_responses` ADD `certainty` text;