-- Liaison volunteers: the role, who they are under a key of their own, and which matters came by their links.
CREATE TABLE "liaison" (
    "id" uuid NOT NULL CONSTRAINT "pk_liaison" PRIMARY KEY,
    "unit" text NOT NULL,
    "area" text NOT NULL,
    "stage" text NOT NULL,
    "since" date NOT NULL,
    "until" date NOT NULL,
    "named" boolean NOT NULL,
    "link_hash" text NULL,
    "key" bytea NULL,
    "words" text NULL,
    "head_seq" integer NOT NULL
);
CREATE UNIQUE INDEX "ix_liaison_link_hash" ON "liaison" ("link_hash");
CREATE INDEX "ix_liaison_unit_stage_until" ON "liaison" ("unit", "stage", "until");
CREATE INDEX "ix_liaison_area_stage" ON "liaison" ("area", "stage");

CREATE TABLE "liaison_fact" (
    "liaison_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_liaison_fact" PRIMARY KEY ("liaison_id", "seq"),
    CONSTRAINT "fk_liaison_fact_liaison_liaison_id" FOREIGN KEY ("liaison_id") REFERENCES "liaison" ("id") ON DELETE RESTRICT
);

CREATE TABLE "liaison_report" (
    "liaison_id" uuid NOT NULL,
    "matter_id" bigint NOT NULL,
    CONSTRAINT "pk_liaison_report" PRIMARY KEY ("liaison_id", "matter_id"),
    CONSTRAINT "fk_liaison_report_liaison_liaison_id" FOREIGN KEY ("liaison_id") REFERENCES "liaison" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_liaison_report_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_liaison_report_matter_id" ON "liaison_report" ("matter_id");
