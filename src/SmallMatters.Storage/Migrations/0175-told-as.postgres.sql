-- Where a matter stood when its counterpart was told of it, so that only what it is told of is told again.
ALTER TABLE "transferred_matter" ADD COLUMN "told_as" text NULL;
