-- A unit's joint files of one kind, the newest first: what was praised of it stands on the morning board.
CREATE INDEX "ix_joint_file_kind_unit_began_at" ON "joint_file" ("kind", "unit", "began_at");
