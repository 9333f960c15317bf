-- Imports of registers of units and areas as facts, and the public contact of a unit.
ALTER TABLE "unit" ADD COLUMN "contact" TEXT NULL;

CREATE TABLE "register_import_fact" (
    "seq" INTEGER NOT NULL CONSTRAINT "pk_register_import_fact" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL
);
