-- Without row numbers, which would keep the order in which people wrote.
-- Sentences that handlers write after following a matter from the resident's side: who wrote one is not kept; and closings by unit.
CREATE TABLE "swap_sentence" (
    "id" BLOB NOT NULL CONSTRAINT "pk_swap_sentence" PRIMARY KEY,
    "unit" TEXT NOT NULL,
    "quarter" TEXT NOT NULL,
    "words" TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX "ix_swap_sentence_unit_quarter" ON "swap_sentence" ("unit", "quarter");

CREATE TABLE "swap_done" (
    "mark" TEXT NOT NULL CONSTRAINT "pk_swap_done" PRIMARY KEY
) WITHOUT ROWID;

CREATE INDEX "ix_closing_unit_closed_at" ON "closing" ("unit", "closed_at");
