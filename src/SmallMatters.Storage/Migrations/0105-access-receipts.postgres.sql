-- Which unit opened a resident's data, for what, and when first on that day.
CREATE TABLE "access_receipt" (
    "matter_id" bigint NOT NULL,
    "account" uuid NOT NULL,
    "unit" text NOT NULL,
    "purpose" text NOT NULL,
    "day" date NOT NULL,
    "at" timestamp with time zone NOT NULL,
    CONSTRAINT "pk_access_receipt" PRIMARY KEY ("matter_id", "account", "unit", "purpose", "day"),
    CONSTRAINT "fk_access_receipt_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
