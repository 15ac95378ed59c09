DROP INDEX "notifications_by_mail";--> statement-breakpoint
ALTER TABLE "notifications" ALTER COLUMN "title" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ALTER COLUMN "body" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ALTER COLUMN "path" DROP NOT NULL;--> statement-breakpoint
CREATE INDEX "notifications_by_mail" ON "notifications" USING btree ("mail","mail_next_at") WHERE "notifications"."mail_next_at" is not null;