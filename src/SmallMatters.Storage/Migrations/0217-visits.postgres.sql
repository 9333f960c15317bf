-- Visits: the appointment and what became of it, for which matter, and nothing of the person.
CREATE TABLE "visit" (
    "id" uuid NOT NULL CONSTRAINT "pk_visit" PRIMARY KEY,
    "matter_id" bigint NOT NULL,
    "unit" text NOT NULL,
    "stage" text NOT NULL,
    "day" date NOT NULL,
    "answered_at" timestamp with time zone NULL,
    "considered" boolean NOT NULL,
    "call_back_unit" text NULL,
    "head_seq" integer NOT NULL,
    CONSTRAINT "fk_visit_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_visit_matter_id" ON "visit" ("matter_id");
CREATE INDEX "ix_visit_call_back_unit_answered_at" ON "visit" ("call_back_unit", "answered_at");
CREATE INDEX "ix_visit_unit_stage_day" ON "visit" ("unit", "stage", "day");

CREATE TABLE "visit_fact" (
    "visit_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_visit_fact" PRIMARY KEY ("visit_id", "seq"),
    CONSTRAINT "fk_visit_fact_visit_visit_id" FOREIGN KEY ("visit_id") REFERENCES "visit" ("id") ON DELETE RESTRICT
);
