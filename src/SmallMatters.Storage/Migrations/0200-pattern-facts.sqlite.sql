-- Without row numbers and with random keys: not even the order says when a row was written.
CREATE TABLE "pattern_fact" (
    "id" BLOB NOT NULL CONSTRAINT "pk_pattern_fact" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "building" TEXT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX "ix_pattern_fact_from" ON "pattern_fact" ("from");
