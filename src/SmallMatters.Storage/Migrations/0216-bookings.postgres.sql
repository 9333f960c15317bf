-- Times that units open for a service, and who booked them: for which matter, and nothing of the person.
CREATE TABLE "service_slot" (
    "id" uuid NOT NULL CONSTRAINT "pk_service_slot" PRIMARY KEY,
    "service_id" uuid NOT NULL,
    "unit" text NOT NULL,
    "way" text NOT NULL,
    "from" timestamp with time zone NOT NULL,
    "until" timestamp with time zone NOT NULL,
    "places" integer NOT NULL,
    "taken" integer NOT NULL,
    CONSTRAINT "fk_service_slot_register_entry_service_id" FOREIGN KEY ("service_id") REFERENCES "register_entry" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_service_slot_service_id_from" ON "service_slot" ("service_id", "from");

CREATE TABLE "booking" (
    "id" uuid NOT NULL CONSTRAINT "pk_booking" PRIMARY KEY,
    "slot_id" uuid NOT NULL,
    "service_id" uuid NOT NULL,
    "matter_id" bigint NOT NULL,
    "person" uuid NOT NULL,
    "unit" text NOT NULL,
    "from" timestamp with time zone NOT NULL,
    "stage" text NOT NULL,
    "reminded" boolean NOT NULL,
    "head_seq" integer NOT NULL,
    CONSTRAINT "fk_booking_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_booking_service_slot_slot_id" FOREIGN KEY ("slot_id") REFERENCES "service_slot" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_booking_matter_id" ON "booking" ("matter_id") WHERE stage = 'Made';
CREATE INDEX "ix_booking_slot_id" ON "booking" ("slot_id");
CREATE INDEX "ix_booking_unit_from" ON "booking" ("unit", "from");

CREATE TABLE "booking_fact" (
    "booking_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_booking_fact" PRIMARY KEY ("booking_id", "seq"),
    CONSTRAINT "fk_booking_fact_booking_booking_id" FOREIGN KEY ("booking_id") REFERENCES "booking" ("id") ON DELETE RESTRICT
);
