-- Satisfaction calls: the draw of each month, which closings were drawn, and what came of ringing. What was said is in the matter.
CREATE TABLE "call_draw" (
    "month" date NOT NULL CONSTRAINT "pk_call_draw" PRIMARY KEY,
    "at" timestamp with time zone NOT NULL,
    "type" text NOT NULL,
    "body" text NOT NULL
);

CREATE TABLE "satisfaction_call" (
    "number" bigint NOT NULL CONSTRAINT "pk_satisfaction_call" PRIMARY KEY,
    "month" date NOT NULL,
    "matter_id" bigint NOT NULL,
    "nth" integer NOT NULL,
    "unit" text NOT NULL,
    "handled" text NOT NULL,
    "area" text NOT NULL,
    "category" text NOT NULL,
    "caller" text NOT NULL,
    "frame" integer NOT NULL,
    "drawn" integer NOT NULL,
    "stage" text NOT NULL,
    "not_before" timestamp with time zone NULL,
    "open_until" date NOT NULL,
    "informed" text NULL,
    "solved" text NULL,
    "fair" text NULL,
    "head_seq" integer NOT NULL,
    CONSTRAINT "fk_satisfaction_call_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_satisfaction_call_matter_id_nth" ON "satisfaction_call" ("matter_id", "nth");
CREATE INDEX "ix_satisfaction_call_caller_stage_number" ON "satisfaction_call" ("caller", "stage", "number");
CREATE INDEX "ix_satisfaction_call_month" ON "satisfaction_call" ("month");

CREATE TABLE "satisfaction_call_fact" (
    "number" bigint NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_satisfaction_call_fact" PRIMARY KEY ("number", "seq"),
    CONSTRAINT "fk_satisfaction_call_fact_satisfaction_call_number" FOREIGN KEY ("number") REFERENCES "satisfaction_call" ("number") ON DELETE RESTRICT
);
