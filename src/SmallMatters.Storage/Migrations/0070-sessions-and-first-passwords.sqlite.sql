ALTER TABLE "users" ADD COLUMN "must_change_password" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "ended_session" (
    "id" BLOB NOT NULL CONSTRAINT "pk_ended_session" PRIMARY KEY,
    "session" BLOB NOT NULL,
    "ended_at" INTEGER NOT NULL
);

CREATE INDEX "ix_ended_session_session" ON "ended_session" ("session");

CREATE INDEX "ix_ended_session_ended_at" ON "ended_session" ("ended_at");
