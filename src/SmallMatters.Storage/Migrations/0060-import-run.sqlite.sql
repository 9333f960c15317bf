CREATE TABLE import_run (
    id TEXT NOT NULL CONSTRAINT pk_import_run PRIMARY KEY,
    source TEXT NOT NULL,
    state TEXT NOT NULL,
    rows_done INTEGER NOT NULL,
    imported INTEGER NOT NULL,
    already_there INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    notes TEXT NOT NULL,
    rejects_bytes INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
);
