DROP INDEX "ix_matter_inbox";

CREATE INDEX "ix_matter_inbox" ON "matter" ("accountable_unit", "stage", "due_at", "id", "handler", "category", "area", "kind", "last_question", "raised_at", "unit_concerned") WHERE due_at IS NOT NULL;

CREATE INDEX "ix_matter_not_taken" ON "matter" ("accountable_unit", "due_at", "id") WHERE handler IS NULL AND stage = 'Open' AND due_at IS NOT NULL;
