CREATE TABLE "absence" (
    "id" BLOB NOT NULL CONSTRAINT "pk_absence" PRIMARY KEY,
    "away" BLOB NOT NULL,
    "unit" TEXT NOT NULL,
    "stand_in" BLOB NOT NULL,
    "from_day" TEXT NOT NULL,
    "to_day" TEXT NOT NULL,
    "recorded_by" BLOB NOT NULL,
    "recorded_at" INTEGER NOT NULL,
    "ended_on" TEXT NULL,
    "ended_by" BLOB NULL
);

CREATE INDEX "ix_absence_unit_to_day" ON "absence" ("unit", "to_day");

CREATE INDEX "ix_absence_stand_in_to_day" ON "absence" ("stand_in", "to_day");

CREATE TABLE "dormant_reminder" (
    "matter_id" INTEGER NOT NULL,
    "last_seq" INTEGER NOT NULL,
    "level" TEXT NOT NULL,
    "told" TEXT NOT NULL,
    "since" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_dormant_reminder" PRIMARY KEY ("matter_id", "last_seq", "level"),
    CONSTRAINT "fk_dormant_reminder_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_dormant_reminder_told_at" ON "dormant_reminder" ("told", "at");

CREATE TABLE "weekly_digest" (
    "unit" TEXT NOT NULL,
    "monday" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_weekly_digest" PRIMARY KEY ("unit", "monday")
);
