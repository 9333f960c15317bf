-- Which premises were drawn at random for inspection, by unit and month.
CREATE TABLE "inspection_draw" (
    "unit" text NOT NULL,
    "month" date NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NOT NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_inspection_draw" PRIMARY KEY ("unit", "month")
);
