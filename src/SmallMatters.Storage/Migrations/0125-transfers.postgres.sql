-- Systems that matters are passed on from by file, each transfer from and to them, and the numbers that they gave to matters.
CREATE TABLE "counterpart" (
    "code" text NOT NULL CONSTRAINT "pk_counterpart" PRIMARY KEY,
    "name" text NOT NULL,
    "unit" text NOT NULL,
    "key_id" uuid NOT NULL,
    "sealed_key" text NOT NULL,
    "key_since" timestamp with time zone NOT NULL,
    "ended_at" timestamp with time zone NULL
);

CREATE TABLE "transfer" (
    "id" uuid NOT NULL CONSTRAINT "pk_transfer" PRIMARY KEY,
    "counterpart" text NOT NULL,
    "kind" text NOT NULL,
    "sequence" integer NOT NULL,
    "hash" text NULL,
    "at" timestamp with time zone NOT NULL,
    "rows" integer NOT NULL,
    "taken" integer NOT NULL,
    "refused" integer NOT NULL,
    "fates" text NOT NULL,
    "answered_at" timestamp with time zone NULL
);

CREATE UNIQUE INDEX "ix_transfer_counterpart_kind_sequence" ON "transfer" ("counterpart", "kind", "sequence");

CREATE TABLE "transferred_matter" (
    "counterpart" text NOT NULL,
    "number" text NOT NULL,
    "matter_id" bigint NOT NULL,
    "told" integer NULL,
    CONSTRAINT "pk_transferred_matter" PRIMARY KEY ("counterpart", "number"),
    CONSTRAINT "fk_transferred_matter_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_transferred_matter_matter_id" ON "transferred_matter" ("matter_id");
