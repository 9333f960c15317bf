CREATE TABLE "open_release" (
    "data_set" text NOT NULL,
    "period" date NOT NULL,
    "made_at" timestamp with time zone NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_open_release" PRIMARY KEY ("data_set", "period")
);
