-- What is kept to check records: digests of where verdicts came from under a key that goes with its month, and what auditors said.
CREATE TABLE "mark_key" (
    "month" integer NOT NULL CONSTRAINT "pk_mark_key" PRIMARY KEY,
    "key" bytea NOT NULL
);

CREATE TABLE "verdict_mark" (
    "id" bytea NOT NULL CONSTRAINT "pk_verdict_mark" PRIMARY KEY,
    "unit" text NOT NULL,
    "month" integer NOT NULL,
    "device" bytea NOT NULL,
    "words" bytea NULL
);
CREATE INDEX "ix_verdict_mark_month" ON "verdict_mark" ("month");

CREATE TABLE "integrity_fact" (
    "seq" integer NOT NULL CONSTRAINT "pk_integrity_fact" PRIMARY KEY,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "about" text NOT NULL,
    "type" text NOT NULL,
    "body" text NOT NULL
);
CREATE INDEX "ix_integrity_fact_about" ON "integrity_fact" ("about");
