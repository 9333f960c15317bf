CREATE TABLE "publication" (
    "id" uuid NOT NULL CONSTRAINT "pk_publication" PRIMARY KEY,
    "kind" text NOT NULL,
    "unit" text NOT NULL,
    "area" text NULL,
    "matter" bigint NULL,
    "stage" text NOT NULL,
    "title" text NULL,
    "words" text NULL,
    "until" date NULL,
    "key" bytea NULL,
    "draft" text NULL,
    "reason" text NULL,
    "drafted_at" timestamp with time zone NOT NULL,
    "changed_at" timestamp with time zone NOT NULL,
    "released_at" timestamp with time zone NULL,
    "head_seq" integer NOT NULL
);

CREATE INDEX "ix_publication_stage_released_at" ON "publication" ("stage", "released_at");

CREATE INDEX "ix_publication_unit_changed_at" ON "publication" ("unit", "changed_at");

CREATE TABLE "publication_fact" (
    "publication_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_publication_fact" PRIMARY KEY ("publication_id", "seq"),
    CONSTRAINT "fk_publication_fact_publication_publication_id" FOREIGN KEY ("publication_id") REFERENCES "publication" ("id") ON DELETE RESTRICT
);

CREATE TABLE "publication_photo" (
    "publication_id" uuid NOT NULL CONSTRAINT "pk_publication_photo" PRIMARY KEY,
    "content_type" text NOT NULL,
    "bytes" bytea NOT NULL,
    "sha256" text NOT NULL,
    "width" integer NOT NULL,
    "height" integer NOT NULL,
    CONSTRAINT "fk_publication_photo_publication_publication_id" FOREIGN KEY ("publication_id") REFERENCES "publication" ("id") ON DELETE RESTRICT
);

CREATE TABLE "subscription" (
    "id" uuid NOT NULL CONSTRAINT "pk_subscription" PRIMARY KEY,
    "area" text NULL,
    "tongue" text NOT NULL,
    "key" bytea NOT NULL,
    "phone" text NULL,
    "email" text NULL,
    "asked_at" timestamp with time zone NOT NULL,
    "confirmed_at" timestamp with time zone NULL
);

CREATE INDEX "ix_subscription_confirmed_at_area" ON "subscription" ("confirmed_at", "area");

-- News to a subscriber is about no matter.
ALTER TABLE "notice" ALTER COLUMN "matter_id" DROP NOT NULL;
