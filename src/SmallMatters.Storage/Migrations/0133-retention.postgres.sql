-- What the retention rules removed and when, and what is kept from them with a reason.
CREATE TABLE "retention_trace" (
    "id" uuid NOT NULL CONSTRAINT "pk_retention_trace" PRIMARY KEY,
    "rule" text NOT NULL,
    "version" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "before" timestamp with time zone NOT NULL,
    "removed" integer NOT NULL,
    "held" integer NOT NULL
);

CREATE TABLE "legal_hold" (
    "id" uuid NOT NULL CONSTRAINT "pk_legal_hold" PRIMARY KEY,
    "matter_id" bigint NOT NULL,
    "by" uuid NOT NULL,
    "unit" text NOT NULL,
    "reason" text NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "ended_at" timestamp with time zone NULL,
    "ended_by" uuid NULL,
    CONSTRAINT "fk_legal_hold_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_legal_hold_matter_id" ON "legal_hold" ("matter_id");
