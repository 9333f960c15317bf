CREATE TABLE "petition_route" (
    "matter_id" bigint NOT NULL CONSTRAINT "pk_petition_route" PRIMARY KEY,
    "body" text NOT NULL,
    CONSTRAINT "fk_petition_route_matter_matter_id" FOREIGN KEY ("matter_id") REFERENCES "matter" ("id") ON DELETE RESTRICT
);
