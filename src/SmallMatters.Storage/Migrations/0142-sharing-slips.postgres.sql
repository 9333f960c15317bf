CREATE TABLE "slip" (
    "id" uuid NOT NULL CONSTRAINT "pk_slip" PRIMARY KEY,
    "giver" text NOT NULL,
    "receiver" text NOT NULL,
    "stage" text NOT NULL,
    "until" date NOT NULL,
    "changed_at" timestamp with time zone NOT NULL,
    "key_hash" bytea NULL,
    "head_seq" integer NOT NULL
);

CREATE INDEX "ix_slip_giver" ON "slip" ("giver");

CREATE INDEX "ix_slip_receiver" ON "slip" ("receiver");

CREATE TABLE "slip_fact" (
    "slip_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_slip_fact" PRIMARY KEY ("slip_id", "seq"),
    CONSTRAINT "fk_slip_fact_slip_slip_id" FOREIGN KEY ("slip_id") REFERENCES "slip" ("id") ON DELETE RESTRICT
);

CREATE TABLE "slip_read" (
    "id" uuid NOT NULL CONSTRAINT "pk_slip_read" PRIMARY KEY,
    "slip_id" uuid NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "refused" text NULL,
    "matters" integer NOT NULL,
    CONSTRAINT "fk_slip_read_slip_slip_id" FOREIGN KEY ("slip_id") REFERENCES "slip" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_slip_read_slip_id_at" ON "slip_read" ("slip_id", "at");
