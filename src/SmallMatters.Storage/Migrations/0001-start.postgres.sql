CREATE TABLE area (
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    intake_unit text NOT NULL,
    shape text,
    CONSTRAINT pk_area PRIMARY KEY (code)
);

CREATE TABLE category (
    code text NOT NULL,
    position integer NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    group_zh text NOT NULL,
    group_en text NOT NULL,
    hint_zh text NOT NULL,
    hint_en text NOT NULL,
    clock_rule text NOT NULL,
    public_space boolean NOT NULL,
    kind text NOT NULL,
    third_time_n integer NOT NULL,
    offered boolean NOT NULL,
    questions text,
    CONSTRAINT pk_category PRIMARY KEY (code)
);

CREATE TABLE checkpoint (
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    up_to timestamp with time zone NOT NULL,
    leaves integer NOT NULL,
    root bytea NOT NULL,
    signature bytea NOT NULL,
    key_name text NOT NULL,
    CONSTRAINT pk_checkpoint PRIMARY KEY (number)
);

CREATE TABLE checkpoint_leaf (
    checkpoint integer NOT NULL,
    matter_id bigint NOT NULL,
    seq integer NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT pk_checkpoint_leaf PRIMARY KEY (checkpoint, matter_id)
);

CREATE TABLE matter (
    id bigint NOT NULL,
    number bigint NOT NULL,
    kind text NOT NULL,
    origin text NOT NULL,
    channel text NOT NULL,
    category text NOT NULL,
    area text NOT NULL,
    stage text NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    owner_unit text NOT NULL,
    accountable_unit text NOT NULL,
    assigned_by text NOT NULL,
    handler uuid,
    unit_concerned text,
    due_at timestamp with time zone,
    promised_on date,
    provisional boolean NOT NULL,
    asked_unit text,
    hand_over text,
    reopenings integer NOT NULL,
    internal_review_used boolean NOT NULL,
    last_question text,
    affected integer NOT NULL,
    outcome_code text,
    outcome text,
    closed_at timestamp with time zone,
    settled_at timestamp with time zone,
    settled_by text,
    review_unit text,
    review_cause text,
    verdict text,
    verdict_informed text,
    verdict_fair text,
    verdict_promise_kept text,
    verdict_solved text,
    title text,
    description text,
    place_text text,
    place_key text,
    latitude double precision,
    longitude double precision,
    cell bigint,
    external_number text,
    public_text text,
    escalated_to text,
    head_seq integer NOT NULL,
    head_hash bytea NOT NULL,
    CONSTRAINT pk_matter PRIMARY KEY (id)
);

CREATE TABLE photo (
    id uuid NOT NULL,
    matter_id bigint,
    of uuid,
    at timestamp with time zone NOT NULL,
    content_type text NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    original_hash text NOT NULL,
    bytes bytea,
    CONSTRAINT pk_photo PRIMARY KEY (id)
);

CREATE TABLE routing_rule (
    id integer NOT NULL,
    category text NOT NULL,
    area text,
    unit text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT pk_routing_rule PRIMARY KEY (id)
);

CREATE TABLE setting (
    name text NOT NULL,
    value text NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (name)
);

CREATE TABLE submission (
    key bytea NOT NULL,
    matter_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_submission PRIMARY KEY (key)
);

CREATE TABLE unit (
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    parent text,
    reviews boolean NOT NULL,
    fallback boolean NOT NULL,
    CONSTRAINT pk_unit PRIMARY KEY (code)
);

CREATE TABLE users (
    id uuid NOT NULL,
    display_name text NOT NULL,
    tongue text NOT NULL,
    closed_at timestamp with time zone,
    user_name character varying(256),
    normalized_user_name character varying(256),
    email character varying(256),
    normalized_email character varying(256),
    email_confirmed boolean NOT NULL,
    password_hash text,
    security_stamp text,
    concurrency_stamp text,
    phone_number character varying(256),
    phone_number_confirmed boolean NOT NULL,
    two_factor_enabled boolean NOT NULL,
    lockout_end timestamp with time zone,
    lockout_enabled boolean NOT NULL,
    access_failed_count integer NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (id)
);

CREATE TABLE history (
    matter_id bigint NOT NULL,
    seq integer NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    unit text,
    type text NOT NULL,
    body text NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT pk_history PRIMARY KEY (matter_id, seq),
    CONSTRAINT fk_history_matter_matter_id FOREIGN KEY (matter_id) REFERENCES matter (id) ON DELETE RESTRICT
);

CREATE TABLE matter_clock (
    id uuid NOT NULL,
    matter_id bigint NOT NULL,
    purpose text NOT NULL,
    unit text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    next_look_at timestamp with time zone,
    provisional boolean NOT NULL,
    body text NOT NULL,
    CONSTRAINT pk_matter_clock PRIMARY KEY (id),
    CONSTRAINT fk_matter_clock_matter_matter_id FOREIGN KEY (matter_id) REFERENCES matter (id) ON DELETE RESTRICT
);

CREATE TABLE notice (
    id uuid NOT NULL,
    matter_id bigint NOT NULL,
    "to" uuid NOT NULL,
    template text NOT NULL,
    words text,
    at timestamp with time zone NOT NULL,
    state text NOT NULL,
    next_try_at timestamp with time zone,
    tries integer NOT NULL,
    last_error text,
    sent_at timestamp with time zone,
    sent_by text,
    CONSTRAINT pk_notice PRIMARY KEY (id),
    CONSTRAINT fk_notice_matter_matter_id FOREIGN KEY (matter_id) REFERENCES matter (id) ON DELETE RESTRICT
);

