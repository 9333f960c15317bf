-- What residents give to a consultation, a meeting or a task: sealed, with the mark of a contact and no name.
CREATE TABLE "participation_reply" (
    "id" BLOB NOT NULL CONSTRAINT "pk_participation_reply" PRIMARY KEY,
    "about" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "tongue" TEXT NOT NULL,
    "key" BLOB NOT NULL,
    "body" TEXT NOT NULL,
    "phone" TEXT NULL,
    "email" TEXT NULL,
    "mark" TEXT NULL,
    "on_paper" INTEGER NOT NULL,
    "themes" TEXT NULL,
    "choice" INTEGER NULL,
    "asked_at" INTEGER NOT NULL,
    "confirmed_at" INTEGER NULL,
    "reminded" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ix_participation_reply_about_mark" ON "participation_reply" ("about", "mark");
CREATE INDEX "ix_participation_reply_about_id" ON "participation_reply" ("about", "id");
CREATE INDEX "ix_participation_reply_asked_at" ON "participation_reply" ("asked_at") WHERE confirmed_at IS NULL;
