-- Where partners' systems are told of their parts, with which secrets, and what waits to be told.
CREATE TABLE "webhook_subscription" (
    "partner" TEXT NOT NULL CONSTRAINT "pk_webhook_subscription" PRIMARY KEY,
    "url" TEXT NOT NULL,
    "since" INTEGER NOT NULL,
    "ended_at" INTEGER NULL
);

CREATE TABLE "webhook_secret" (
    "id" BLOB NOT NULL CONSTRAINT "pk_webhook_secret" PRIMARY KEY,
    "partner" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "made_at" INTEGER NOT NULL,
    "until" INTEGER NULL
);

CREATE INDEX "ix_webhook_secret_partner" ON "webhook_secret" ("partner");

CREATE TABLE "webhook_message" (
    "id" BLOB NOT NULL CONSTRAINT "pk_webhook_message" PRIMARY KEY,
    "partner" TEXT NOT NULL,
    "matter_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "next_try_at" INTEGER NULL,
    "tries" INTEGER NOT NULL,
    "last_error" TEXT NULL,
    "sent_at" INTEGER NULL,
    CONSTRAINT "fk_webhook_message_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_webhook_message_next_try_at" ON "webhook_message" ("next_try_at");

CREATE INDEX "ix_webhook_message_matter_id_partner_state_seq" ON "webhook_message" ("matter_id", "partner", "state", "seq");

CREATE INDEX "ix_webhook_message_state_at" ON "webhook_message" ("state", "at");
