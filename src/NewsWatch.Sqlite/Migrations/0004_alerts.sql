-- Search: a document's number carries its time, so that newest first is the index's own order and asks for no sorting.
-- The index is made again from the store (newswatch search --rebuild); the articles themselves are untouched.
DROP TABLE documents_fts;
DROP TABLE document_keys;
DROP TABLE documents;

-- number: minutes since 1970 shifted by 16, and a count within the minute. sequence: the order in which documents came here.
CREATE TABLE documents (
    number     INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL,
    sequence   INTEGER NOT NULL,
    time       INTEGER NOT NULL,
    sources    INTEGER NOT NULL,
    facets     TEXT NOT NULL,
    keys       TEXT NOT NULL,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL
);
CREATE UNIQUE INDEX documents_article ON documents (article_id);
CREATE INDEX documents_sequence ON documents (sequence);

CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, body, keys, content = 'documents', content_rowid = 'number', tokenize = 'ascii', columnsize = 0);
-- A larger share of memory for what is not yet written: fewer, larger segments.
INSERT INTO documents_fts (documents_fts, rank) VALUES ('hashsize', 8388608);

-- Deliveries to one recipient go out in the order in which they were written.
ALTER TABLE deliveries ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN subscription_id TEXT NOT NULL DEFAULT '';
UPDATE deliveries SET
    sequence = (SELECT count(*) FROM deliveries earlier WHERE (earlier.next_at, earlier.id) <= (deliveries.next_at, deliveries.id)),
    subscription_id = coalesce(json_extract(delivery, '$.subscriptionId'), '');
CREATE INDEX deliveries_sequence ON deliveries (sequence);
CREATE INDEX deliveries_recipient ON deliveries (channel, recipient, sequence) WHERE state IN ('Pending', 'Claimed', 'Retry', 'Unknown');
CREATE INDEX deliveries_feed ON deliveries (subscription_id, sequence) WHERE channel = 'feed';

-- A receiver that said it is gone (410): nothing is sent there until somebody turns it on again.
CREATE TABLE gone_recipients (
    channel   TEXT NOT NULL,
    recipient TEXT NOT NULL,
    reason    TEXT NOT NULL,
    gone_at   INTEGER NOT NULL,
    PRIMARY KEY (channel, recipient)
) WITHOUT ROWID;

-- A reader who left by the link in a mail.
CREATE TABLE unsubscribed (
    subscription_id TEXT NOT NULL,
    channel         TEXT NOT NULL,
    recipient       TEXT NOT NULL,
    left_at         INTEGER NOT NULL,
    PRIMARY KEY (subscription_id, channel, recipient)
) WITHOUT ROWID;

-- What a subscriber taught: told, from now on, although this reason would hold it back.
CREATE TABLE taught (
    subscription_id TEXT NOT NULL,
    outlet_id       TEXT NOT NULL,
    reason          TEXT NOT NULL,
    taught_at       INTEGER NOT NULL,
    PRIMARY KEY (subscription_id, outlet_id, reason)
) WITHOUT ROWID;

CREATE INDEX alerts_subscription ON alerts (subscription_id, raised_at);
CREATE INDEX held_back_subscription ON held_back (subscription_id, held_at);
CREATE INDEX held_back_article ON held_back (article_id);

-- Keys that this installation made for itself, such as the one that signs unsubscribe links.
CREATE TABLE own_keys (
    name TEXT PRIMARY KEY,
    key  TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO own_keys (name, key) VALUES ('links', hex(randomblob(32)));

-- Exports read what an article told, whichever story it stands in now.
CREATE INDEX developments_article ON developments (article_id);
