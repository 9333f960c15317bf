CREATE TABLE "sealed_note" (
    "id" uuid NOT NULL CONSTRAINT "pk_sealed_note" PRIMARY KEY,
    "dispute_id" uuid NOT NULL,
    "account" uuid NOT NULL,
    "kind" text NOT NULL,
    "party" uuid NULL,
    "key" bytea NULL,
    "body" text NULL,
    "at" timestamp with time zone NOT NULL,
    CONSTRAINT "fk_sealed_note_dispute_dispute_id" FOREIGN KEY ("dispute_id") REFERENCES "dispute" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_sealed_note_dispute_id" ON "sealed_note" ("dispute_id");
