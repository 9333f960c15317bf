CREATE TABLE "draft" (
    "id" bytea NOT NULL CONSTRAINT "pk_draft" PRIMARY KEY,
    "at" timestamp with time zone NOT NULL,
    "body" bytea NOT NULL
);

CREATE INDEX "ix_draft_at" ON "draft" ("at");

CREATE TABLE "draft_photo" (
    "id" uuid NOT NULL CONSTRAINT "pk_draft_photo" PRIMARY KEY,
    "draft" bytea NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "body" bytea NOT NULL
);

CREATE INDEX "ix_draft_photo_at" ON "draft_photo" ("at");

CREATE INDEX "ix_draft_photo_draft" ON "draft_photo" ("draft");

CREATE TABLE "area_figure" (
    "area" text NOT NULL,
    "category" text NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "open" integer NOT NULL,
    "answered" integer NOT NULL,
    "typical_minutes" integer NULL,
    "long_minutes" integer NULL,
    "with_date" integer NOT NULL,
    "in_time" integer NOT NULL,
    "solved" integer NOT NULL,
    "partly_solved" integer NOT NULL,
    "cannot_be_solved" integer NOT NULL,
    "not_ours" integer NOT NULL,
    "another_door" integer NOT NULL,
    "settled" integer NOT NULL,
    "judged" integer NOT NULL,
    "said_solved" integer NOT NULL,
    "said_partly" integer NOT NULL,
    "said_not_solved" integer NOT NULL,
    CONSTRAINT "pk_area_figure" PRIMARY KEY ("area", "category")
);
