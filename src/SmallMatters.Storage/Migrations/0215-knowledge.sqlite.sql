-- The knowledge base beside its register: how its entries are found, and what was searched for in vain.
CREATE TABLE "knowledge_gram" (
    "gram" TEXT NOT NULL,
    "entry_id" BLOB NOT NULL,
    "in_question" INTEGER NOT NULL,
    CONSTRAINT "pk_knowledge_gram" PRIMARY KEY ("gram", "entry_id"),
    CONSTRAINT "fk_knowledge_gram_register_entry_entry_id" FOREIGN KEY ("entry_id") REFERENCES "register_entry" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_knowledge_gram_entry_id" ON "knowledge_gram" ("entry_id");

CREATE TABLE "knowledge_gap" (
    "hash" BLOB NOT NULL CONSTRAINT "pk_knowledge_gap" PRIMARY KEY,
    "words" TEXT NULL,
    "searches" INTEGER NOT NULL,
    "last_on" TEXT NOT NULL
);
CREATE INDEX "ix_knowledge_gap_last_on" ON "knowledge_gap" ("last_on");
