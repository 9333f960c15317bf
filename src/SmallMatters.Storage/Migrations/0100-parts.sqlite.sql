-- Parts of matters that other units were asked for, and what they promised about them.
CREATE TABLE "part" (
    "id" BLOB NOT NULL CONSTRAINT "pk_part" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "due_at" INTEGER NULL,
    "escalated_to" TEXT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "fk_part_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_part_matter_id" ON "part" ("matter_id");

CREATE INDEX "ix_part_unit_state_due_at" ON "part" ("unit", "state", "due_at");

CREATE INDEX "ix_part_owner_state_due_at" ON "part" ("owner", "state", "due_at");

CREATE INDEX "ix_part_escalated_to_due_at" ON "part" ("escalated_to", "due_at") WHERE escalated_to IS NOT NULL;

ALTER TABLE "promise" ADD COLUMN "part" BLOB NULL;
