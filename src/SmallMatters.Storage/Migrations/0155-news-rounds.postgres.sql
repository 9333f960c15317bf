-- That subscribers are to be told of a release or a recall, and how far that has come.
CREATE TABLE "news_round" (
    "id" uuid NOT NULL CONSTRAINT "pk_news_round" PRIMARY KEY,
    "publication_id" uuid NOT NULL,
    "stage" text NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "after" uuid NULL,
    "head_seq" integer NOT NULL,
    "done_at" timestamp with time zone NULL,
    CONSTRAINT "fk_news_round_publication_publication_id" FOREIGN KEY ("publication_id") REFERENCES "publication" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_news_round_publication_id" ON "news_round" ("publication_id");

CREATE INDEX "ix_news_round_done_at_at" ON "news_round" ("done_at", "at");

CREATE INDEX "ix_publication_matter" ON "publication" ("matter");
