ALTER TABLE "dispute" ADD COLUMN "remind_on" TEXT NULL;

CREATE INDEX "ix_dispute_remind_on" ON "dispute" ("remind_on");
