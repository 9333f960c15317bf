-- Who of a unit is on duty by day and by night. What was said later stands beside what was said before.
CREATE TABLE "duty_roster" (
    "unit" text NOT NULL,
    "day" date NOT NULL,
    "part" text NOT NULL,
    "seq" integer NOT NULL,
    "people" text NOT NULL,
    "set_by" uuid NOT NULL,
    "set_at" timestamp with time zone NOT NULL,
    CONSTRAINT "pk_duty_roster" PRIMARY KEY ("unit", "day", "part", "seq")
);
