-- What residents ask of their own data, with the clock of its answer.
CREATE TABLE "right_request" (
    "id" uuid NOT NULL CONSTRAINT "pk_right_request" PRIMARY KEY,
    "matter_id" bigint NOT NULL,
    "unit" text NOT NULL,
    "kind" text NOT NULL,
    "state" text NOT NULL,
    "due_at" timestamp with time zone NULL,
    "escalated_to" text NULL,
    "body" text NOT NULL,
    CONSTRAINT "fk_right_request_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_right_request_matter_id" ON "right_request" ("matter_id");

CREATE INDEX "ix_right_request_unit_state_due_at" ON "right_request" ("unit", "state", "due_at");

CREATE INDEX "ix_right_request_escalated_to_due_at" ON "right_request" ("escalated_to", "due_at") WHERE escalated_to IS NOT NULL;
