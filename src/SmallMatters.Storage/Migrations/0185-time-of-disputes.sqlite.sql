ALTER TABLE "dispute" ADD COLUMN "untold" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "dispute" ADD COLUMN "due_on" TEXT NULL;
ALTER TABLE "dispute" ADD COLUMN "provisional" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "dispute" ADD COLUMN "gone_up_to" TEXT NULL;
ALTER TABLE "dispute" ADD COLUMN "next_look_at" INTEGER NULL;

CREATE INDEX "ix_dispute_next_look_at" ON "dispute" ("next_look_at");

ALTER TABLE "unit" ADD COLUMN "mediates" TEXT NOT NULL DEFAULT '';

UPDATE "dispute" SET "untold" = 1
WHERE EXISTS (
    SELECT 1 FROM "dispute_fact" AS raised
    WHERE raised."dispute_id" = "dispute"."id" AND raised."type" = 'SafetyFlagRaised'
        AND raised."body" NOT LIKE '%"Duty":"None"%' AND raised."body" NOT LIKE '%"ToldAt":%'
        AND NOT EXISTS (
            SELECT 1 FROM "dispute_fact" AS told
            WHERE told."dispute_id" = raised."dispute_id" AND told."type" = 'PoliceTold'
        )
);
