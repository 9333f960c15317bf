CREATE TABLE "area" (
    "code" TEXT NOT NULL CONSTRAINT "pk_area" PRIMARY KEY,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "intake_unit" TEXT NOT NULL,
    "shape" TEXT NULL
);

CREATE TABLE "category" (
    "code" TEXT NOT NULL CONSTRAINT "pk_category" PRIMARY KEY,
    "position" INTEGER NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "group_zh" TEXT NOT NULL,
    "group_en" TEXT NOT NULL,
    "hint_zh" TEXT NOT NULL,
    "hint_en" TEXT NOT NULL,
    "clock_rule" TEXT NOT NULL,
    "public_space" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "third_time_n" INTEGER NOT NULL,
    "offered" INTEGER NOT NULL,
    "questions" TEXT NULL
);

CREATE TABLE "checkpoint" (
    "number" INTEGER NOT NULL CONSTRAINT "pk_checkpoint" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "up_to" INTEGER NOT NULL,
    "leaves" INTEGER NOT NULL,
    "root" BLOB NOT NULL,
    "signature" BLOB NOT NULL,
    "key_name" TEXT NOT NULL
);

CREATE TABLE "checkpoint_leaf" (
    "checkpoint" INTEGER NOT NULL,
    "matter_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" BLOB NOT NULL,
    CONSTRAINT "pk_checkpoint_leaf" PRIMARY KEY ("checkpoint", "matter_id")
);

CREATE TABLE "matter" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_matter" PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "raised_at" INTEGER NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "owner_unit" TEXT NOT NULL,
    "accountable_unit" TEXT NOT NULL,
    "assigned_by" TEXT NOT NULL,
    "handler" BLOB NULL,
    "unit_concerned" TEXT NULL,
    "due_at" INTEGER NULL,
    "promised_on" TEXT NULL,
    "provisional" INTEGER NOT NULL,
    "asked_unit" TEXT NULL,
    "hand_over" TEXT NULL,
    "reopenings" INTEGER NOT NULL,
    "internal_review_used" INTEGER NOT NULL,
    "last_question" TEXT NULL,
    "affected" INTEGER NOT NULL,
    "outcome_code" TEXT NULL,
    "outcome" TEXT NULL,
    "closed_at" INTEGER NULL,
    "settled_at" INTEGER NULL,
    "settled_by" TEXT NULL,
    "review_unit" TEXT NULL,
    "review_cause" TEXT NULL,
    "verdict" TEXT NULL,
    "verdict_informed" TEXT NULL,
    "verdict_fair" TEXT NULL,
    "verdict_promise_kept" TEXT NULL,
    "verdict_solved" TEXT NULL,
    "title" TEXT NULL,
    "description" TEXT NULL,
    "place_text" TEXT NULL,
    "place_key" TEXT NULL,
    "latitude" REAL NULL,
    "longitude" REAL NULL,
    "cell" INTEGER NULL,
    "external_number" TEXT NULL,
    "public_text" TEXT NULL,
    "escalated_to" TEXT NULL,
    "head_seq" INTEGER NOT NULL,
    "head_hash" BLOB NOT NULL
);

CREATE TABLE "photo" (
    "id" BLOB NOT NULL CONSTRAINT "pk_photo" PRIMARY KEY,
    "matter_id" INTEGER NULL,
    "of" TEXT NULL,
    "at" INTEGER NOT NULL,
    "content_type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "original_hash" TEXT NOT NULL,
    "bytes" BLOB NULL
);

CREATE TABLE "routing_rule" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_routing_rule" PRIMARY KEY,
    "category" TEXT NOT NULL,
    "area" TEXT NULL,
    "unit" TEXT NOT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL
);

CREATE TABLE "setting" (
    "name" TEXT NOT NULL CONSTRAINT "pk_setting" PRIMARY KEY,
    "value" TEXT NOT NULL
);

CREATE TABLE "submission" (
    "key" BLOB NOT NULL CONSTRAINT "pk_submission" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL
);

CREATE TABLE "unit" (
    "code" TEXT NOT NULL CONSTRAINT "pk_unit" PRIMARY KEY,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "parent" TEXT NULL,
    "reviews" INTEGER NOT NULL,
    "fallback" INTEGER NOT NULL
);

CREATE TABLE "users" (
    "id" BLOB NOT NULL CONSTRAINT "pk_users" PRIMARY KEY,
    "display_name" TEXT NOT NULL,
    "tongue" TEXT NOT NULL,
    "closed_at" INTEGER NULL,
    "user_name" TEXT NULL,
    "normalized_user_name" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" INTEGER NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL
);

