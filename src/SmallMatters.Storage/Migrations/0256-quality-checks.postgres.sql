-- Quality checks: the draw of each month, which closings were drawn, and what was said of their answers, as codes.
CREATE TABLE "quality_draw" (
    "month" date NOT NULL CONSTRAINT "pk_quality_draw" PRIMARY KEY,
    "at" timestamp with time zone NOT NULL,
    "type" text NOT NULL,
    "body" text NOT NULL
);

CREATE TABLE "quality_check" (
    "number" bigint NOT NULL CONSTRAINT "pk_quality_check" PRIMARY KEY,
    "matter_id" bigint NOT NULL,
    "nth" integer NOT NULL,
    "closed_at" timestamp with time zone NOT NULL,
    "second" boolean NOT NULL,
    "unit" text NOT NULL,
    "handled" text NOT NULL,
    "area" text NOT NULL,
    "category" text NOT NULL,
    "checker" text NOT NULL,
    "stage" text NOT NULL,
    "open_until" date NOT NULL,
    "holds" boolean NULL,
    "sheet" integer NULL,
    "said" text NULL,
    "head_seq" integer NOT NULL,
    CONSTRAINT "fk_quality_check_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_quality_check_matter_id_nth_second" ON "quality_check" ("matter_id", "nth", "second");
CREATE INDEX "ix_quality_check_checker_stage_number" ON "quality_check" ("checker", "stage", "number");
CREATE INDEX "ix_quality_check_closed_at_second" ON "quality_check" ("closed_at", "second");
CREATE INDEX "ix_quality_check_unit_number" ON "quality_check" ("unit", "number");

CREATE TABLE "quality_check_fact" (
    "number" bigint NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_quality_check_fact" PRIMARY KEY ("number", "seq"),
    CONSTRAINT "fk_quality_check_fact_quality_check_number" FOREIGN KEY ("number") REFERENCES "quality_check" ("number") ON DELETE RESTRICT
);
CREATE INDEX "ix_quality_check_fact_staff" ON "quality_check_fact" ("staff");
