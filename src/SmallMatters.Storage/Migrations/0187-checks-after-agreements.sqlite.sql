ALTER TABLE "dispute" ADD COLUMN "follow_up_on" TEXT NULL;
ALTER TABLE "dispute" ADD COLUMN "follow_up_by" TEXT NULL;
