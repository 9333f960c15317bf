-- Sentences that handlers write after following a matter from the resident's side: who wrote one is not kept; and closings by unit.
CREATE TABLE "swap_sentence" (
    "id" bytea NOT NULL CONSTRAINT "pk_swap_sentence" PRIMARY KEY,
    "unit" text NOT NULL,
    "quarter" text NOT NULL,
    "words" text NOT NULL
);
CREATE INDEX "ix_swap_sentence_unit_quarter" ON "swap_sentence" ("unit", "quarter");

CREATE TABLE "swap_done" (
    "mark" text NOT NULL CONSTRAINT "pk_swap_done" PRIMARY KEY
);

CREATE INDEX "ix_closing_unit_closed_at" ON "closing" ("unit", "closed_at");
