-- Outside partners: their register as facts, their links and keys, and the requests of their programs that were done.
CREATE TABLE "partner_fact" (
    "seq" INTEGER NOT NULL CONSTRAINT "pk_partner_fact" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL
);

CREATE TABLE "partner_link" (
    "hash" BLOB NOT NULL CONSTRAINT "pk_partner_link" PRIMARY KEY,
    "link" BLOB NOT NULL,
    "matter_id" INTEGER NOT NULL,
    "part" BLOB NOT NULL,
    "partner" TEXT NOT NULL,
    CONSTRAINT "fk_partner_link_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_partner_link_matter_id" ON "partner_link" ("matter_id");

CREATE TABLE "partner_key" (
    "id" BLOB NOT NULL CONSTRAINT "pk_partner_key" PRIMARY KEY,
    "partner" TEXT NOT NULL,
    "hash" BLOB NOT NULL,
    "issued_at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL
);

CREATE UNIQUE INDEX "ix_partner_key_hash" ON "partner_key" ("hash");

CREATE TABLE "partner_request" (
    "key" BLOB NOT NULL CONSTRAINT "pk_partner_request" PRIMARY KEY,
    "body" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    "part" BLOB NOT NULL,
    "state" TEXT NOT NULL
);

CREATE INDEX "ix_partner_request_at" ON "partner_request" ("at");
