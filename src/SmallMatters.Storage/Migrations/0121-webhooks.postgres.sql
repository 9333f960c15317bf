-- Where partners' systems are told of their parts, with which secrets, and what waits to be told.
CREATE TABLE "webhook_subscription" (
    "partner" text NOT NULL CONSTRAINT "pk_webhook_subscription" PRIMARY KEY,
    "url" text NOT NULL,
    "since" timestamp with time zone NOT NULL,
    "ended_at" timestamp with time zone NULL
);

CREATE TABLE "webhook_secret" (
    "id" uuid NOT NULL CONSTRAINT "pk_webhook_secret" PRIMARY KEY,
    "partner" text NOT NULL,
    "sealed" text NOT NULL,
    "made_at" timestamp with time zone NOT NULL,
    "until" timestamp with time zone NULL
);

CREATE INDEX "ix_webhook_secret_partner" ON "webhook_secret" ("partner");

CREATE TABLE "webhook_message" (
    "id" uuid NOT NULL CONSTRAINT "pk_webhook_message" PRIMARY KEY,
    "partner" text NOT NULL,
    "matter_id" bigint NOT NULL,
    "seq" integer NOT NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "state" text NOT NULL,
    "next_try_at" timestamp with time zone NULL,
    "tries" integer NOT NULL,
    "last_error" text NULL,
    "sent_at" timestamp with time zone NULL,
    CONSTRAINT "fk_webhook_message_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_webhook_message_next_try_at" ON "webhook_message" ("next_try_at");

CREATE INDEX "ix_webhook_message_matter_id_partner_state_seq" ON "webhook_message" ("matter_id", "partner", "state", "seq");

CREATE INDEX "ix_webhook_message_state_at" ON "webhook_message" ("state", "at");
