-- Whether anything is sold to a customer, as customer tells it: drafts of staff are placed for nobody who is blocked.
CREATE TABLE "order".customer_standing (
    customer_id     uuid NOT NULL,
    profile_version bigint NOT NULL,
    blocked         boolean NOT NULL,
    CONSTRAINT customer_standing_pkey PRIMARY KEY (customer_id)
);
