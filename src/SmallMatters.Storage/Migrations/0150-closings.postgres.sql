-- Each closing of a matter and what was said of it, without words; those of the past come from the history.
CREATE TABLE "closing" (
    "matter_id" bigint NOT NULL,
    "nth" integer NOT NULL,
    "closed_at" timestamp with time zone NOT NULL,
    "unit" text NOT NULL,
    "area" text NOT NULL,
    "category" text NOT NULL,
    "kind" text NOT NULL,
    "channel" text NOT NULL,
    "origin" text NOT NULL,
    "outcome" text NOT NULL,
    "stands" text NOT NULL,
    "judged_at" timestamp with time zone NULL,
    "informed" text NULL,
    "fair" text NULL,
    "promise_kept" text NULL,
    "solved" text NULL,
    "asked_for_good_mark" boolean NOT NULL,
    CONSTRAINT "pk_closing" PRIMARY KEY ("matter_id", "nth"),
    CONSTRAINT "fk_closing_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_closing_closed_at" ON "closing" ("closed_at");

INSERT INTO "closing"
SELECT
    h."matter_id",
    (SELECT COUNT(*) FROM "history" r WHERE r."matter_id" = h."matter_id" AND r."type" = 'Reopened' AND r."seq" < h."seq"),
    h."at",
    COALESCE(h."unit", m."owner_unit"),
    m."area",
    m."category",
    m."kind",
    m."channel",
    m."origin",
    CASE n."type" WHEN 'MatterWithdrawn' THEN 'Withdrawn' WHEN 'MatterMerged' THEN 'Merged' ELSE (h."body"::jsonb #>> '{Outcome,is}') END,
    CASE
        WHEN n."type" IS NULL THEN 'Waiting'
        WHEN n."type" IN ('VerdictGiven', 'DissatisfiedVerdictGiven') THEN 'Judged'
        WHEN n."type" IN ('MatterWithdrawn', 'MatterMerged') THEN 'Ended'
        ELSE 'NotJudged'
    END,
    CASE WHEN n."type" IN ('VerdictGiven', 'DissatisfiedVerdictGiven') THEN n."at" END,
    (n."body"::jsonb #>> '{Verdict,Informed}'),
    (n."body"::jsonb #>> '{Verdict,Fair}'),
    (n."body"::jsonb #>> '{Verdict,PromiseKept}'),
    (n."body"::jsonb #>> '{Verdict,SolvedIt}'),
    COALESCE((n."body"::jsonb #>> '{Verdict,AskedForGoodMark}')::boolean, FALSE)
FROM "history" h
JOIN "matter" m ON m."id" = h."matter_id"
LEFT JOIN "history" n ON n."matter_id" = h."matter_id" AND n."seq" = (
    SELECT MIN(f."seq") FROM "history" f
    WHERE f."matter_id" = h."matter_id"
        AND f."seq" > h."seq"
        AND f."type" IN (
            'VerdictGiven', 'DissatisfiedVerdictGiven', 'VerdictWindowEnded', 'InternalReviewAsked', 'MatterWithdrawn', 'MatterMerged'
        )
)
WHERE h."type" = 'OutcomeProposed';

INSERT INTO "closing"
SELECT
    m."id", m."reopenings", m."closed_at", m."owner_unit", m."area", m."category", m."kind", m."channel", m."origin",
    m."outcome_code", 'Ended', NULL, NULL, NULL, NULL, NULL, FALSE
FROM "matter" m
WHERE m."outcome_code" IN ('Withdrawn', 'Merged')
    AND NOT EXISTS (SELECT 1 FROM "closing" c WHERE c."matter_id" = m."id" AND c."nth" = m."reopenings");
