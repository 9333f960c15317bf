-- A number is found whichever of its letters are small, there or in what is typed. Numbers have letters of ASCII only.
ALTER TABLE "transferred_matter" ADD COLUMN "found_by" text NOT NULL DEFAULT '';
UPDATE "transferred_matter" SET "found_by" = upper("number");
DROP INDEX "ix_transferred_matter_number";
CREATE INDEX "ix_transferred_matter_found_by" ON "transferred_matter" ("found_by");

-- What stood in the place of a number that could not be taken may have been a name or a telephone number.
UPDATE "transfer" SET "fates" = (
    SELECT jsonb_agg(CASE WHEN f.value ->> 'Code' = 'row-number' THEN f.value - 'Number' ELSE f.value END ORDER BY f.place)::text
    FROM jsonb_array_elements("transfer"."fates"::jsonb) WITH ORDINALITY AS f (value, place)
)
WHERE "fates" LIKE '%"row-number"%';
