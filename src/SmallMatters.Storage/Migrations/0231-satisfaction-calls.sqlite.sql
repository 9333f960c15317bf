-- Satisfaction calls: the draw of each month, which closings were drawn, and what came of ringing. What was said is in the matter.
CREATE TABLE "call_draw" (
    "month" TEXT NOT NULL CONSTRAINT "pk_call_draw" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL
);

CREATE TABLE "satisfaction_call" (
    "number" INTEGER NOT NULL CONSTRAINT "pk_satisfaction_call" PRIMARY KEY,
    "month" TEXT NOT NULL,
    "matter_id" INTEGER NOT NULL,
    "nth" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "handled" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "caller" TEXT NOT NULL,
    "frame" INTEGER NOT NULL,
    "drawn" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "not_before" INTEGER NULL,
    "open_until" TEXT NOT NULL,
    "informed" TEXT NULL,
    "solved" TEXT NULL,
    "fair" TEXT NULL,
    "head_seq" INTEGER NOT NULL,
    CONSTRAINT "fk_satisfaction_call_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_satisfaction_call_matter_id_nth" ON "satisfaction_call" ("matter_id", "nth");
CREATE INDEX "ix_satisfaction_call_caller_stage_number" ON "satisfaction_call" ("caller", "stage", "number");
CREATE INDEX "ix_satisfaction_call_month" ON "satisfaction_call" ("month");

CREATE TABLE "satisfaction_call_fact" (
    "number" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_satisfaction_call_fact" PRIMARY KEY ("number", "seq"),
    CONSTRAINT "fk_satisfaction_call_fact_satisfaction_call_number" FOREIGN KEY ("number") REFERENCES "satisfaction_call" ("number") ON DELETE RESTRICT
);
