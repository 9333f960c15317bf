CREATE TABLE import_run (
    id text NOT NULL,
    source text NOT NULL,
    state text NOT NULL,
    rows_done integer NOT NULL,
    imported integer NOT NULL,
    already_there integer NOT NULL,
    refused integer NOT NULL,
    notes text NOT NULL,
    rejects_bytes bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_import_run PRIMARY KEY (id)
);

