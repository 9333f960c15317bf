CREATE TABLE "case_file" (
    "id" uuid NOT NULL CONSTRAINT "pk_case_file" PRIMARY KEY,
    "number" bigint NOT NULL,
    "unit" text NOT NULL,
    "area" text NOT NULL,
    "kind" text NOT NULL,
    "stage" text NOT NULL,
    "external_mark" bytea NULL,
    "building" text NULL,
    "from" timestamp with time zone NOT NULL,
    "to" timestamp with time zone NOT NULL,
    "key" bytea NULL,
    "due_on" date NULL,
    "look_at" timestamp with time zone NULL,
    "reported_at" timestamp with time zone NOT NULL,
    "changed_at" timestamp with time zone NOT NULL,
    "head_seq" integer NOT NULL
);

CREATE UNIQUE INDEX "ix_case_file_number" ON "case_file" ("number");

CREATE UNIQUE INDEX "ix_case_file_external_mark" ON "case_file" ("external_mark");

CREATE INDEX "ix_case_file_unit_stage_changed_at" ON "case_file" ("unit", "stage", "changed_at");

CREATE INDEX "ix_case_file_look_at" ON "case_file" ("look_at");

CREATE TABLE "case_person" (
    "id" uuid NOT NULL CONSTRAINT "pk_case_person" PRIMARY KEY,
    "case_id" uuid NOT NULL,
    "key" bytea NULL,
    "name" text NULL,
    "phone" text NULL,
    "erased" boolean NOT NULL,
    CONSTRAINT "fk_case_person_case_file_case_id" FOREIGN KEY ("case_id") REFERENCES "case_file" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_case_person_case_id" ON "case_person" ("case_id");

CREATE TABLE "case_fact" (
    "case_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "actor" text NOT NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    "hash" bytea NOT NULL,
    CONSTRAINT "pk_case_fact" PRIMARY KEY ("case_id", "seq"),
    CONSTRAINT "fk_case_fact_case_file_case_id" FOREIGN KEY ("case_id") REFERENCES "case_file" ("id") ON DELETE RESTRICT
);

CREATE TABLE "case_evidence" (
    "case_id" uuid NOT NULL,
    "sha256" text NOT NULL,
    "person_id" uuid NOT NULL,
    "media_type" text NOT NULL,
    "length" integer NOT NULL,
    "original" bytea NULL,
    "clean" bytea NULL,
    "at" timestamp with time zone NOT NULL,
    CONSTRAINT "pk_case_evidence" PRIMARY KEY ("case_id", "sha256"),
    CONSTRAINT "fk_case_evidence_case_file_case_id" FOREIGN KEY ("case_id") REFERENCES "case_file" ("id") ON DELETE RESTRICT
);

CREATE TABLE "case_access" (
    "case_id" uuid NOT NULL,
    "account" uuid NOT NULL,
    "unit" text NOT NULL,
    "purpose" text NOT NULL,
    "day" date NOT NULL,
    "at" timestamp with time zone NOT NULL,
    CONSTRAINT "pk_case_access" PRIMARY KEY ("case_id", "account", "unit", "purpose", "day"),
    CONSTRAINT "fk_case_access_case_file_case_id" FOREIGN KEY ("case_id") REFERENCES "case_file" ("id") ON DELETE RESTRICT
);

CREATE TABLE "waiting_pattern" (
    "id" uuid NOT NULL CONSTRAINT "pk_waiting_pattern" PRIMARY KEY,
    "kind" text NOT NULL,
    "area" text NOT NULL,
    "building" text NULL,
    "from" timestamp with time zone NOT NULL,
    "to" timestamp with time zone NOT NULL
);

CREATE TABLE "case_import" (
    "id" uuid NOT NULL CONSTRAINT "pk_case_import" PRIMARY KEY,
    "unit" text NOT NULL,
    "account" uuid NOT NULL,
    "hash" bytea NOT NULL,
    "rows" text NOT NULL,
    "at" timestamp with time zone NOT NULL
);

CREATE UNIQUE INDEX "ix_case_import_unit_hash" ON "case_import" ("unit", "hash");
