CREATE TABLE api_key (
    id uuid NOT NULL,
    client text NOT NULL,
    hash bytea NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT pk_api_key PRIMARY KEY (id)
);

CREATE TABLE audit_entry (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    by uuid,
    by_name text NOT NULL,
    what text NOT NULL,
    about uuid,
    about_name text NOT NULL,
    old text,
    new text,
    CONSTRAINT pk_audit_entry PRIMARY KEY (id)
);

CREATE TABLE site_key (
    id uuid NOT NULL,
    name text NOT NULL,
    xml text NOT NULL,
    CONSTRAINT pk_site_key PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_api_key_hash ON api_key (hash);

CREATE INDEX ix_audit_entry_about ON audit_entry (about);

-- Append-only, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is only ever added to';
END;
$$;

CREATE TRIGGER audit_entry_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
