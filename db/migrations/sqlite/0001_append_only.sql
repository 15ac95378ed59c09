-- What is written here stays as it was: the database itself refuses to change or delete it.
CREATE TRIGGER `audit_log_no_update` BEFORE UPDATE ON `audit_log`
BEGIN
	SELECT RAISE(ABORT, 'audit_log is append-only');
END;--> statement-breakpoint
CREATE TRIGGER `audit_log_no_delete` BEFORE DELETE ON `audit_log`
BEGIN
	SELECT RAISE(ABORT, 'audit_log is append-only');
END;--> statement-breakpoint
CREATE TRIGGER `certificates_no_update` BEFORE UPDATE ON `certificates`
BEGIN
	SELECT RAISE(ABORT, 'certificates is append-only');
END;--> statement-breakpoint
CREATE TRIGGER `certificates_no_delete` BEFORE DELETE ON `certificates`
BEGIN
	SELECT RAISE(ABORT, 'certificates is append-only');
END;--> statement-breakpoint
CREATE TRIGGER `quiz_versions_no_update` BEFORE UPDATE ON `quiz_versions`
BEGIN
	SELECT RAISE(ABORT, 'quiz_versions is append-only');
END;--> statement-breakpoint
CREATE TRIGGER `quiz_versions_no_delete` BEFORE DELETE ON `quiz_versions`
BEGIN
	SELECT RAISE(ABORT, 'quiz_versions is append-only');
END;
