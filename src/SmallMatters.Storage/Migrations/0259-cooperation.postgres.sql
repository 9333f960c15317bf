-- How the deadlines stand of units that were asked for a part, from the clocks as they are kept.
ALTER TABLE "matter_clock" ADD COLUMN "cooperation" text NULL;
UPDATE "matter_clock" SET "cooperation" = CASE "body"::jsonb #>> '{Clock,State,is}'
        WHEN 'running' THEN 'Running'
        WHEN 'paused' THEN 'Paused'
        WHEN 'met' THEN CASE "body"::jsonb #>> '{Clock,State,Late}' WHEN 'true' THEN 'Late' ELSE 'InTime' END
        ELSE 'Stopped'
    END
WHERE "purpose" = 'PartAnswer'
    OR ("purpose" = 'Part' AND EXISTS (
        SELECT 1 FROM "part" p
        WHERE p."matter_id" = "matter_clock"."matter_id" AND p."unit" = "matter_clock"."unit"
            AND p."body"::jsonb ->> 'Id' = "matter_clock"."body"::jsonb ->> 'Subject'
    ));
CREATE INDEX "ix_matter_clock_cooperation" ON "matter_clock" ("due_at", "unit", "cooperation", "matter_id") WHERE cooperation IS NOT NULL;
