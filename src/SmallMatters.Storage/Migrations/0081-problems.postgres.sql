CREATE TABLE "problem" (
    "id" uuid NOT NULL CONSTRAINT "pk_problem" PRIMARY KEY,
    "title" text NOT NULL,
    "unit" text NOT NULL,
    "area" text NOT NULL,
    "category" text NOT NULL,
    "stage" text NOT NULL,
    "opened_at" timestamp with time zone NOT NULL,
    "changed_at" timestamp with time zone NOT NULL,
    "head_seq" integer NOT NULL
);

CREATE INDEX "ix_problem_stage_changed_at" ON "problem" ("stage", "changed_at");

CREATE INDEX "ix_problem_area_stage" ON "problem" ("area", "stage");

CREATE TABLE "problem_fact" (
    "problem_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_problem_fact" PRIMARY KEY ("problem_id", "seq"),
    CONSTRAINT "fk_problem_fact_problem_problem_id" FOREIGN KEY ("problem_id") REFERENCES "problem" ("id") ON DELETE RESTRICT
);

CREATE TABLE "countermeasure" (
    "id" uuid NOT NULL CONSTRAINT "pk_countermeasure" PRIMARY KEY,
    "problem_id" uuid NOT NULL,
    "what" text NOT NULL,
    "unit" text NOT NULL,
    "area" text NOT NULL,
    "due_on" date NOT NULL,
    "state" text NOT NULL,
    CONSTRAINT "fk_countermeasure_problem_problem_id" FOREIGN KEY ("problem_id") REFERENCES "problem" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_countermeasure_area_state_due_on" ON "countermeasure" ("area", "state", "due_on");

CREATE INDEX "ix_countermeasure_problem_id" ON "countermeasure" ("problem_id");
