-- Which unit opened a resident's data, for what, and when first on that day.
CREATE TABLE "access_receipt" (
    "matter_id" INTEGER NOT NULL,
    "account" BLOB NOT NULL,
    "unit" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_access_receipt" PRIMARY KEY ("matter_id", "account", "unit", "purpose", "day"),
    CONSTRAINT "fk_access_receipt_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
