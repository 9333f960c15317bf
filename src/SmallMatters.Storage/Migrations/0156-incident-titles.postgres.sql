-- What happened is in the facts of an incident and nowhere else.
UPDATE "register_entry" SET "title" = '' WHERE "register" = 'Incident';
