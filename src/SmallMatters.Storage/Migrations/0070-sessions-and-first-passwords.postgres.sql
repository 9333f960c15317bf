ALTER TABLE users ADD COLUMN must_change_password boolean NOT NULL DEFAULT FALSE;

CREATE TABLE ended_session (
    id uuid NOT NULL,
    session uuid NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_ended_session PRIMARY KEY (id)
);

CREATE INDEX ix_ended_session_session ON ended_session (session);

CREATE INDEX ix_ended_session_ended_at ON ended_session (ended_at);
