-- Staff look for a matter by the number that the system gave it which passed it on.
CREATE INDEX "ix_transferred_matter_number" ON "transferred_matter" ("number");
