-- What a delivery carries stands apart from where its sending stands: the one is long and never changes, the other changes twice a sending.
ALTER TABLE deliveries
    ADD COLUMN attempts integer NOT NULL DEFAULT 0,
    ADD COLUMN attempt_id text COLLATE "C",
    ADD COLUMN last_attempt_at bigint,
    ADD COLUMN last_error text,
    ADD COLUMN message text NOT NULL DEFAULT '';
-- JSON holds a zero character and text cannot; the same length and shape, so that nothing else in it can break.
UPDATE deliveries d SET
    attempts = coalesce((told.was ->> 'attempts')::integer, 0),
    attempt_id = told.was ->> 'attemptId',
    last_attempt_at = round(extract(epoch FROM (told.was ->> 'lastAttemptAt')::timestamptz) * 1000)::bigint,
    last_error = told.was ->> 'lastError',
    message = told.was ->> 'message'
FROM (SELECT id, replace(delivery, '\u0000', '\ufffd')::json AS was FROM deliveries) told
WHERE told.id = d.id;
ALTER TABLE deliveries DROP COLUMN delivery;
ALTER TABLE deliveries ALTER COLUMN attempts DROP DEFAULT, ALTER COLUMN message DROP DEFAULT;

DROP INDEX deliveries_sent;
CREATE INDEX deliveries_sent ON deliveries (last_attempt_at) WHERE state = 'Sent' AND channel <> 'feed';

-- The subject first: asked for by kind and some subjects, a plan made while the table was empty takes the kind alone from an index that begins with it.
ALTER TABLE deliveries DROP CONSTRAINT deliveries_subject_kind_subject_id_channel_recipient_key;
ALTER TABLE deliveries ADD UNIQUE (subject_id, subject_kind, channel, recipient);
