-- Verdicts whose residents agreed that staff learn from them, and their words as a lesson shows them, sealed: the row goes when they are
-- taken back.
CREATE TABLE "lesson_source" (
    "id" BLOB NOT NULL CONSTRAINT "pk_lesson_source" PRIMARY KEY,
    "person" TEXT NOT NULL,
    "nth" INTEGER NOT NULL,
    "matter_id" INTEGER NOT NULL,
    "agreed_at" INTEGER NOT NULL,
    "lesson" BLOB NULL,
    "category" TEXT NULL,
    "key" BLOB NULL,
    "words" TEXT NULL,
    CONSTRAINT "fk_lesson_source_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_lesson_source_person_nth" ON "lesson_source" ("person", "nth");
CREATE UNIQUE INDEX "ix_lesson_source_lesson" ON "lesson_source" ("lesson");
CREATE INDEX "ix_lesson_source_matter_id" ON "lesson_source" ("matter_id");
CREATE INDEX "ix_lesson_source_agreed_at" ON "lesson_source" ("agreed_at") WHERE lesson IS NULL;
