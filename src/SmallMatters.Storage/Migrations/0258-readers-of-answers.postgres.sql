-- Who read which answer stands with the check, and nobody reads both checks of one closing.
ALTER TABLE "quality_check" ADD COLUMN "reader" uuid NULL;
UPDATE "quality_check" SET "reader" = (
    SELECT f."staff" FROM "quality_check_fact" f WHERE f."number" = "quality_check"."number" AND f."staff" IS NOT NULL
);
-- Until now two posts of one person at the same instant could both pass; the later one keeps what was said without its reader.
UPDATE "quality_check" SET "reader" = NULL WHERE EXISTS (
    SELECT 1 FROM "quality_check" o
    WHERE o."matter_id" = "quality_check"."matter_id" AND o."nth" = "quality_check"."nth"
        AND o."reader" = "quality_check"."reader" AND o."number" < "quality_check"."number"
);
CREATE UNIQUE INDEX "ix_quality_check_matter_id_nth_reader" ON "quality_check" ("matter_id", "nth", "reader");
DROP INDEX "ix_quality_check_fact_staff";
