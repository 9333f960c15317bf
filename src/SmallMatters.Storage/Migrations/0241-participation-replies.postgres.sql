-- What residents give to a consultation, a meeting or a task: sealed, with the mark of a contact and no name.
CREATE TABLE "participation_reply" (
    "id" uuid NOT NULL CONSTRAINT "pk_participation_reply" PRIMARY KEY,
    "about" uuid NOT NULL,
    "kind" text NOT NULL,
    "tongue" text NOT NULL,
    "key" bytea NOT NULL,
    "body" text NOT NULL,
    "phone" text NULL,
    "email" text NULL,
    "mark" text NULL,
    "on_paper" boolean NOT NULL,
    "themes" text NULL,
    "choice" integer NULL,
    "asked_at" timestamp with time zone NOT NULL,
    "confirmed_at" timestamp with time zone NULL,
    "reminded" boolean NOT NULL
);
CREATE UNIQUE INDEX "ix_participation_reply_about_mark" ON "participation_reply" ("about", "mark");
CREATE INDEX "ix_participation_reply_about_id" ON "participation_reply" ("about", "id");
CREATE INDEX "ix_participation_reply_asked_at" ON "participation_reply" ("asked_at") WHERE confirmed_at IS NULL;
