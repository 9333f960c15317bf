CREATE TABLE "dispute" (
    "id" uuid NOT NULL CONSTRAINT "pk_dispute" PRIMARY KEY,
    "matter_id" bigint NOT NULL,
    "kind" text NOT NULL,
    "stage" text NOT NULL,
    "flagged" boolean NOT NULL,
    "common_key" bytea NULL,
    "office" uuid NOT NULL,
    "office_key" bytea NULL,
    "opened_at" timestamp with time zone NOT NULL,
    "changed_at" timestamp with time zone NOT NULL,
    "head_seq" integer NOT NULL,
    CONSTRAINT "fk_dispute_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_dispute_matter_id" ON "dispute" ("matter_id");

CREATE UNIQUE INDEX "ix_dispute_open" ON "dispute" ("matter_id") WHERE stage <> 'Ended';

CREATE INDEX "ix_dispute_stage_changed_at" ON "dispute" ("stage", "changed_at");

CREATE TABLE "dispute_person" (
    "id" uuid NOT NULL CONSTRAINT "pk_dispute_person" PRIMARY KEY,
    "dispute_id" uuid NOT NULL,
    "party" uuid NOT NULL,
    "raiser" uuid NULL,
    "tongue" text NOT NULL,
    "key" bytea NULL,
    "name" text NULL,
    "phone" text NULL,
    "link_issue" integer NOT NULL,
    "erased" boolean NOT NULL,
    CONSTRAINT "fk_dispute_person_dispute_dispute_id" FOREIGN KEY ("dispute_id") REFERENCES "dispute" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_dispute_person_dispute_id" ON "dispute_person" ("dispute_id");

CREATE INDEX "ix_dispute_person_raiser" ON "dispute_person" ("raiser");

CREATE TABLE "dispute_fact" (
    "dispute_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "actor" text NOT NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    "hash" bytea NOT NULL,
    CONSTRAINT "pk_dispute_fact" PRIMARY KEY ("dispute_id", "seq"),
    CONSTRAINT "fk_dispute_fact_dispute_dispute_id" FOREIGN KEY ("dispute_id") REFERENCES "dispute" ("id") ON DELETE RESTRICT
);
