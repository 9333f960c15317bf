-- Outside partners: their register as facts, their links and keys, and the requests of their programs that were done.
CREATE TABLE "partner_fact" (
    "seq" integer NOT NULL CONSTRAINT "pk_partner_fact" PRIMARY KEY,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL
);

CREATE TABLE "partner_link" (
    "hash" bytea NOT NULL CONSTRAINT "pk_partner_link" PRIMARY KEY,
    "link" uuid NOT NULL,
    "matter_id" bigint NOT NULL,
    "part" uuid NOT NULL,
    "partner" text NOT NULL,
    CONSTRAINT "fk_partner_link_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_partner_link_matter_id" ON "partner_link" ("matter_id");

CREATE TABLE "partner_key" (
    "id" uuid NOT NULL CONSTRAINT "pk_partner_key" PRIMARY KEY,
    "partner" text NOT NULL,
    "hash" bytea NOT NULL,
    "issued_at" timestamp with time zone NOT NULL,
    "ended_at" timestamp with time zone NULL
);

CREATE UNIQUE INDEX "ix_partner_key_hash" ON "partner_key" ("hash");

CREATE TABLE "partner_request" (
    "key" bytea NOT NULL CONSTRAINT "pk_partner_request" PRIMARY KEY,
    "body" bytea NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "part" uuid NOT NULL,
    "state" text NOT NULL
);

CREATE INDEX "ix_partner_request_at" ON "partner_request" ("at");
