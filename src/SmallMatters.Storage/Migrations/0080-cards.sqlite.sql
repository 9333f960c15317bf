CREATE TABLE "card" (
    "id" BLOB NOT NULL CONSTRAINT "pk_card" PRIMARY KEY,
    "rule" TEXT NOT NULL,
    "rule_version" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "category" TEXT NULL,
    "stage" TEXT NOT NULL,
    "outcome" TEXT NULL,
    "raised_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "head_seq" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "ix_card_rule_subject_raised_at" ON "card" ("rule", "subject", "raised_at");

CREATE INDEX "ix_card_unit_stage_raised_at" ON "card" ("unit", "stage", "raised_at");

CREATE INDEX "ix_card_stage_expires_at" ON "card" ("stage", "expires_at");

CREATE INDEX "ix_card_area_raised_at" ON "card" ("area", "raised_at");

CREATE TABLE "card_fact" (
    "card_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_card_fact" PRIMARY KEY ("card_id", "seq"),
    CONSTRAINT "fk_card_fact_card_card_id" FOREIGN KEY ("card_id") REFERENCES "card" ("id") ON DELETE RESTRICT
);

CREATE TABLE "card_rule_figure" (
    "rule" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "from_at" INTEGER NOT NULL,
    "to_at" INTEGER NOT NULL,
    "looks" INTEGER NOT NULL,
    "right_alarms" INTEGER NOT NULL,
    "false_alarms" INTEGER NOT NULL,
    "pending" INTEGER NOT NULL,
    "lead_days" REAL NULL,
    "low" REAL NOT NULL,
    "high" REAL NOT NULL,
    "measured_at" INTEGER NOT NULL,
    CONSTRAINT "pk_card_rule_figure" PRIMARY KEY ("rule", "version")
);
