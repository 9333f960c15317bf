-- Who a sealed reporter is, apart from the matter; and every asking to open it.
ALTER TABLE "category" ADD COLUMN "seals_identity" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "participant" ADD COLUMN "sealed" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "sealed_identity" (
    "person" TEXT NOT NULL CONSTRAINT "pk_sealed_identity" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "key_id" TEXT NOT NULL,
    "key" BLOB NULL,
    "name" TEXT NULL,
    "phone" TEXT NULL,
    "email" TEXT NULL,
    CONSTRAINT "fk_sealed_identity_participant_person" FOREIGN KEY ("person") REFERENCES "participant" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_sealed_identity_matter_id" ON "sealed_identity" ("matter_id");

CREATE TABLE "identity_opening" (
    "id" BLOB NOT NULL CONSTRAINT "pk_identity_opening" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "asked_at" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "fk_identity_opening_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_identity_opening_matter_id" ON "identity_opening" ("matter_id");

CREATE INDEX "ix_identity_opening_state_asked_at" ON "identity_opening" ("state", "asked_at");
