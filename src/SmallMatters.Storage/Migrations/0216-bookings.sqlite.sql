-- Times that units open for a service, and who booked them: for which matter, and nothing of the person.
CREATE TABLE "service_slot" (
    "id" BLOB NOT NULL CONSTRAINT "pk_service_slot" PRIMARY KEY,
    "service_id" BLOB NOT NULL,
    "unit" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "until" INTEGER NOT NULL,
    "places" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL,
    CONSTRAINT "fk_service_slot_register_entry_service_id" FOREIGN KEY ("service_id") REFERENCES "register_entry" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_service_slot_service_id_from" ON "service_slot" ("service_id", "from");

CREATE TABLE "booking" (
    "id" BLOB NOT NULL CONSTRAINT "pk_booking" PRIMARY KEY,
    "slot_id" BLOB NOT NULL,
    "service_id" BLOB NOT NULL,
    "matter_id" INTEGER NOT NULL,
    "person" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "reminded" INTEGER NOT NULL,
    "head_seq" INTEGER NOT NULL,
    CONSTRAINT "fk_booking_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_booking_service_slot_slot_id" FOREIGN KEY ("slot_id") REFERENCES "service_slot" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_booking_matter_id" ON "booking" ("matter_id") WHERE stage = 'Made';
CREATE INDEX "ix_booking_slot_id" ON "booking" ("slot_id");
CREATE INDEX "ix_booking_unit_from" ON "booking" ("unit", "from");

CREATE TABLE "booking_fact" (
    "booking_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_booking_fact" PRIMARY KEY ("booking_id", "seq"),
    CONSTRAINT "fk_booking_fact_booking_booking_id" FOREIGN KEY ("booking_id") REFERENCES "booking" ("id") ON DELETE RESTRICT
);
