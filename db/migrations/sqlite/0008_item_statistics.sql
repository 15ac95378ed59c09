CREATE TABLE `statistics_counts` (
	`version_id` integer NOT NULL,
	`place` text NOT NULL,
	`total` integer NOT NULL,
	`attempts` integer NOT NULL,
	`passed` integer NOT NULL,
	`items` text NOT NULL,
	PRIMARY KEY(`version_id`, `place`, `total`),
	FOREIGN KEY (`version_id`) REFERENCES `quiz_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
DROP TABLE `choice_counts`;--> statement-breakpoint
DROP TABLE `item_mark_counts`;--> statement-breakpoint
DROP TABLE `total_counts`;--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_statistics_queue` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`attempt_id` integer NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_statistics_queue`("id", "attempt_id") SELECT "id", "attempt_id" FROM `statistics_queue`;--> statement-breakpoint
DROP TABLE `statistics_queue`;--> statement-breakpoint
ALTER TABLE `__new_statistics_queue` RENAME TO `statistics_queue`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `statistics_queue_attemptId_unique` ON `statistics_queue` (`attempt_id`);--> statement-breakpoint
-- What was submitted before anything was counted waits to be counted.
INSERT INTO `statistics_queue` (`attempt_id`) SELECT `id` FROM `attempts` WHERE `submitted_at` IS NOT NULL ORDER BY `id`;
