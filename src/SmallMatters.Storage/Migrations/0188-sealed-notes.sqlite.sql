CREATE TABLE "sealed_note" (
    "id" BLOB NOT NULL CONSTRAINT "pk_sealed_note" PRIMARY KEY,
    "dispute_id" BLOB NOT NULL,
    "account" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "party" TEXT NULL,
    "key" BLOB NULL,
    "body" TEXT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_sealed_note_dispute_dispute_id" FOREIGN KEY ("dispute_id") REFERENCES "dispute" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_sealed_note_dispute_id" ON "sealed_note" ("dispute_id");
