CREATE TABLE "slip" (
    "id" BLOB NOT NULL CONSTRAINT "pk_slip" PRIMARY KEY,
    "giver" TEXT NOT NULL,
    "receiver" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "key_hash" BLOB NULL,
    "head_seq" INTEGER NOT NULL
);

CREATE INDEX "ix_slip_giver" ON "slip" ("giver");

CREATE INDEX "ix_slip_receiver" ON "slip" ("receiver");

CREATE TABLE "slip_fact" (
    "slip_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_slip_fact" PRIMARY KEY ("slip_id", "seq"),
    CONSTRAINT "fk_slip_fact_slip_slip_id" FOREIGN KEY ("slip_id") REFERENCES "slip" ("id") ON DELETE RESTRICT
);

CREATE TABLE "slip_read" (
    "id" BLOB NOT NULL CONSTRAINT "pk_slip_read" PRIMARY KEY,
    "slip_id" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    "refused" TEXT NULL,
    "matters" INTEGER NOT NULL,
    CONSTRAINT "fk_slip_read_slip_slip_id" FOREIGN KEY ("slip_id") REFERENCES "slip" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_slip_read_slip_id_at" ON "slip_read" ("slip_id", "at");
