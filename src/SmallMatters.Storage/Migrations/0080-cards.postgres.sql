CREATE TABLE "card" (
    "id" uuid NOT NULL CONSTRAINT "pk_card" PRIMARY KEY,
    "rule" text NOT NULL,
    "rule_version" integer NOT NULL,
    "subject" text NOT NULL,
    "about" text NOT NULL,
    "unit" text NOT NULL,
    "area" text NOT NULL,
    "category" text NULL,
    "stage" text NOT NULL,
    "outcome" text NULL,
    "raised_at" timestamp with time zone NOT NULL,
    "expires_at" timestamp with time zone NOT NULL,
    "head_seq" integer NOT NULL
);

CREATE UNIQUE INDEX "ix_card_rule_subject_raised_at" ON "card" ("rule", "subject", "raised_at");

CREATE INDEX "ix_card_unit_stage_raised_at" ON "card" ("unit", "stage", "raised_at");

CREATE INDEX "ix_card_stage_expires_at" ON "card" ("stage", "expires_at");

CREATE INDEX "ix_card_area_raised_at" ON "card" ("area", "raised_at");

CREATE TABLE "card_fact" (
    "card_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_card_fact" PRIMARY KEY ("card_id", "seq"),
    CONSTRAINT "fk_card_fact_card_card_id" FOREIGN KEY ("card_id") REFERENCES "card" ("id") ON DELETE RESTRICT
);

CREATE TABLE "card_rule_figure" (
    "rule" text NOT NULL,
    "version" integer NOT NULL,
    "from_at" timestamp with time zone NOT NULL,
    "to_at" timestamp with time zone NOT NULL,
    "looks" integer NOT NULL,
    "right_alarms" integer NOT NULL,
    "false_alarms" integer NOT NULL,
    "pending" integer NOT NULL,
    "lead_days" double precision NULL,
    "low" double precision NOT NULL,
    "high" double precision NOT NULL,
    "measured_at" timestamp with time zone NOT NULL,
    CONSTRAINT "pk_card_rule_figure" PRIMARY KEY ("rule", "version")
);
