-- How many were erased is asked every quarter of a minute, so that the write-ahead log forgets them soon.
CREATE INDEX "ix_participant_erased" ON "participant" ("erased") WHERE erased;
