-- The register of premises: the place, its facts, imports of files, who is reached there (sealed) and who opened that.
CREATE TABLE "premises" (
    "id" BLOB NOT NULL CONSTRAINT "pk_premises" PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "withdrawn" INTEGER NOT NULL,
    "contacts" INTEGER NOT NULL,
    "key" BLOB NULL,
    "changed_at" INTEGER NOT NULL,
    "head_seq" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ix_premises_code" ON "premises" ("code");
CREATE INDEX "ix_premises_unit_area" ON "premises" ("unit", "area");

CREATE TABLE "premises_contact" (
    "premises_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    CONSTRAINT "pk_premises_contact" PRIMARY KEY ("premises_id", "seq"),
    CONSTRAINT "fk_premises_contact_premises_premises_id" FOREIGN KEY ("premises_id") REFERENCES "premises" ("id") ON DELETE RESTRICT
);

CREATE TABLE "premises_fact" (
    "premises_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "staff_unit" TEXT NULL,
    "import" INTEGER NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_premises_fact" PRIMARY KEY ("premises_id", "seq"),
    CONSTRAINT "fk_premises_fact_premises_premises_id" FOREIGN KEY ("premises_id") REFERENCES "premises" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_premises_fact_import" ON "premises_fact" ("import");

CREATE TABLE "premises_file_fact" (
    "seq" INTEGER NOT NULL CONSTRAINT "pk_premises_file_fact" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "staff_unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL
);

CREATE TABLE "premises_opening" (
    "premises_id" BLOB NOT NULL,
    "account" BLOB NOT NULL,
    "staff_unit" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_premises_opening" PRIMARY KEY ("premises_id", "account", "staff_unit", "day"),
    CONSTRAINT "fk_premises_opening_premises_premises_id" FOREIGN KEY ("premises_id") REFERENCES "premises" ("id") ON DELETE RESTRICT
);
