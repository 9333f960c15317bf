-- That subscribers are to be told of a release or a recall, and how far that has come.
CREATE TABLE "news_round" (
    "id" BLOB NOT NULL CONSTRAINT "pk_news_round" PRIMARY KEY,
    "publication_id" BLOB NOT NULL,
    "stage" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "after" BLOB NULL,
    "head_seq" INTEGER NOT NULL,
    "done_at" INTEGER NULL,
    CONSTRAINT "fk_news_round_publication_publication_id" FOREIGN KEY ("publication_id") REFERENCES "publication" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_news_round_publication_id" ON "news_round" ("publication_id");

CREATE INDEX "ix_news_round_done_at_at" ON "news_round" ("done_at", "at");

CREATE INDEX "ix_publication_matter" ON "publication" ("matter");
