CREATE TABLE "pattern_fact" (
    "id" uuid NOT NULL CONSTRAINT "pk_pattern_fact" PRIMARY KEY,
    "kind" text NOT NULL,
    "area" text NOT NULL,
    "building" text NULL,
    "from" timestamp with time zone NOT NULL,
    "to" timestamp with time zone NOT NULL
);

CREATE INDEX "ix_pattern_fact_from" ON "pattern_fact" ("from");
