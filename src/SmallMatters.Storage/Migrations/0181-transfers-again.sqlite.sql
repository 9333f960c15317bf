-- What went out, so that the same file can be fetched again, and who fetched it when. The answers are ciphertext.
ALTER TABLE "transfer" ADD COLUMN "cover" TEXT NULL;
ALTER TABLE "transfer" ADD COLUMN "signature" TEXT NULL;
ALTER TABLE "transfer" ADD COLUMN "body" TEXT NULL;

CREATE TABLE "transfer_fetch" (
    "id" BLOB NOT NULL CONSTRAINT "pk_transfer_fetch" PRIMARY KEY,
    "transfer_id" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    "account" BLOB NULL,
    CONSTRAINT "fk_transfer_fetch_transfer_transfer_id" FOREIGN KEY ("transfer_id") REFERENCES "transfer" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_transfer_fetch_transfer_id" ON "transfer_fetch" ("transfer_id");
