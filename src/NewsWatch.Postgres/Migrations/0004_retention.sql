-- What is old and may be removed is found without reading the rest.
CREATE INDEX entries_texts ON entries (found_at) WHERE content <> '';
CREATE INDEX deliveries_sent ON deliveries (sequence) WHERE state = 'Sent' AND channel <> 'feed';
