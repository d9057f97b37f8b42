--: ChannelRow()

--! list_channels (only?) : ChannelRow
SELECT channel_code, name, currency, active, version, created_at, updated_at
FROM catalog.channel
WHERE :only::text[] IS NULL OR channel_code = ANY(:only)
ORDER BY channel_code;

--! find_channel : ChannelRow
SELECT channel_code, name, currency, active, version, created_at, updated_at
FROM catalog.channel
WHERE channel_code = :channel_code;

--! insert_channel
INSERT INTO catalog.channel (channel_code, name, currency, active, version, created_at, updated_at)
VALUES (:channel_code, :name, :currency, :active, 1, :now, :now);

--! update_channel
UPDATE catalog.channel
SET name = :name, currency = :currency, active = :active, version = version + 1, updated_at = :now
WHERE channel_code = :channel_code AND version = :version;
