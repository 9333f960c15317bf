CREATE INDEX "ix_dispute_person_erased" ON "dispute_person" ("erased") WHERE erased;
