-- What cart knows of catalog's sales channels, from catalog.channel_changed. A channel nobody told of sells.
CREATE TABLE cart.channel (
    channel text NOT NULL,
    version bigint NOT NULL,
    active  boolean NOT NULL,
    CONSTRAINT channel_pkey PRIMARY KEY (channel),
    CONSTRAINT channel_channel_check CHECK (length(channel) BETWEEN 1 AND 32)
);
