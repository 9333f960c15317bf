CREATE INDEX "ix_matter_category_stage_id" ON "matter" ("category", "stage", "id");

CREATE INDEX "ix_matter_stage_id" ON "matter" ("stage", "id");
