-- Which premises were drawn at random for inspection, by unit and month.
CREATE TABLE "inspection_draw" (
    "unit" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_inspection_draw" PRIMARY KEY ("unit", "month")
);
