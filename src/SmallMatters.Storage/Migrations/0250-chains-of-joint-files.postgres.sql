-- Facts of joint files and inspections under hashes, so that a change to them is found.
ALTER TABLE "joint_fact" ADD COLUMN "hash" bytea NOT NULL DEFAULT ''::bytea;

ALTER TABLE "inspection" ADD COLUMN "link" bytea NOT NULL DEFAULT ''::bytea;
