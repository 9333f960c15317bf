-- Quality checks: the draw of each month, which closings were drawn, and what was said of their answers, as codes.
CREATE TABLE "quality_draw" (
    "month" TEXT NOT NULL CONSTRAINT "pk_quality_draw" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL
);

CREATE TABLE "quality_check" (
    "number" INTEGER NOT NULL CONSTRAINT "pk_quality_check" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "nth" INTEGER NOT NULL,
    "closed_at" INTEGER NOT NULL,
    "second" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "handled" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "checker" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "open_until" TEXT NOT NULL,
    "holds" INTEGER NULL,
    "sheet" INTEGER NULL,
    "said" TEXT NULL,
    "head_seq" INTEGER NOT NULL,
    CONSTRAINT "fk_quality_check_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_quality_check_matter_id_nth_second" ON "quality_check" ("matter_id", "nth", "second");
CREATE INDEX "ix_quality_check_checker_stage_number" ON "quality_check" ("checker", "stage", "number");
CREATE INDEX "ix_quality_check_closed_at_second" ON "quality_check" ("closed_at", "second");
CREATE INDEX "ix_quality_check_unit_number" ON "quality_check" ("unit", "number");

CREATE TABLE "quality_check_fact" (
    "number" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_quality_check_fact" PRIMARY KEY ("number", "seq"),
    CONSTRAINT "fk_quality_check_fact_quality_check_number" FOREIGN KEY ("number") REFERENCES "quality_check" ("number") ON DELETE RESTRICT
);
CREATE INDEX "ix_quality_check_fact_staff" ON "quality_check_fact" ("staff");
