-- What filling in forms takes, by form and month, and by nothing else.
CREATE TABLE "form_burden" (
    "month" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "taken" INTEGER NOT NULL,
    "sent_back" INTEGER NOT NULL,
    "fields" INTEGER NOT NULL,
    "typed_again" INTEGER NOT NULL,
    "timed" INTEGER NOT NULL,
    "seconds" INTEGER NOT NULL,
    CONSTRAINT "pk_form_burden" PRIMARY KEY ("month", "form")
);
