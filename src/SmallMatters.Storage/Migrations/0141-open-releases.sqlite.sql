CREATE TABLE "open_release" (
    "data_set" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "made_at" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_open_release" PRIMARY KEY ("data_set", "period")
);