CREATE TABLE participant (
    id uuid NOT NULL,
    matter_id bigint NOT NULL,
    role text NOT NULL,
    tongue text NOT NULL,
    reachable boolean NOT NULL,
    erased boolean NOT NULL,
    key bytea,
    name text,
    phone text,
    email text,
    link_issue integer NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_participant PRIMARY KEY (id),
    CONSTRAINT fk_participant_matter_matter_id FOREIGN KEY (matter_id) REFERENCES matter (id) ON DELETE RESTRICT
);

CREATE TABLE promise (
    id uuid NOT NULL,
    matter_id bigint NOT NULL,
    unit text NOT NULL,
    what text NOT NULL,
    due_on date NOT NULL,
    follow_on boolean NOT NULL,
    state text NOT NULL,
    changes integer NOT NULL,
    CONSTRAINT pk_promise PRIMARY KEY (id),
    CONSTRAINT fk_promise_matter_matter_id FOREIGN KEY (matter_id) REFERENCES matter (id) ON DELETE RESTRICT
);

CREATE TABLE question (
    id uuid NOT NULL,
    matter_id bigint NOT NULL,
    text text NOT NULL,
    asked_by uuid NOT NULL,
    state text NOT NULL,
    CONSTRAINT pk_question PRIMARY KEY (id),
    CONSTRAINT fk_question_matter_matter_id FOREIGN KEY (matter_id) REFERENCES matter (id) ON DELETE RESTRICT
);

CREATE TABLE appointment (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    unit text NOT NULL,
    role text NOT NULL,
    area text,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT pk_appointment PRIMARY KEY (id),
    CONSTRAINT fk_appointment_users_account_id FOREIGN KEY (account_id) REFERENCES users (id) ON DELETE RESTRICT
);

CREATE TABLE user_claims (
    id integer GENERATED BY DEFAULT AS IDENTITY,
    user_id uuid NOT NULL,
    claim_type text,
    claim_value text,
    CONSTRAINT pk_user_claims PRIMARY KEY (id),
    CONSTRAINT fk_user_claims_users_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE user_logins (
    login_provider character varying(128) NOT NULL,
    provider_key character varying(128) NOT NULL,
    provider_display_name text,
    user_id uuid NOT NULL,
    CONSTRAINT pk_user_logins PRIMARY KEY (login_provider, provider_key),
    CONSTRAINT fk_user_logins_users_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE user_passkeys (
    credential_id bytea NOT NULL,
    user_id uuid NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT pk_user_passkeys PRIMARY KEY (credential_id),
    CONSTRAINT fk_user_passkeys_users_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE user_tokens (
    user_id uuid NOT NULL,
    login_provider character varying(128) NOT NULL,
    name character varying(128) NOT NULL,
    value text,
    CONSTRAINT pk_user_tokens PRIMARY KEY (user_id, login_provider, name),
    CONSTRAINT fk_user_tokens_users_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_appointment_account_id ON appointment (account_id);

CREATE INDEX ix_appointment_unit ON appointment (unit);

CREATE INDEX ix_matter_area_category_stage_id ON matter (area, category, stage, id);

CREATE INDEX ix_matter_area_stage_id ON matter (area, stage, id);

CREATE INDEX ix_matter_asked_unit_due_at_id ON matter (asked_unit, due_at, id) WHERE asked_unit IS NOT NULL;

CREATE INDEX ix_matter_category_id ON matter (category, id);

CREATE INDEX ix_matter_cell_stage ON matter (cell, stage);

CREATE INDEX ix_matter_changed_at ON matter (changed_at);

CREATE INDEX ix_matter_escalated_to_due_at_id ON matter (escalated_to, due_at, id) WHERE escalated_to IS NOT NULL;

CREATE INDEX ix_matter_handler_stage_due_at_id ON matter (handler, stage, due_at, id) WHERE handler IS NOT NULL;

CREATE INDEX ix_matter_inbox ON matter (accountable_unit, stage, due_at, id, handler, category, area, kind, last_question, raised_at) WHERE due_at IS NOT NULL;

CREATE UNIQUE INDEX ix_matter_number ON matter (number);

CREATE INDEX ix_matter_owner_unit_stage_id ON matter (owner_unit, stage, id);

CREATE INDEX ix_matter_place_key_stage ON matter (place_key, stage);

CREATE INDEX ix_matter_clock_matter_id ON matter_clock (matter_id);

CREATE INDEX ix_matter_clock_next_look_at ON matter_clock (next_look_at);

CREATE INDEX ix_matter_clock_provisional ON matter_clock (provisional);

CREATE INDEX ix_notice_matter_id ON notice (matter_id);

CREATE INDEX ix_notice_next_try_at ON notice (next_try_at);

CREATE INDEX ix_notice_state_at ON notice (state, at);

CREATE INDEX ix_participant_matter_id ON participant (matter_id);

CREATE INDEX ix_photo_at ON photo (at);

CREATE INDEX ix_photo_matter_id ON photo (matter_id);

CREATE INDEX ix_promise_matter_id ON promise (matter_id);

CREATE INDEX ix_promise_unit_state_due_on ON promise (unit, state, due_on);

CREATE INDEX ix_question_matter_id ON question (matter_id);

CREATE INDEX ix_user_claims_user_id ON user_claims (user_id);

CREATE INDEX ix_user_logins_user_id ON user_logins (user_id);

CREATE INDEX ix_user_passkeys_user_id ON user_passkeys (user_id);

CREATE INDEX email_index ON users (normalized_email);

CREATE UNIQUE INDEX user_name_index ON users (normalized_user_name);

-- Pairs of characters and whole words; see Search/Bigrams.cs.
CREATE TABLE matter_search (
    matter_id bigint NOT NULL CONSTRAINT pk_matter_search PRIMARY KEY,
    grams tsvector NOT NULL
);

CREATE INDEX ix_matter_search_grams ON matter_search USING gin (grams);
