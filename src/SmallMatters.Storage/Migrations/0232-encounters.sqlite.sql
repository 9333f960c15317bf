-- Visit-and-rate: links that were sent and not used, answers that lead back to nobody, and what units promise to correct.
CREATE TABLE "encounter_link" (
    "hash" BLOB NOT NULL CONSTRAINT "pk_encounter_link" PRIMARY KEY,
    "unit" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "neutral" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "expires_on" TEXT NOT NULL
);
CREATE INDEX "ix_encounter_link_expires_on" ON "encounter_link" ("expires_on");

CREATE TABLE "encounter_answer" (
    "id" BLOB NOT NULL CONSTRAINT "pk_encounter_answer" PRIMARY KEY,
    "unit" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "rights" TEXT NOT NULL,
    "next_step" TEXT NOT NULL,
    "on_time" TEXT NOT NULL,
    "overall" TEXT NOT NULL
);
CREATE INDEX "ix_encounter_answer_month_unit" ON "encounter_answer" ("month", "unit");

CREATE TABLE "encounter_sent" (
    "unit" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "sent" INTEGER NOT NULL,
    CONSTRAINT "pk_encounter_sent" PRIMARY KEY ("month", "unit")
);

CREATE TABLE "encounter_mark" (
    "kind" TEXT NOT NULL CONSTRAINT "pk_encounter_mark" PRIMARY KEY,
    "until" INTEGER NOT NULL
);

CREATE TABLE "theme" (
    "id" BLOB NOT NULL CONSTRAINT "pk_theme" PRIMARY KEY,
    "unit" TEXT NOT NULL,
    "neutral" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "quarter" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "head_seq" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ix_theme_unit_quarter_item" ON "theme" ("unit", "quarter", "item");

CREATE TABLE "theme_fact" (
    "theme_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NOT NULL,
    "by_unit" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_theme_fact" PRIMARY KEY ("theme_id", "seq"),
    CONSTRAINT "fk_theme_fact_theme_theme_id" FOREIGN KEY ("theme_id") REFERENCES "theme" ("id") ON DELETE RESTRICT
);
