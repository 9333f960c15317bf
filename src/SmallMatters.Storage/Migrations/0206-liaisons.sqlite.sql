-- Liaison volunteers: the role, who they are under a key of their own, and which matters came by their links.
CREATE TABLE "liaison" (
    "id" BLOB NOT NULL CONSTRAINT "pk_liaison" PRIMARY KEY,
    "unit" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "named" INTEGER NOT NULL,
    "link_hash" TEXT NULL,
    "key" BLOB NULL,
    "words" TEXT NULL,
    "head_seq" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ix_liaison_link_hash" ON "liaison" ("link_hash");
CREATE INDEX "ix_liaison_unit_stage_until" ON "liaison" ("unit", "stage", "until");
CREATE INDEX "ix_liaison_area_stage" ON "liaison" ("area", "stage");

CREATE TABLE "liaison_fact" (
    "liaison_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_liaison_fact" PRIMARY KEY ("liaison_id", "seq"),
    CONSTRAINT "fk_liaison_fact_liaison_liaison_id" FOREIGN KEY ("liaison_id") REFERENCES "liaison" ("id") ON DELETE RESTRICT
);

CREATE TABLE "liaison_report" (
    "liaison_id" BLOB NOT NULL,
    "matter_id" INTEGER NOT NULL,
    CONSTRAINT "pk_liaison_report" PRIMARY KEY ("liaison_id", "matter_id"),
    CONSTRAINT "fk_liaison_report_liaison_liaison_id" FOREIGN KEY ("liaison_id") REFERENCES "liaison" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_liaison_report_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_liaison_report_matter_id" ON "liaison_report" ("matter_id");
