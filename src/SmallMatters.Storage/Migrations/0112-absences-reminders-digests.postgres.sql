CREATE TABLE "absence" (
    "id" uuid NOT NULL CONSTRAINT "pk_absence" PRIMARY KEY,
    "away" uuid NOT NULL,
    "unit" text NOT NULL,
    "stand_in" uuid NOT NULL,
    "from_day" date NOT NULL,
    "to_day" date NOT NULL,
    "recorded_by" uuid NOT NULL,
    "recorded_at" timestamp with time zone NOT NULL,
    "ended_on" date NULL,
    "ended_by" uuid NULL
);

CREATE INDEX "ix_absence_unit_to_day" ON "absence" ("unit", "to_day");

CREATE INDEX "ix_absence_stand_in_to_day" ON "absence" ("stand_in", "to_day");

CREATE TABLE "dormant_reminder" (
    "matter_id" bigint NOT NULL,
    "last_seq" integer NOT NULL,
    "level" text NOT NULL,
    "told" text NOT NULL,
    "since" timestamp with time zone NOT NULL,
    "at" timestamp with time zone NOT NULL,
    CONSTRAINT "pk_dormant_reminder" PRIMARY KEY ("matter_id", "last_seq", "level"),
    CONSTRAINT "fk_dormant_reminder_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_dormant_reminder_told_at" ON "dormant_reminder" ("told", "at");

CREATE TABLE "weekly_digest" (
    "unit" text NOT NULL,
    "monday" date NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_weekly_digest" PRIMARY KEY ("unit", "monday")
);
