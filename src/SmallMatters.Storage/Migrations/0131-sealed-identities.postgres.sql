-- Who a sealed reporter is, apart from the matter; and every asking to open it.
ALTER TABLE "category" ADD COLUMN "seals_identity" boolean NOT NULL DEFAULT false;

ALTER TABLE "participant" ADD COLUMN "sealed" boolean NOT NULL DEFAULT false;

CREATE TABLE "sealed_identity" (
    "person" uuid NOT NULL CONSTRAINT "pk_sealed_identity" PRIMARY KEY,
    "matter_id" bigint NOT NULL,
    "key_id" text NOT NULL,
    "key" bytea NULL,
    "name" text NULL,
    "phone" text NULL,
    "email" text NULL,
    CONSTRAINT "fk_sealed_identity_participant_person" FOREIGN KEY ("person") REFERENCES "participant" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_sealed_identity_matter_id" ON "sealed_identity" ("matter_id");

CREATE TABLE "identity_opening" (
    "id" uuid NOT NULL CONSTRAINT "pk_identity_opening" PRIMARY KEY,
    "matter_id" bigint NOT NULL,
    "unit" text NOT NULL,
    "state" text NOT NULL,
    "asked_at" timestamp with time zone NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "fk_identity_opening_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_identity_opening_matter_id" ON "identity_opening" ("matter_id");

CREATE INDEX "ix_identity_opening_state_asked_at" ON "identity_opening" ("state", "asked_at");
