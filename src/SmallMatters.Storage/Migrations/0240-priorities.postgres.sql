-- Priorities: their words under a key of their own, marks of who supported them, and what was asked for and not confirmed yet.
CREATE TABLE "priority" (
    "id" uuid NOT NULL CONSTRAINT "pk_priority" PRIMARY KEY,
    "area" text NOT NULL,
    "unit" text NOT NULL,
    "stage" text NOT NULL,
    "appeal_waits" boolean NOT NULL,
    "hidden_on" date NULL,
    "by_phone" integer NOT NULL,
    "by_email" integer NOT NULL,
    "tongue" text NOT NULL,
    "key" bytea NULL,
    "body" text NULL,
    "phone" text NULL,
    "email" text NULL,
    "ended_on" date NULL,
    "head_seq" integer NOT NULL
);
CREATE INDEX "ix_priority_area_stage_id" ON "priority" ("area", "stage", "id");
CREATE INDEX "ix_priority_stage_id" ON "priority" ("stage", "id");
CREATE INDEX "ix_priority_unit_stage_id" ON "priority" ("unit", "stage", "id");
CREATE INDEX "ix_priority_appeal_waits" ON "priority" ("appeal_waits") WHERE appeal_waits;
CREATE INDEX "ix_priority_ended_on" ON "priority" ("ended_on");

CREATE TABLE "priority_fact" (
    "priority_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_priority_fact" PRIMARY KEY ("priority_id", "seq"),
    CONSTRAINT "fk_priority_fact_priority_priority_id" FOREIGN KEY ("priority_id") REFERENCES "priority" ("id") ON DELETE RESTRICT
);

CREATE TABLE "priority_support" (
    "priority_id" uuid NOT NULL,
    "mark" text NOT NULL,
    CONSTRAINT "pk_priority_support" PRIMARY KEY ("priority_id", "mark"),
    CONSTRAINT "fk_priority_support_priority_priority_id" FOREIGN KEY ("priority_id") REFERENCES "priority" ("id") ON DELETE RESTRICT
);

CREATE TABLE "participation_ask" (
    "id" uuid NOT NULL CONSTRAINT "pk_participation_ask" PRIMARY KEY,
    "priority_id" uuid NULL,
    "area" text NOT NULL,
    "held" boolean NOT NULL,
    "tongue" text NOT NULL,
    "key" bytea NOT NULL,
    "body" text NULL,
    "phone" text NULL,
    "email" text NULL,
    "asked_at" timestamp with time zone NOT NULL
);
CREATE INDEX "ix_participation_ask_asked_at" ON "participation_ask" ("asked_at");

CREATE TABLE "contact_use" (
    "mark" text NOT NULL CONSTRAINT "pk_contact_use" PRIMARY KEY,
    "count" integer NOT NULL,
    "until" date NOT NULL
);
CREATE INDEX "ix_contact_use_until" ON "contact_use" ("until");
