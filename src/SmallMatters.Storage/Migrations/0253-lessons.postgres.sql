-- Verdicts whose residents agreed that staff learn from them, and their words as a lesson shows them, sealed: the row goes when they are
-- taken back.
CREATE TABLE "lesson_source" (
    "id" uuid NOT NULL CONSTRAINT "pk_lesson_source" PRIMARY KEY,
    "person" uuid NOT NULL,
    "nth" integer NOT NULL,
    "matter_id" bigint NOT NULL,
    "agreed_at" timestamp with time zone NOT NULL,
    "lesson" uuid NULL,
    "category" text NULL,
    "key" bytea NULL,
    "words" text NULL,
    CONSTRAINT "fk_lesson_source_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_lesson_source_person_nth" ON "lesson_source" ("person", "nth");
CREATE UNIQUE INDEX "ix_lesson_source_lesson" ON "lesson_source" ("lesson");
CREATE INDEX "ix_lesson_source_matter_id" ON "lesson_source" ("matter_id");
CREATE INDEX "ix_lesson_source_agreed_at" ON "lesson_source" ("agreed_at") WHERE lesson IS NULL;
