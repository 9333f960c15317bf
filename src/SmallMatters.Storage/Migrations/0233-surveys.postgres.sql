-- The survey of the sense of safety: waves, their facts, letters while a wave is open, answers that lead back to nobody.
CREATE TABLE "survey_wave" (
    "number" integer NOT NULL CONSTRAINT "pk_survey_wave" PRIMARY KEY,
    "unit" text NOT NULL,
    "is_open" boolean NOT NULL,
    "head_seq" integer NOT NULL
);
CREATE UNIQUE INDEX "ix_survey_wave_is_open" ON "survey_wave" ("is_open") WHERE is_open;

CREATE TABLE "survey_fact" (
    "wave" integer NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NOT NULL,
    "by_unit" text NOT NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_survey_fact" PRIMARY KEY ("wave", "seq"),
    CONSTRAINT "fk_survey_fact_survey_wave_wave" FOREIGN KEY ("wave") REFERENCES "survey_wave" ("number") ON DELETE RESTRICT
);

CREATE TABLE "survey_letter" (
    "wave" integer NOT NULL,
    "number" integer NOT NULL,
    "area" text NOT NULL,
    "address" text NOT NULL,
    "outcome" text NOT NULL,
    "code" bytea NULL,
    CONSTRAINT "pk_survey_letter" PRIMARY KEY ("wave", "number"),
    CONSTRAINT "fk_survey_letter_survey_wave_wave" FOREIGN KEY ("wave") REFERENCES "survey_wave" ("number") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_survey_letter_code" ON "survey_letter" ("code");

CREATE TABLE "survey_answer" (
    "id" bytea NOT NULL CONSTRAINT "pk_survey_answer" PRIMARY KEY,
    "wave" integer NOT NULL,
    "area" text NOT NULL,
    "mode" text NOT NULL,
    "week" date NOT NULL,
    "choices" text NOT NULL,
    CONSTRAINT "fk_survey_answer_survey_wave_wave" FOREIGN KEY ("wave") REFERENCES "survey_wave" ("number") ON DELETE RESTRICT
);
CREATE INDEX "ix_survey_answer_wave" ON "survey_answer" ("wave");
