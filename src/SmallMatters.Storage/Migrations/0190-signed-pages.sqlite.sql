CREATE TABLE "signed_page" (
    "dispute_id" BLOB NOT NULL,
    "sha256" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "original" BLOB NULL,
    "clean" BLOB NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_signed_page" PRIMARY KEY ("dispute_id", "sha256"),
    CONSTRAINT "fk_signed_page_dispute_dispute_id" FOREIGN KEY ("dispute_id") REFERENCES "dispute" ("id") ON DELETE RESTRICT
);
