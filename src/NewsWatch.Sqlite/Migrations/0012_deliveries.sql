-- What a delivery carries stands apart from where its sending stands: the one is long and never changes, the other changes twice a sending.
ALTER TABLE deliveries ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN possible_repeats INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN attempt_id TEXT;
ALTER TABLE deliveries ADD COLUMN first_attempt_at INTEGER;
ALTER TABLE deliveries ADD COLUMN last_attempt_at INTEGER;
ALTER TABLE deliveries ADD COLUMN last_error TEXT;
ALTER TABLE deliveries ADD COLUMN message TEXT NOT NULL DEFAULT '';
UPDATE deliveries SET
    attempts = coalesce(json_extract(delivery, '$.attempts'), 0),
    possible_repeats = coalesce(json_extract(delivery, '$.possibleRepeats'), 0),
    attempt_id = json_extract(delivery, '$.attemptId'),
    first_attempt_at = CAST(round((julianday(json_extract(delivery, '$.firstAttemptAt')) - 2440587.5) * 86400000) AS INTEGER),
    last_attempt_at = CAST(round((julianday(json_extract(delivery, '$.lastAttemptAt')) - 2440587.5) * 86400000) AS INTEGER),
    last_error = json_extract(delivery, '$.lastError'),
    message = json_extract(delivery, '$.message');
ALTER TABLE deliveries DROP COLUMN delivery;

DROP INDEX deliveries_sent;
CREATE INDEX deliveries_sent ON deliveries (last_attempt_at) WHERE state = 'Sent' AND channel <> 'feed';
