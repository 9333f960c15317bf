-- A number is found whichever of its letters are small, there or in what is typed. Numbers have letters of ASCII only.
ALTER TABLE "transferred_matter" ADD COLUMN "found_by" TEXT NOT NULL DEFAULT '';
UPDATE "transferred_matter" SET "found_by" = upper("number");
DROP INDEX "ix_transferred_matter_number";
CREATE INDEX "ix_transferred_matter_found_by" ON "transferred_matter" ("found_by");

-- What stood in the place of a number that could not be taken may have been a name or a telephone number.
UPDATE "transfer" SET "fates" = (
    SELECT json_group_array(
        json(CASE WHEN json_extract(f.value, '$.Code') = 'row-number' THEN json_remove(f.value, '$.Number') ELSE f.value END)
    )
    FROM json_each("transfer"."fates") AS f
)
WHERE "fates" LIKE '%"row-number"%';
