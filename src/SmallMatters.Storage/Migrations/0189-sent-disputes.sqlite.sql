CREATE INDEX "ix_dispute_fact_sent" ON "dispute_fact" ("unit") WHERE type = 'VenueHandOverSent';
