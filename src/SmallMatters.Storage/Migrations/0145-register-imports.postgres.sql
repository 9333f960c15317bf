-- Imports of registers of units and areas as facts, and the public contact of a unit.
ALTER TABLE "unit" ADD COLUMN "contact" text NULL;

CREATE TABLE "register_import_fact" (
    "seq" integer NOT NULL CONSTRAINT "pk_register_import_fact" PRIMARY KEY,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL
);
