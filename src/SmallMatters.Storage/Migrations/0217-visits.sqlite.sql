-- Visits: the appointment and what became of it, for which matter, and nothing of the person.
CREATE TABLE "visit" (
    "id" BLOB NOT NULL CONSTRAINT "pk_visit" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "answered_at" INTEGER NULL,
    "considered" INTEGER NOT NULL,
    "call_back_unit" TEXT NULL,
    "head_seq" INTEGER NOT NULL,
    CONSTRAINT "fk_visit_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_visit_matter_id" ON "visit" ("matter_id");
CREATE INDEX "ix_visit_call_back_unit_answered_at" ON "visit" ("call_back_unit", "answered_at");
CREATE INDEX "ix_visit_unit_stage_day" ON "visit" ("unit", "stage", "day");

CREATE TABLE "visit_fact" (
    "visit_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_visit_fact" PRIMARY KEY ("visit_id", "seq"),
    CONSTRAINT "fk_visit_fact_visit_visit_id" FOREIGN KEY ("visit_id") REFERENCES "visit" ("id") ON DELETE RESTRICT
);
