-- Places that hold stock. A location is switched off, never deleted: the ledger names it for ever.
CREATE TABLE warehouse.stock_location (
    location_id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    priority integer NOT NULL,
    active boolean NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT stock_location_pkey PRIMARY KEY (location_id),
    CONSTRAINT stock_location_code_key UNIQUE (code),
    CONSTRAINT stock_location_code_check CHECK (char_length(code) BETWEEN 1 AND 64),
    CONSTRAINT stock_location_name_check CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT stock_location_priority_check CHECK (priority BETWEEN 0 AND 1000000)
);
CREATE INDEX stock_location_active_idx ON warehouse.stock_location (priority, location_id) WHERE active;

-- How a channel is served. A channel without a row is served by every active location in order of priority.
CREATE TABLE warehouse.channel_route (
    channel text NOT NULL,
    strategy text NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT channel_route_pkey PRIMARY KEY (channel),
    CONSTRAINT channel_route_channel_check CHECK (char_length(channel) BETWEEN 1 AND 32),
    CONSTRAINT channel_route_strategy_check CHECK (strategy IN ('priority', 'fewest_splits'))
);

-- The locations that serve a channel, lowest priority first. None: every active location serves it.
CREATE TABLE warehouse.channel_location (
    channel text NOT NULL,
    location_id uuid NOT NULL,
    priority integer NOT NULL,
    CONSTRAINT channel_location_pkey PRIMARY KEY (channel, location_id),
    CONSTRAINT channel_location_channel_fkey FOREIGN KEY (channel) REFERENCES warehouse.channel_route (channel),
    CONSTRAINT channel_location_location_id_fkey
        FOREIGN KEY (location_id) REFERENCES warehouse.stock_location (location_id),
    CONSTRAINT channel_location_priority_check CHECK (priority BETWEEN 0 AND 1000000)
);
CREATE INDEX channel_location_location_id_idx ON warehouse.channel_location (location_id);
