-- Facts of joint files and inspections under hashes, so that a change to them is found.
ALTER TABLE "joint_fact" ADD COLUMN "hash" BLOB NOT NULL DEFAULT x'';

ALTER TABLE "inspection" ADD COLUMN "link" BLOB NOT NULL DEFAULT x'';
