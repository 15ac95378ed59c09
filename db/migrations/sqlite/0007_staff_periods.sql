-- What is true now is where the records begin: who works where, and how certifications are defined.
INSERT INTO `staff_periods` (`person_id`, `site_id`, `job_role_id`, `started_at`, `ended_at`)
SELECT `m`.`person_id`, `m`.`site_id`, `m`.`job_role_id`, `p`.`created_at`, `p`.`deactivated_at`
FROM `memberships` `m`
INNER JOIN `people` `p` ON `p`.`id` = `m`.`person_id`
WHERE EXISTS (SELECT 1 FROM `person_roles` `r` WHERE `r`.`person_id` = `p`.`id` AND `r`.`role` = 'trainee')
ORDER BY `m`.`person_id`, `m`.`site_id`;--> statement-breakpoint
INSERT INTO `certification_versions` (`certification_id`, `hash`, `definition`, `published_at`, `ended_at`)
SELECT `id`, `hash`, `definition`, `published_at`, `retired_at` FROM `certification_definitions` ORDER BY `id`;--> statement-breakpoint
-- The table of certificates was made anew, and its guards with it.
CREATE TRIGGER `certificates_no_update` BEFORE UPDATE ON `certificates`
BEGIN
	SELECT RAISE(ABORT, 'certificates is append-only');
END;--> statement-breakpoint
CREATE TRIGGER `certificates_no_delete` BEFORE DELETE ON `certificates`
BEGIN
	SELECT RAISE(ABORT, 'certificates is append-only');
END;
