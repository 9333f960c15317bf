-- The dispatch catalogue as facts, and matters whose owner units do not agree on.
CREATE TABLE "dispatch_fact" (
    "seq" integer NOT NULL CONSTRAINT "pk_dispatch_fact" PRIMARY KEY,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL
);

CREATE TABLE "disagreement" (
    "matter_id" bigint NOT NULL CONSTRAINT "pk_disagreement" PRIMARY KEY,
    "body" text NULL,
    CONSTRAINT "fk_disagreement_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
