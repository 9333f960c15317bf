CREATE TABLE "case_file" (
    "id" BLOB NOT NULL CONSTRAINT "pk_case_file" PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "external_mark" BLOB NULL,
    "building" TEXT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER NOT NULL,
    "key" BLOB NULL,
    "due_on" TEXT NULL,
    "look_at" INTEGER NULL,
    "reported_at" INTEGER NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "head_seq" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "ix_case_file_number" ON "case_file" ("number");

CREATE UNIQUE INDEX "ix_case_file_external_mark" ON "case_file" ("external_mark");

CREATE INDEX "ix_case_file_unit_stage_changed_at" ON "case_file" ("unit", "stage", "changed_at");

CREATE INDEX "ix_case_file_look_at" ON "case_file" ("look_at");

CREATE TABLE "case_person" (
    "id" BLOB NOT NULL CONSTRAINT "pk_case_person" PRIMARY KEY,
    "case_id" BLOB NOT NULL,
    "key" BLOB NULL,
    "name" TEXT NULL,
    "phone" TEXT NULL,
    "erased" INTEGER NOT NULL,
    CONSTRAINT "fk_case_person_case_file_case_id" FOREIGN KEY ("case_id") REFERENCES "case_file" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_case_person_case_id" ON "case_person" ("case_id");

CREATE TABLE "case_fact" (
    "case_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "actor" TEXT NOT NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "hash" BLOB NOT NULL,
    CONSTRAINT "pk_case_fact" PRIMARY KEY ("case_id", "seq"),
    CONSTRAINT "fk_case_fact_case_file_case_id" FOREIGN KEY ("case_id") REFERENCES "case_file" ("id") ON DELETE RESTRICT
);

CREATE TABLE "case_evidence" (
    "case_id" BLOB NOT NULL,
    "sha256" TEXT NOT NULL,
    "person_id" BLOB NOT NULL,
    "media_type" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "original" BLOB NULL,
    "clean" BLOB NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_case_evidence" PRIMARY KEY ("case_id", "sha256"),
    CONSTRAINT "fk_case_evidence_case_file_case_id" FOREIGN KEY ("case_id") REFERENCES "case_file" ("id") ON DELETE RESTRICT
);

CREATE TABLE "case_access" (
    "case_id" BLOB NOT NULL,
    "account" BLOB NOT NULL,
    "unit" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_case_access" PRIMARY KEY ("case_id", "account", "unit", "purpose", "day"),
    CONSTRAINT "fk_case_access_case_file_case_id" FOREIGN KEY ("case_id") REFERENCES "case_file" ("id") ON DELETE RESTRICT
);

CREATE TABLE "waiting_pattern" (
    "id" BLOB NOT NULL CONSTRAINT "pk_waiting_pattern" PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "building" TEXT NULL,
    "from" INTEGER NOT NULL,
    "to" INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE "case_import" (
    "id" BLOB NOT NULL CONSTRAINT "pk_case_import" PRIMARY KEY,
    "unit" TEXT NOT NULL,
    "account" BLOB NOT NULL,
    "hash" BLOB NOT NULL,
    "rows" TEXT NOT NULL,
    "at" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "ix_case_import_unit_hash" ON "case_import" ("unit", "hash");
