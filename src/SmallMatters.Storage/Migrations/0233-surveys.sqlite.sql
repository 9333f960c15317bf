-- The survey of the sense of safety: waves, their facts, letters while a wave is open, answers that lead back to nobody.
CREATE TABLE "survey_wave" (
    "number" INTEGER NOT NULL CONSTRAINT "pk_survey_wave" PRIMARY KEY,
    "unit" TEXT NOT NULL,
    "is_open" INTEGER NOT NULL,
    "head_seq" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ix_survey_wave_is_open" ON "survey_wave" ("is_open") WHERE is_open;

CREATE TABLE "survey_fact" (
    "wave" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NOT NULL,
    "by_unit" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_survey_fact" PRIMARY KEY ("wave", "seq"),
    CONSTRAINT "fk_survey_fact_survey_wave_wave" FOREIGN KEY ("wave") REFERENCES "survey_wave" ("number") ON DELETE RESTRICT
);

CREATE TABLE "survey_letter" (
    "wave" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "area" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "code" BLOB NULL,
    CONSTRAINT "pk_survey_letter" PRIMARY KEY ("wave", "number"),
    CONSTRAINT "fk_survey_letter_survey_wave_wave" FOREIGN KEY ("wave") REFERENCES "survey_wave" ("number") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_survey_letter_code" ON "survey_letter" ("code");

CREATE TABLE "survey_answer" (
    "id" BLOB NOT NULL CONSTRAINT "pk_survey_answer" PRIMARY KEY,
    "wave" INTEGER NOT NULL,
    "area" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "choices" TEXT NOT NULL,
    CONSTRAINT "fk_survey_answer_survey_wave_wave" FOREIGN KEY ("wave") REFERENCES "survey_wave" ("number") ON DELETE RESTRICT
);
CREATE INDEX "ix_survey_answer_wave" ON "survey_answer" ("wave");
