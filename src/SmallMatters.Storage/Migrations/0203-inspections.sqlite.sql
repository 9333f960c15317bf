-- Inspections by the sender's key, which premises a finding is of, photos of places by hash, links of responsible parties.
CREATE TABLE "inspection" (
    "id" BLOB NOT NULL CONSTRAINT "pk_inspection" PRIMARY KEY,
    "premises_id" BLOB NOT NULL,
    "staff" BLOB NOT NULL,
    "unit" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "received_at" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "fk_inspection_premises_premises_id" FOREIGN KEY ("premises_id") REFERENCES "premises" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_inspection_premises_id_at" ON "inspection" ("premises_id", "at");

CREATE TABLE "finding" (
    "file_id" BLOB NOT NULL CONSTRAINT "pk_finding" PRIMARY KEY,
    "premises_id" BLOB NOT NULL,
    "inspection_id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "major" INTEGER NOT NULL,
    "found_at" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "ended_at" INTEGER NULL,
    CONSTRAINT "fk_finding_joint_file_file_id" FOREIGN KEY ("file_id") REFERENCES "joint_file" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_finding_premises_premises_id" FOREIGN KEY ("premises_id") REFERENCES "premises" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_finding_inspection_inspection_id" FOREIGN KEY ("inspection_id") REFERENCES "inspection" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_finding_premises_id_ended_at" ON "finding" ("premises_id", "ended_at");
CREATE INDEX "ix_finding_inspection_id" ON "finding" ("inspection_id");

CREATE TABLE "place_photo" (
    "premises_id" BLOB NOT NULL,
    "sha256" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "content_type" TEXT NOT NULL,
    "named" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL,
    CONSTRAINT "pk_place_photo" PRIMARY KEY ("premises_id", "sha256"),
    CONSTRAINT "fk_place_photo_premises_premises_id" FOREIGN KEY ("premises_id") REFERENCES "premises" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_place_photo_named_at" ON "place_photo" ("named", "at");

CREATE TABLE "rectification_link" (
    "hash" TEXT NOT NULL CONSTRAINT "pk_rectification_link" PRIMARY KEY,
    "file_id" BLOB NOT NULL,
    CONSTRAINT "fk_rectification_link_joint_file_file_id" FOREIGN KEY ("file_id") REFERENCES "joint_file" ("id") ON DELETE RESTRICT
);
CREATE INDEX "ix_rectification_link_file_id" ON "rectification_link" ("file_id");
