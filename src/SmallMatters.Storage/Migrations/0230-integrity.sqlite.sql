-- What is kept to check records: digests of where verdicts came from under a key that goes with its month, and what auditors said.
CREATE TABLE "mark_key" (
    "month" INTEGER NOT NULL CONSTRAINT "pk_mark_key" PRIMARY KEY,
    "key" BLOB NOT NULL
);

CREATE TABLE "verdict_mark" (
    "id" BLOB NOT NULL CONSTRAINT "pk_verdict_mark" PRIMARY KEY,
    "unit" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "device" BLOB NOT NULL,
    "words" BLOB NULL
);
CREATE INDEX "ix_verdict_mark_month" ON "verdict_mark" ("month");

CREATE TABLE "integrity_fact" (
    "seq" INTEGER NOT NULL CONSTRAINT "pk_integrity_fact" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "about" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL
);
CREATE INDEX "ix_integrity_fact_about" ON "integrity_fact" ("about");