CREATE TABLE "history" (
    "matter_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "actor" TEXT NOT NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "hash" BLOB NOT NULL,
    CONSTRAINT "pk_history" PRIMARY KEY ("matter_id", "seq"),
    CONSTRAINT "fk_history_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE TABLE "matter_clock" (
    "id" BLOB NOT NULL CONSTRAINT "pk_matter_clock" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "due_at" INTEGER NOT NULL,
    "next_look_at" INTEGER NULL,
    "provisional" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "fk_matter_clock_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE TABLE "notice" (
    "id" BLOB NOT NULL CONSTRAINT "pk_notice" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "to" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "words" TEXT NULL,
    "at" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "next_try_at" INTEGER NULL,
    "tries" INTEGER NOT NULL,
    "last_error" TEXT NULL,
    "sent_at" INTEGER NULL,
    "sent_by" TEXT NULL,
    CONSTRAINT "fk_notice_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE TABLE "participant" (
    "id" TEXT NOT NULL CONSTRAINT "pk_participant" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "tongue" TEXT NOT NULL,
    "reachable" INTEGER NOT NULL,
    "erased" INTEGER NOT NULL,
    "key" BLOB NULL,
    "name" TEXT NULL,
    "phone" TEXT NULL,
    "email" TEXT NULL,
    "link_issue" INTEGER NOT NULL,
    "joined_at" INTEGER NOT NULL,
    CONSTRAINT "fk_participant_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE TABLE "promise" (
    "id" BLOB NOT NULL CONSTRAINT "pk_promise" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "follow_on" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "changes" INTEGER NOT NULL,
    CONSTRAINT "fk_promise_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE TABLE "question" (
    "id" BLOB NOT NULL CONSTRAINT "pk_question" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "asked_by" BLOB NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "fk_question_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE TABLE "appointment" (
    "id" BLOB NOT NULL CONSTRAINT "pk_appointment" PRIMARY KEY,
    "account_id" BLOB NOT NULL,
    "unit" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "area" TEXT NULL,
    "valid_from" TEXT NOT NULL,
    "valid_to" TEXT NULL,
    CONSTRAINT "fk_appointment_users_account_id" FOREIGN KEY ("account_id") REFERENCES "users" ("id") ON DELETE RESTRICT
);

CREATE TABLE "user_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_user_claims" PRIMARY KEY AUTOINCREMENT,
    "user_id" BLOB NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "fk_user_claims_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_logins" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" BLOB NOT NULL,
    CONSTRAINT "pk_user_logins" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "fk_user_logins_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_passkeys" (
    "credential_id" BLOB NOT NULL CONSTRAINT "pk_user_passkeys" PRIMARY KEY,
    "user_id" BLOB NOT NULL,
    "data" TEXT NOT NULL,
    CONSTRAINT "fk_user_passkeys_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE TABLE "user_tokens" (
    "user_id" BLOB NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "pk_user_tokens" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "fk_user_tokens_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_appointment_account_id" ON "appointment" ("account_id");

CREATE INDEX "ix_appointment_unit" ON "appointment" ("unit");

CREATE INDEX "ix_matter_area_category_stage_id" ON "matter" ("area", "category", "stage", "id");

CREATE INDEX "ix_matter_area_stage_id" ON "matter" ("area", "stage", "id");

CREATE INDEX "ix_matter_asked_unit_due_at_id" ON "matter" ("asked_unit", "due_at", "id") WHERE asked_unit IS NOT NULL;

CREATE INDEX "ix_matter_category_id" ON "matter" ("category", "id");

CREATE INDEX "ix_matter_cell_stage" ON "matter" ("cell", "stage");

CREATE INDEX "ix_matter_changed_at" ON "matter" ("changed_at");

CREATE INDEX "ix_matter_escalated_to_due_at_id" ON "matter" ("escalated_to", "due_at", "id") WHERE escalated_to IS NOT NULL;

CREATE INDEX "ix_matter_handler_stage_due_at_id" ON "matter" ("handler", "stage", "due_at", "id") WHERE handler IS NOT NULL;

CREATE INDEX "ix_matter_inbox" ON "matter" ("accountable_unit", "stage", "due_at", "id", "handler", "category", "area", "kind", "last_question", "raised_at") WHERE due_at IS NOT NULL;

CREATE UNIQUE INDEX "ix_matter_number" ON "matter" ("number");

CREATE INDEX "ix_matter_owner_unit_stage_id" ON "matter" ("owner_unit", "stage", "id");

CREATE INDEX "ix_matter_place_key_stage" ON "matter" ("place_key", "stage");

CREATE INDEX "ix_matter_clock_matter_id" ON "matter_clock" ("matter_id");

CREATE INDEX "ix_matter_clock_next_look_at" ON "matter_clock" ("next_look_at");

CREATE INDEX "ix_matter_clock_provisional" ON "matter_clock" ("provisional");

CREATE INDEX "ix_notice_matter_id" ON "notice" ("matter_id");

CREATE INDEX "ix_notice_next_try_at" ON "notice" ("next_try_at");

CREATE INDEX "ix_notice_state_at" ON "notice" ("state", "at");

CREATE INDEX "ix_participant_matter_id" ON "participant" ("matter_id");

CREATE INDEX "ix_photo_at" ON "photo" ("at");

CREATE INDEX "ix_photo_matter_id" ON "photo" ("matter_id");

CREATE INDEX "ix_promise_matter_id" ON "promise" ("matter_id");

CREATE INDEX "ix_promise_unit_state_due_on" ON "promise" ("unit", "state", "due_on");

CREATE INDEX "ix_question_matter_id" ON "question" ("matter_id");

CREATE INDEX "ix_user_claims_user_id" ON "user_claims" ("user_id");

CREATE INDEX "ix_user_logins_user_id" ON "user_logins" ("user_id");

CREATE INDEX "ix_user_passkeys_user_id" ON "user_passkeys" ("user_id");

CREATE INDEX "email_index" ON "users" ("normalized_email");

CREATE UNIQUE INDEX "user_name_index" ON "users" ("normalized_user_name");

-- Pairs of characters and whole words; see Search/Bigrams.cs. Holds no text, only the index.
CREATE VIRTUAL TABLE matter_search USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0");
