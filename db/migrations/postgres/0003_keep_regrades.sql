-- What a regrade decided, and what a picture showed, stays as it was.
CREATE TRIGGER "regrades_append_only" BEFORE UPDATE OR DELETE ON "regrades"
FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER "regraded_attempts_append_only" BEFORE UPDATE OR DELETE ON "regraded_attempts"
FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER "images_append_only" BEFORE UPDATE OR DELETE ON "images"
FOR EACH ROW EXECUTE FUNCTION refuse_change();
