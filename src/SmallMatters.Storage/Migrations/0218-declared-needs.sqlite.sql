-- What residents declare to need: one sealed row for a contact, deleted when it is withdrawn or over.
CREATE TABLE "declared_need" (
    "person" TEXT NOT NULL CONSTRAINT "pk_declared_need" PRIMARY KEY,
    "matter_id" INTEGER NOT NULL,
    "until" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "fk_declared_need_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_declared_need_matter_id" ON "declared_need" ("matter_id");
CREATE INDEX "ix_declared_need_until" ON "declared_need" ("until");
