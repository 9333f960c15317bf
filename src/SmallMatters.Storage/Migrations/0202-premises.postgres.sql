-- The register of premises: the place, its facts, imports of files, who is reached there (sealed) and who opened that.
CREATE TABLE "premises" (
    "id" uuid NOT NULL CONSTRAINT "pk_premises" PRIMARY KEY,
    "code" text NOT NULL,
    "name" text NOT NULL,
    "kind" text NOT NULL,
    "address" text NOT NULL,
    "area" text NOT NULL,
    "unit" text NOT NULL,
    "withdrawn" boolean NOT NULL,
    "contacts" integer NOT NULL,
    "key" bytea NULL,
    "changed_at" timestamp with time zone NOT NULL,
    "head_seq" integer NOT NULL
);
CREATE UNIQUE INDEX "ix_premises_code" ON "premises" ("code");
CREATE INDEX "ix_premises_unit_area" ON "premises" ("unit", "area");

CREATE TABLE "premises_contact" (
    "premises_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "words" text NOT NULL,
    CONSTRAINT "pk_premises_contact" PRIMARY KEY ("premises_id", "seq"),
    CONSTRAINT "fk_premises_contact_premises_premises_id" FOREIGN KEY ("premises_id") REFERENCES "premises" ("id") ON DELETE RESTRICT
);

CREATE TABLE "premises_fact" (
    "premises_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "staff_unit" text NULL,
    "import" integer NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_premises_fact" PRIMARY KEY ("premises_id", "seq"),
    CONSTRAINT "fk_premises_fact_premises_premises_id" FOREIGN KEY ("premises_id") REFERENCES "premises" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_premises_fact_import" ON "premises_fact" ("import");

CREATE TABLE "premises_file_fact" (
    "seq" integer NOT NULL CONSTRAINT "pk_premises_file_fact" PRIMARY KEY,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "staff_unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL
);

CREATE TABLE "premises_opening" (
    "premises_id" uuid NOT NULL,
    "account" uuid NOT NULL,
    "staff_unit" text NOT NULL,
    "day" date NOT NULL,
    "at" timestamp with time zone NOT NULL,
    CONSTRAINT "pk_premises_opening" PRIMARY KEY ("premises_id", "account", "staff_unit", "day"),
    CONSTRAINT "fk_premises_opening_premises_premises_id" FOREIGN KEY ("premises_id") REFERENCES "premises" ("id") ON DELETE RESTRICT
);
