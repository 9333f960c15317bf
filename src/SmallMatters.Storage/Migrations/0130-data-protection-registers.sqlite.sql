-- Impact assessments and incidents: the entry as lists need it, and its facts.
CREATE TABLE "register_entry" (
    "id" BLOB NOT NULL CONSTRAINT "pk_register_entry" PRIMARY KEY,
    "register" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "opened_at" INTEGER NOT NULL,
    "changed_at" INTEGER NOT NULL,
    "due_at" INTEGER NULL,
    "head_seq" INTEGER NOT NULL
);

CREATE INDEX "ix_register_entry_register_changed_at" ON "register_entry" ("register", "changed_at");

CREATE INDEX "ix_register_entry_register_subject" ON "register_entry" ("register", "subject");

CREATE INDEX "ix_register_entry_due_at" ON "register_entry" ("due_at") WHERE due_at IS NOT NULL;

CREATE TABLE "register_fact" (
    "entry_id" BLOB NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "staff" BLOB NULL,
    "unit" TEXT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "pk_register_fact" PRIMARY KEY ("entry_id", "seq"),
    CONSTRAINT "fk_register_fact_register_entry_entry_id" FOREIGN KEY ("entry_id") REFERENCES "register_entry" ("id") ON DELETE RESTRICT
);
