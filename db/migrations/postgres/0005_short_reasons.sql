DROP INDEX "attempts_by_person";--> statement-breakpoint
CREATE INDEX "attempts_by_person" ON "attempts" USING btree ("person_id");--> statement-breakpoint
-- Why an attempt did not pass, in the short text of app/core/failure-reasons.ts.
UPDATE "attempts" SET "reasons" = (
	SELECT coalesce(string_agg(CASE "reason" ->> 'kind'
		WHEN 'below-passing-score' THEN ("reason" ->> 'reached') || '<' || ("reason" ->> 'needed')
		WHEN 'critical-item' THEN ("reason" ->> 'itemId') || ' ' || ("reason" ->> 'failure')
		ELSE ("reason" ->> 'sectionId') || ' ' || ("reason" ->> 'reached') || '<' || ("reason" ->> 'needed')
	END, '; ' ORDER BY "place"), '')
	FROM jsonb_array_elements("attempts"."reasons"::jsonb) WITH ORDINALITY AS "each"("reason", "place")
) WHERE "reasons" IS NOT NULL;
