CREATE TABLE "dispute" (
    "id" BLOB NOT NULL CONSTRAINT "pk_dispute" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "flagged" INTEGER NOT NULL,
    "common_key" BLOB NULL,
    "office" BLOB NOT NULL,
    "office_key" BLOB NULL,
    "opened_at" INTEGER NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "head_seq" INTEGER NOT NULL,
    CONSTRAINT "fk_dispute_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_dispute_matter_id" ON "dispute" ("matter_id");

CREATE UNIQUE INDEX "ix_dispute_open" ON "dispute" ("matter_id") WHERE stage <> 'Ended';

CREATE INDEX "ix_dispute_stage_changed_at" ON "dispute" ("stage", "changed_at");

CREATE TABLE "dispute_person" (
    "id" TEXT NOT NULL CONSTRAINT "pk_dispute_person" PRIMARY KEY,
    "dispute_id" BLOB NOT NULL,
    "party" TEXT NOT NULL,
    "raiser" TEXT NULL,
    "tongue" TEXT NOT NULL,
    "key" BLOB NULL,
    "name" TEXT NULL,
    "phone" TEXT NULL,
    "link_issue" INTEGER NOT NULL,
    "erased" INTEGER NOT NULL,
    CONSTRAINT "fk_dispute_person_dispute_dispute_id" FOREIGN KEY ("dispute_id") REFERENCES "dispute" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_dispute_person_dispute_id" ON "dispute_person" ("dispute_id");

CREATE INDEX "ix_dispute_person_raiser" ON "dispute_person" ("raiser");

CREATE TABLE "dispute_fact" (
    "dispute_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "actor" TEXT NOT NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "hash" BLOB NOT NULL,
    CONSTRAINT "pk_dispute_fact" PRIMARY KEY ("dispute_id", "seq"),
    CONSTRAINT "fk_dispute_fact_dispute_dispute_id" FOREIGN KEY ("dispute_id") REFERENCES "dispute" ("id") ON DELETE RESTRICT
);
