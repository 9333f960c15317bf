-- What residents declare to need: one sealed row for a contact, deleted when it is withdrawn or over.
CREATE TABLE "declared_need" (
    "person" uuid NOT NULL CONSTRAINT "pk_declared_need" PRIMARY KEY,
    "matter_id" bigint NOT NULL,
    "until" date NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "fk_declared_need_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_declared_need_matter_id" ON "declared_need" ("matter_id");
CREATE INDEX "ix_declared_need_until" ON "declared_need" ("until");
