-- The knowledge base beside its register: how its entries are found, and what was searched for in vain.
CREATE TABLE "knowledge_gram" (
    "gram" text NOT NULL,
    "entry_id" uuid NOT NULL,
    "in_question" boolean NOT NULL,
    CONSTRAINT "pk_knowledge_gram" PRIMARY KEY ("gram", "entry_id"),
    CONSTRAINT "fk_knowledge_gram_register_entry_entry_id" FOREIGN KEY ("entry_id") REFERENCES "register_entry" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_knowledge_gram_entry_id" ON "knowledge_gram" ("entry_id");

CREATE TABLE "knowledge_gap" (
    "hash" bytea NOT NULL CONSTRAINT "pk_knowledge_gap" PRIMARY KEY,
    "words" text NULL,
    "searches" integer NOT NULL,
    "last_on" date NOT NULL
);
CREATE INDEX "ix_knowledge_gap_last_on" ON "knowledge_gap" ("last_on");
