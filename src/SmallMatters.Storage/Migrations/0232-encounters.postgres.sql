-- Visit-and-rate: links that were sent and not used, answers that lead back to nobody, and what units promise to correct.
CREATE TABLE "encounter_link" (
    "hash" bytea NOT NULL CONSTRAINT "pk_encounter_link" PRIMARY KEY,
    "unit" text NOT NULL,
    "area" text NOT NULL,
    "neutral" text NOT NULL,
    "kind" text NOT NULL,
    "expires_on" date NOT NULL
);
CREATE INDEX "ix_encounter_link_expires_on" ON "encounter_link" ("expires_on");

CREATE TABLE "encounter_answer" (
    "id" bytea NOT NULL CONSTRAINT "pk_encounter_answer" PRIMARY KEY,
    "unit" text NOT NULL,
    "kind" text NOT NULL,
    "month" date NOT NULL,
    "identity" text NOT NULL,
    "rights" text NOT NULL,
    "next_step" text NOT NULL,
    "on_time" text NOT NULL,
    "overall" text NOT NULL
);
CREATE INDEX "ix_encounter_answer_month_unit" ON "encounter_answer" ("month", "unit");

CREATE TABLE "encounter_sent" (
    "unit" text NOT NULL,
    "month" date NOT NULL,
    "sent" integer NOT NULL,
    CONSTRAINT "pk_encounter_sent" PRIMARY KEY ("month", "unit")
);

CREATE TABLE "encounter_mark" (
    "kind" text NOT NULL CONSTRAINT "pk_encounter_mark" PRIMARY KEY,
    "until" timestamp with time zone NOT NULL
);

CREATE TABLE "theme" (
    "id" uuid NOT NULL CONSTRAINT "pk_theme" PRIMARY KEY,
    "unit" text NOT NULL,
    "neutral" text NOT NULL,
    "item" text NOT NULL,
    "quarter" text NOT NULL,
    "stage" text NOT NULL,
    "head_seq" integer NOT NULL
);
CREATE UNIQUE INDEX "ix_theme_unit_quarter_item" ON "theme" ("unit", "quarter", "item");

CREATE TABLE "theme_fact" (
    "theme_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NOT NULL,
    "by_unit" text NOT NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_theme_fact" PRIMARY KEY ("theme_id", "seq"),
    CONSTRAINT "fk_theme_fact_theme_theme_id" FOREIGN KEY ("theme_id") REFERENCES "theme" ("id") ON DELETE RESTRICT
);
