CREATE TABLE "signed_page" (
    "dispute_id" uuid NOT NULL,
    "sha256" text NOT NULL,
    "media_type" text NOT NULL,
    "original" bytea NULL,
    "clean" bytea NULL,
    "at" timestamp with time zone NOT NULL,
    CONSTRAINT "pk_signed_page" PRIMARY KEY ("dispute_id", "sha256"),
    CONSTRAINT "fk_signed_page_dispute_dispute_id" FOREIGN KEY ("dispute_id") REFERENCES "dispute" ("id") ON DELETE RESTRICT
);
