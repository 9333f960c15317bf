-- A person's notices in their order, and all of them when the person is erased.
CREATE INDEX "ix_notice_to_at" ON "notice" ("to", "at");

-- Whether a matter's head is named by a checkpoint already.
CREATE INDEX "ix_checkpoint_leaf_matter_id_seq" ON "checkpoint_leaf" ("matter_id", "seq");
