DROP INDEX `attempts_by_person`;--> statement-breakpoint
CREATE INDEX `attempts_by_person` ON `attempts` (`person_id`);--> statement-breakpoint
-- Why an attempt did not pass, in the short text of app/core/failure-reasons.ts.
UPDATE `attempts` SET `reasons` = (
	SELECT coalesce(group_concat(CASE json_extract(`value`, '$.kind')
		WHEN 'below-passing-score' THEN json_extract(`value`, '$.reached') || '<' || json_extract(`value`, '$.needed')
		WHEN 'critical-item' THEN json_extract(`value`, '$.itemId') || ' ' || json_extract(`value`, '$.failure')
		ELSE json_extract(`value`, '$.sectionId') || ' ' || json_extract(`value`, '$.reached') || '<' || json_extract(`value`, '$.needed')
	END, '; '), '')
	FROM (SELECT `value` FROM json_each(`attempts`.`reasons`) ORDER BY `key`)
) WHERE `reasons` IS NOT NULL;
