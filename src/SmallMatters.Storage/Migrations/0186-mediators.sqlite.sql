CREATE TABLE "mediator" (
    "unit" TEXT NOT NULL,
    "account_id" BLOB NOT NULL,
    "appointed_by" TEXT NOT NULL,
    "letter" TEXT NOT NULL,
    "from_on" TEXT NOT NULL,
    "to_on" TEXT NOT NULL,
    "fields" TEXT NOT NULL,
    "trained_on" TEXT NULL,
    "languages" TEXT NOT NULL,
    "days" TEXT NOT NULL,
    "changed_by" BLOB NOT NULL,
    "changed_at" INTEGER NOT NULL,
    CONSTRAINT "pk_mediator" PRIMARY KEY ("unit", "account_id")
);

ALTER TABLE "dispute" ADD COLUMN "mediator" BLOB NULL;

CREATE INDEX "ix_dispute_mediator" ON "dispute" ("mediator");
