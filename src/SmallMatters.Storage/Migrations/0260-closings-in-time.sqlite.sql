-- What a closing says of time, for the measures of units; and promises by the day on which they fall due.
ALTER TABLE "closing" ADD COLUMN "contact_in_time" INTEGER NULL;

ALTER TABLE "closing" ADD COLUMN "answered_in_time" INTEGER NULL;

CREATE INDEX "ix_promise_due_on" ON "promise" ("due_on");
