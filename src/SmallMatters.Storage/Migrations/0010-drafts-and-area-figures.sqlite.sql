CREATE TABLE "draft" (
    "id" BLOB NOT NULL CONSTRAINT "pk_draft" PRIMARY KEY,
    "at" INTEGER NOT NULL,
    "body" BLOB NOT NULL
);

CREATE INDEX "ix_draft_at" ON "draft" ("at");

CREATE TABLE "draft_photo" (
    "id" BLOB NOT NULL CONSTRAINT "pk_draft_photo" PRIMARY KEY,
    "draft" BLOB NOT NULL,
    "at" INTEGER NOT NULL,
    "body" BLOB NOT NULL
);

CREATE INDEX "ix_draft_photo_at" ON "draft_photo" ("at");

CREATE INDEX "ix_draft_photo_draft" ON "draft_photo" ("draft");

CREATE TABLE "area_figure" (
    "area" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "open" INTEGER NOT NULL,
    "answered" INTEGER NOT NULL,
    "typical_minutes" INTEGER NULL,
    "long_minutes" INTEGER NULL,
    "with_date" INTEGER NOT NULL,
    "in_time" INTEGER NOT NULL,
    "solved" INTEGER NOT NULL,
    "partly_solved" INTEGER NOT NULL,
    "cannot_be_solved" INTEGER NOT NULL,
    "not_ours" INTEGER NOT NULL,
    "another_door" INTEGER NOT NULL,
    "settled" INTEGER NOT NULL,
    "judged" INTEGER NOT NULL,
    "said_solved" INTEGER NOT NULL,
    "said_partly" INTEGER NOT NULL,
    "said_not_solved" INTEGER NOT NULL,
    CONSTRAINT "pk_area_figure" PRIMARY KEY ("area", "category")
);
