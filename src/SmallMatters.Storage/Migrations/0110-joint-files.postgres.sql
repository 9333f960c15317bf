CREATE TABLE "joint_file" (
    "id" uuid NOT NULL CONSTRAINT "pk_joint_file" PRIMARY KEY,
    "kind" text NOT NULL,
    "title" text NOT NULL,
    "unit" text NOT NULL,
    "area" text NOT NULL,
    "standing" text NOT NULL,
    "is_over" boolean NOT NULL,
    "began_at" timestamp with time zone NOT NULL,
    "changed_at" timestamp with time zone NOT NULL,
    "head_seq" integer NOT NULL
);

CREATE INDEX "ix_joint_file_kind_is_over_changed_at" ON "joint_file" ("kind", "is_over", "changed_at");

CREATE INDEX "ix_joint_file_area_kind" ON "joint_file" ("area", "kind");

CREATE TABLE "joint_fact" (
    "file_id" uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamp with time zone NOT NULL,
    "staff" uuid NULL,
    "unit" text NULL,
    "type" text NOT NULL,
    "body" text NOT NULL,
    CONSTRAINT "pk_joint_fact" PRIMARY KEY ("file_id", "seq"),
    CONSTRAINT "fk_joint_fact_joint_file_file_id" FOREIGN KEY ("file_id") REFERENCES "joint_file" ("id") ON DELETE RESTRICT
);

CREATE TABLE "joint_reader" (
    "file_id" uuid NOT NULL,
    "unit" text NOT NULL,
    CONSTRAINT "pk_joint_reader" PRIMARY KEY ("file_id", "unit"),
    CONSTRAINT "fk_joint_reader_joint_file_file_id" FOREIGN KEY ("file_id") REFERENCES "joint_file" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_joint_reader_unit" ON "joint_reader" ("unit");

CREATE TABLE "joint_matter" (
    "file_id" uuid NOT NULL,
    "number" bigint NOT NULL,
    CONSTRAINT "pk_joint_matter" PRIMARY KEY ("file_id", "number"),
    CONSTRAINT "fk_joint_matter_joint_file_file_id" FOREIGN KEY ("file_id") REFERENCES "joint_file" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_joint_matter_number" ON "joint_matter" ("number");

CREATE TABLE "joint_duty" (
    "id" uuid NOT NULL CONSTRAINT "pk_joint_duty" PRIMARY KEY,
    "file_id" uuid NOT NULL,
    "for" text NOT NULL,
    "unit" text NOT NULL,
    "gone_up_to" text NULL,
    "due_at" timestamp with time zone NOT NULL,
    "next_look_at" timestamp with time zone NULL,
    CONSTRAINT "fk_joint_duty_joint_file_file_id" FOREIGN KEY ("file_id") REFERENCES "joint_file" ("id") ON DELETE RESTRICT
);

CREATE INDEX "ix_joint_duty_next_look_at" ON "joint_duty" ("next_look_at");

CREATE INDEX "ix_joint_duty_unit_due_at" ON "joint_duty" ("unit", "due_at");

CREATE INDEX "ix_joint_duty_gone_up_to" ON "joint_duty" ("gone_up_to");

CREATE INDEX "ix_joint_duty_file_id" ON "joint_duty" ("file_id");
