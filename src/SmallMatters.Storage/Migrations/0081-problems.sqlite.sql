CREATE TABLE "problem" (
    "id" BLOB NOT NULL CONSTRAINT "pk_problem" PRIMARY KEY,
    "title" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "opened_at" INTEGER NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "head_seq" INTEGER NOT NULL
);

CREATE INDEX "ix_problem_stage_changed_at" ON "problem" ("stage", "changed_at");

CREATE INDEX "ix_problem_area_stage" ON "problem" ("area", "stage");

CREATE TABLE "problem_fact" (
    "problem_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_problem_fact" PRIMARY KEY ("problem_id", "seq"),
    CONSTRAINT "fk_problem_fact_problem_problem_id" FOREIGN KEY ("problem_id") REFERENCES "problem" ("id") ON DELETE RESTRICT
);

CREATE TABLE "countermeasure" (
    "id" BLOB NOT NULL CONSTRAINT "pk_countermeasure" PRIMARY KEY,
    "problem_id" BLOB NOT NULL,
    "what" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "fk_countermeasure_problem_problem_id" FOREIGN KEY ("problem_id") REFERENCES "problem" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_countermeasure_area_state_due_on" ON "countermeasure" ("area", "state", "due_on");

CREATE INDEX "ix_countermeasure_problem_id" ON "countermeasure" ("problem_id");
