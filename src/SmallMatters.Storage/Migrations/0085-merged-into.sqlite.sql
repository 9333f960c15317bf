-- Whose people are to be told what happens to a matter that theirs was merged into.
ALTER TABLE "matter" ADD COLUMN "merged_into" INTEGER NULL;

CREATE INDEX "ix_matter_merged_into" ON "matter" ("merged_into") WHERE "merged_into" IS NOT NULL;
