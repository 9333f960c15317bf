CREATE TABLE "api_key" (
    "id" BLOB NOT NULL CONSTRAINT "pk_api_key" PRIMARY KEY,
    "client" TEXT NOT NULL,
    "hash" BLOB NOT NULL,
    "issued_at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL
);

CREATE TABLE "audit_entry" (
    "id" BLOB NOT NULL CONSTRAINT "pk_audit_entry" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "by" BLOB NULL,
    "by_name" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "about" BLOB NULL,
    "about_name" TEXT NOT NULL,
    "old" TEXT NULL,
    "new" TEXT NULL
);

CREATE TABLE "site_key" (
    "id" BLOB NOT NULL CONSTRAINT "pk_site_key" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "xml" TEXT NOT NULL
);

CREATE UNIQUE INDEX "ix_api_key_hash" ON "api_key" ("hash");

CREATE INDEX "ix_audit_entry_about" ON "audit_entry" ("about");

-- Append-only, whoever asks.
CREATE TRIGGER audit_entry_not_changed BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only ever added to');
END;

CREATE TRIGGER audit_entry_not_removed BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only ever added to');
END;
