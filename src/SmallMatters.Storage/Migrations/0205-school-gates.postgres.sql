-- The work with schools: which premises, up to which day shifts are planned; each shift once; the school's link.
CREATE TABLE "campus_room" (
    "file_id" uuid NOT NULL CONSTRAINT "pk_campus_room" PRIMARY KEY,
    "premises_id" uuid NOT NULL,
    "planned_until" date NULL,
    "link_hash" text NULL,
    CONSTRAINT "fk_campus_room_joint_file_file_id" FOREIGN KEY ("file_id") REFERENCES "joint_file" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_campus_room_premises_premises_id" FOREIGN KEY ("premises_id") REFERENCES "premises" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_campus_room_premises_id" ON "campus_room" ("premises_id");
CREATE INDEX "ix_campus_room_planned_until" ON "campus_room" ("planned_until");
CREATE UNIQUE INDEX "ix_campus_room_link_hash" ON "campus_room" ("link_hash");

CREATE TABLE "gate_shift" (
    "file_id" uuid NOT NULL CONSTRAINT "pk_gate_shift" PRIMARY KEY,
    "room_id" uuid NOT NULL,
    "unit" text NOT NULL,
    "area" text NOT NULL,
    "day" date NOT NULL,
    "slot" text NOT NULL,
    "starts_at" timestamp with time zone NOT NULL,
    "stage" text NOT NULL,
    "alarm_open" boolean NOT NULL,
    CONSTRAINT "fk_gate_shift_joint_file_file_id" FOREIGN KEY ("file_id") REFERENCES "joint_file" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_gate_shift_room_id_day_slot" ON "gate_shift" ("room_id", "day", "slot");
CREATE INDEX "ix_gate_shift_unit_day" ON "gate_shift" ("unit", "day");
CREATE INDEX "ix_gate_shift_area_day" ON "gate_shift" ("area", "day");
CREATE INDEX "ix_gate_shift_alarm_open" ON "gate_shift" ("alarm_open");
