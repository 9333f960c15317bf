-- Priorities: their words under a key of their own, marks of who supported them, and what was asked for and not confirmed yet.
CREATE TABLE "priority" (
    "id" BLOB NOT NULL CONSTRAINT "pk_priority" PRIMARY KEY,
    "area" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "appeal_waits" INTEGER NOT NULL,
    "hidden_on" TEXT NULL,
    "by_phone" INTEGER NOT NULL,
    "by_email" INTEGER NOT NULL,
    "tongue" TEXT NOT NULL,
    "key" BLOB NULL,
    "body" TEXT NULL,
    "phone" TEXT NULL,
    "email" TEXT NULL,
    "ended_on" TEXT NULL,
    "head_seq" INTEGER NOT NULL
);
CREATE INDEX "ix_priority_area_stage_id" ON "priority" ("area", "stage", "id");
CREATE INDEX "ix_priority_stage_id" ON "priority" ("stage", "id");
CREATE INDEX "ix_priority_unit_stage_id" ON "priority" ("unit", "stage", "id");
CREATE INDEX "ix_priority_appeal_waits" ON "priority" ("appeal_waits") WHERE appeal_waits;
CREATE INDEX "ix_priority_ended_on" ON "priority" ("ended_on");

CREATE TABLE "priority_fact" (
    "priority_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_priority_fact" PRIMARY KEY ("priority_id", "seq"),
    CONSTRAINT "fk_priority_fact_priority_priority_id" FOREIGN KEY ("priority_id") REFERENCES "priority" ("id") ON DELETE RESTRICT
);

CREATE TABLE "priority_support" (
    "priority_id" BLOB NOT NULL,
    "mark" TEXT NOT NULL,
    CONSTRAINT "pk_priority_support" PRIMARY KEY ("priority_id", "mark"),
    CONSTRAINT "fk_priority_support_priority_priority_id" FOREIGN KEY ("priority_id") REFERENCES "priority" ("id") ON DELETE RESTRICT
);

CREATE TABLE "participation_ask" (
    "id" BLOB NOT NULL CONSTRAINT "pk_participation_ask" PRIMARY KEY,
    "priority_id" BLOB NULL,
    "area" TEXT NOT NULL,
    "held" INTEGER NOT NULL,
    "tongue" TEXT NOT NULL,
    "key" BLOB NOT NULL,
    "body" TEXT NULL,
    "phone" TEXT NULL,
    "email" TEXT NULL,
    "asked_at" INTEGER NOT NULL
);
CREATE INDEX "ix_participation_ask_asked_at" ON "participation_ask" ("asked_at");

CREATE TABLE "contact_use" (
    "mark" TEXT NOT NULL CONSTRAINT "pk_contact_use" PRIMARY KEY,
    "count" INTEGER NOT NULL,
    "until" TEXT NOT NULL
);
CREATE INDEX "ix_contact_use_until" ON "contact_use" ("until");
