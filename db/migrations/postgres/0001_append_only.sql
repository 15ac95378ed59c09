-- What is written here stays as it was: the database itself refuses to change or delete it.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END;
$$;--> statement-breakpoint
CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE OR DELETE ON "audit_log"
FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER "certificates_append_only" BEFORE UPDATE OR DELETE ON "certificates"
FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER "quiz_versions_append_only" BEFORE UPDATE OR DELETE ON "quiz_versions"
FOR EACH ROW EXECUTE FUNCTION refuse_change();
