-- The dispatch catalogue as facts, and matters whose owner units do not agree on.
CREATE TABLE "dispatch_fact" (
    "seq" INTEGER NOT NULL CONSTRAINT "pk_dispatch_fact" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL
);

CREATE TABLE "disagreement" (
    "matter_id" INTEGER NOT NULL CONSTRAINT "pk_disagreement" PRIMARY KEY,
    "body" TEXT NULL,
    CONSTRAINT "fk_disagreement_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
