ALTER TABLE "dispute" ADD COLUMN "untold" boolean NOT NULL DEFAULT false;
ALTER TABLE "dispute" ADD COLUMN "due_on" date NULL;
ALTER TABLE "dispute" ADD COLUMN "provisional" boolean NOT NULL DEFAULT false;
ALTER TABLE "dispute" ADD COLUMN "gone_up_to" text NULL;
ALTER TABLE "dispute" ADD COLUMN "next_look_at" timestamp with time zone NULL;

CREATE INDEX "ix_dispute_next_look_at" ON "dispute" ("next_look_at");

ALTER TABLE "unit" ADD COLUMN "mediates" text NOT NULL DEFAULT '';

UPDATE "dispute" SET "untold" = true
WHERE EXISTS (
    SELECT 1 FROM "dispute_fact" AS raised
    WHERE raised."dispute_id" = "dispute"."id" AND raised."type" = 'SafetyFlagRaised'
        AND raised."body" NOT LIKE '%"Duty":"None"%' AND raised."body" NOT LIKE '%"ToldAt":%'
        AND NOT EXISTS (
            SELECT 1 FROM "dispute_fact" AS told
            WHERE told."dispute_id" = raised."dispute_id" AND told."type" = 'PoliceTold'
        )
);
