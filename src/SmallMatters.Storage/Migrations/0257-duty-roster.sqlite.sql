-- Who of a unit is on duty by day and by night. What was said later stands beside what was said before.
CREATE TABLE "duty_roster" (
    "unit" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "people" TEXT NOT NULL,
    "set_by" BLOB NOT NULL,
    "set_at" INTEGER NOT NULL,
    CONSTRAINT "pk_duty_roster" PRIMARY KEY ("unit", "day", "part", "seq")
);
