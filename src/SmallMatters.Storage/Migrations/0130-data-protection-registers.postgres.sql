-- Impact assessments and incidents: the entry as lists need it, and its facts.
CREATE TABLE "register_entry" (
    "id" uuid NOT NULL CONSTRAINT "pk_register_entry" PRIMARY KEY,
    "register" text NOT NULL,
    "subject" text NOT NULL,
    "title" text NOT NULL,
    "unit" text NOT NULL,
    "stage" text NOT NULL,
    "opened_at" timestamp with time zone NOT NULL,
    "changed_at" timestamp with time zone NOT NULL,
    "due_at" timestamp with time zone NULL,
    "head_seq" integer NOT NULL
);

CREATE INDEX "ix_register_entry_register_changed_at" ON "register_entry" ("register", "changed_at");

CREATE INDEX "ix_register_entry_register_subject" ON "register_entry" ("register", "subject");

CREATE INDEX "ix_register_entry_due_at" ON "register_entry" ("due_at") WHERE due_at IS NOT NULL;

CREATE TABLE "register_fact" (
    "entry_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_register_fact" PRIMARY KEY ("entry_id", "seq"),
    CONSTRAINT "fk_register_fact_register_entry_entry_id" FOREIGN KEY ("entry_id") REFERENCES "register_entry" ("id") ON DELETE RESTRICT
);
