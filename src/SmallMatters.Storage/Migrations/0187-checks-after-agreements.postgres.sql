ALTER TABLE "dispute" ADD COLUMN "follow_up_on" date NULL;
ALTER TABLE "dispute" ADD COLUMN "follow_up_by" date NULL;
