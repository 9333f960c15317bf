-- Systems that matters are passed on from by file, each transfer from and to them, and the numbers that they gave to matters.
CREATE TABLE "counterpart" (
    "code" TEXT NOT NULL CONSTRAINT "pk_counterpart" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "key_id" BLOB NOT NULL,
    "sealed_key" TEXT NOT NULL,
    "key_since" INTEGER NOT NULL,
    "ended_at" INTEGER NULL
);

CREATE TABLE "transfer" (
    "id" BLOB NOT NULL CONSTRAINT "pk_transfer" PRIMARY KEY,
    "counterpart" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT NULL,
    "at" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "fates" TEXT NOT NULL,
    "answered_at" INTEGER NULL
);

CREATE UNIQUE INDEX "ix_transfer_counterpart_kind_sequence" ON "transfer" ("counterpart", "kind", "sequence");

CREATE TABLE "transferred_matter" (
    "counterpart" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "matter_id" INTEGER NOT NULL,
    "told" INTEGER NULL,
    CONSTRAINT "pk_transferred_matter" PRIMARY KEY ("counterpart", "number"),
    CONSTRAINT "fk_transferred_matter_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_transferred_matter_matter_id" ON "transferred_matter" ("matter_id");
