-- What filling in forms takes, by form and month, and by nothing else.
CREATE TABLE "form_burden" (
    "month" integer NOT NULL,
    "form" text NOT NULL,
    "taken" integer NOT NULL,
    "sent_back" integer NOT NULL,
    "fields" integer NOT NULL,
    "typed_again" integer NOT NULL,
    "timed" integer NOT NULL,
    "seconds" bigint NOT NULL,
    CONSTRAINT "pk_form_burden" PRIMARY KEY ("month", "form")
);
