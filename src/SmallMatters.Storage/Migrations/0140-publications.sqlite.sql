CREATE TABLE "publication" (
    "id" BLOB NOT NULL CONSTRAINT "pk_publication" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "area" TEXT NULL,
    "matter" INTEGER NULL,
    "stage" TEXT NOT NULL,
    "title" TEXT NULL,
    "words" TEXT NULL,
    "until" TEXT NULL,
    "key" BLOB NULL,
    "draft" TEXT NULL,
    "reason" TEXT NULL,
    "drafted_at" INTEGER NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "released_at" INTEGER NULL,
    "head_seq" INTEGER NOT NULL
);

CREATE INDEX "ix_publication_stage_released_at" ON "publication" ("stage", "released_at");

CREATE INDEX "ix_publication_unit_changed_at" ON "publication" ("unit", "changed_at");

CREATE TABLE "publication_fact" (
    "publication_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_publication_fact" PRIMARY KEY ("publication_id", "seq"),
    CONSTRAINT "fk_publication_fact_publication_publication_id" FOREIGN KEY ("publication_id") REFERENCES "publication" ("id") ON DELETE RESTRICT
);

CREATE TABLE "publication_photo" (
    "publication_id" BLOB NOT NULL CONSTRAINT "pk_publication_photo" PRIMARY KEY,
    "content_type" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,
    "sha256" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    CONSTRAINT "fk_publication_photo_publication_publication_id" FOREIGN KEY ("publication_id") REFERENCES "publication" ("id") ON DELETE RESTRICT
);

CREATE TABLE "subscription" (
    "id" BLOB NOT NULL CONSTRAINT "pk_subscription" PRIMARY KEY,
    "area" TEXT NULL,
    "tongue" TEXT NOT NULL,
    "key" BLOB NOT NULL,
    "phone" TEXT NULL,
    "email" TEXT NULL,
    "asked_at" INTEGER NOT NULL,
    "confirmed_at" INTEGER NULL
);

CREATE INDEX "ix_subscription_confirmed_at_area" ON "subscription" ("confirmed_at", "area");

-- News to a subscriber is about no matter; SQLite takes a NOT NULL away only by making the table anew.
CREATE TABLE "notice_anew" (
    "id" BLOB NOT NULL CONSTRAINT "pk_notice" PRIMARY KEY,
    "matter_id" INTEGER NULL,
    "to" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "words" TEXT NULL,
    "at" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "next_try_at" INTEGER NULL,
    "tries" INTEGER NOT NULL,
    "last_error" TEXT NULL,
    "sent_at" INTEGER NULL,
    "sent_by" TEXT NULL,
    CONSTRAINT "fk_notice_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

INSERT INTO "notice_anew" ("id", "matter_id", "to", "template", "words", "at", "state", "next_try_at", "tries", "last_error", "sent_at", "sent_by")
SELECT "id", "matter_id", "to", "template", "words", "at", "state", "next_try_at", "tries", "last_error", "sent_at", "sent_by" FROM "notice";

DROP TABLE "notice";

ALTER TABLE "notice_anew" RENAME TO "notice";

CREATE INDEX "ix_notice_matter_id" ON "notice" ("matter_id");

CREATE INDEX "ix_notice_next_try_at" ON "notice" ("next_try_at");

CREATE INDEX "ix_notice_state_at" ON "notice" ("state", "at");

CREATE INDEX "ix_notice_to_at" ON "notice" ("to", "at");
