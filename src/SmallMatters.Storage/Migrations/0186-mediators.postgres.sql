CREATE TABLE "mediator" (
    "unit" text NOT NULL,
    "account_id" uuid NOT NULL,
    "appointed_by" text NOT NULL,
    "letter" text NOT NULL,
    "from_on" date NOT NULL,
    "to_on" date NOT NULL,
    "fields" text NOT NULL,
    "trained_on" date NULL,
    "languages" text NOT NULL,
    "days" text NOT NULL,
    "changed_by" uuid NOT NULL,
    "changed_at" timestamp with time zone NOT NULL,
    CONSTRAINT "pk_mediator" PRIMARY KEY ("unit", "account_id")
);

ALTER TABLE "dispute" ADD COLUMN "mediator" uuid NULL;

CREATE INDEX "ix_dispute_mediator" ON "dispute" ("mediator");
