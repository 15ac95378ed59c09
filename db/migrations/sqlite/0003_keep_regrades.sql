-- What a regrade decided, and what a picture showed, stays as it was.
CREATE TRIGGER `regrades_no_update` BEFORE UPDATE ON `regrades`
BEGIN
	SELECT RAISE(ABORT, 'regrades is append-only');
END;--> statement-breakpoint
CREATE TRIGGER `regrades_no_delete` BEFORE DELETE ON `regrades`
BEGIN
	SELECT RAISE(ABORT, 'regrades is append-only');
END;--> statement-breakpoint
CREATE TRIGGER `regraded_attempts_no_update` BEFORE UPDATE ON `regraded_attempts`
BEGIN
	SELECT RAISE(ABORT, 'regraded_attempts is append-only');
END;--> statement-breakpoint
CREATE TRIGGER `regraded_attempts_no_delete` BEFORE DELETE ON `regraded_attempts`
BEGIN
	SELECT RAISE(ABORT, 'regraded_attempts is append-only');
END;--> statement-breakpoint
CREATE TRIGGER `images_no_update` BEFORE UPDATE ON `images`
BEGIN
	SELECT RAISE(ABORT, 'images is append-only');
END;--> statement-breakpoint
CREATE TRIGGER `images_no_delete` BEFORE DELETE ON `images`
BEGIN
	SELECT RAISE(ABORT, 'images is append-only');
END;--> statement-breakpoint
-- The responses of an attempt lie beside each other, without a second copy of their key.
CREATE TABLE `item_responses_by_attempt` (
	`attempt_id` integer NOT NULL,
	`position` integer NOT NULL,
	`response` text NOT NULL,
	`saved_at` integer NOT NULL,
	`units` integer,
	`certainty` text,
	PRIMARY KEY(`attempt_id`, `position`),
	FOREIGN KEY (`attempt_id`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;--> statement-breakpoint
INSERT INTO `item_responses_by_attempt` SELECT `attempt_id`, `position`, `response`, `saved_at`, `units`, `certainty` FROM `item_responses`;--> statement-breakpoint
DROP TABLE `item_responses`;--> statement-breakpoint
ALTER TABLE `item_responses_by_attempt` RENAME TO `item_responses`;
