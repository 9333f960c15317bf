-- What the retention rules removed and when, and what is kept from them with a reason.
CREATE TABLE "retention_trace" (
    "id" BLOB NOT NULL CONSTRAINT "pk_retention_trace" PRIMARY KEY,
    "rule" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "before" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL,
    "held" INTEGER NOT NULL
);

CREATE TABLE "legal_hold" (
    "id" BLOB NOT NULL CONSTRAINT "pk_legal_hold" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "by" BLOB NOT NULL,
    "unit" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    "ended_by" BLOB NULL,
    CONSTRAINT "fk_legal_hold_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_legal_hold_matter_id" ON "legal_hold" ("matter_id");
