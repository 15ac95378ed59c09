PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_notifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`title` text,
	`body` text,
	`path` text,
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
INSERT INTO `__new_notifications`("id", "person_id", "kind", "key", "title", "body", "path", "created_at", "read_at", "mail", "mail_tries", "mail_next_at", "mail_sent_at", "mail_claim", "mail_claimed_at", "mail_problem") SELECT "id", "person_id", "kind", "key", "title", "body", "path", "created_at", "read_at", "mail", "mail_tries", "mail_next_at", "mail_sent_at", "mail_claim", "mail_claimed_at", "mail_problem" FROM `notifications`;--> statement-breakpoint
DROP TABLE `notifications`;--> statement-breakpoint
ALTER TABLE `__new_notifications` RENAME TO `notifications`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`person_id`,`key`);--> statement-breakpoint
CREATE INDEX `notifications_by_mail` ON `notifications` (`mail`,`mail_next_at`) WHERE "notifications"."mail_next_at" is not null;