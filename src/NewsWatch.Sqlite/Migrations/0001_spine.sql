-- Times are milliseconds since 1970-01-01 UTC; lists and values without columns of their own are JSON.

CREATE TABLE feeds (
    id            TEXT PRIMARY KEY,
    address       TEXT NOT NULL UNIQUE,
    title         TEXT,
    folder        TEXT,
    topical       INTEGER NOT NULL,
    host          TEXT NOT NULL,
    added_at      INTEGER NOT NULL,
    next_poll_at  INTEGER NOT NULL,
    paused        INTEGER NOT NULL DEFAULT 0,
    poll          INTEGER NOT NULL DEFAULT 0,
    started_at    INTEGER,
    claimed_until INTEGER,
    state         TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX feeds_due ON feeds (next_poll_at) WHERE paused = 0;
CREATE INDEX feeds_claimed ON feeds (claimed_until) WHERE claimed_until IS NOT NULL;
CREATE INDEX feeds_started ON feeds (started_at);

CREATE TABLE hosts (
    host       TEXT PRIMARY KEY,
    hold_until INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE entries (
    id       TEXT PRIMARY KEY,
    feed_id  TEXT NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    guid     TEXT,
    address  TEXT NOT NULL,
    has_page INTEGER NOT NULL,
    title    TEXT NOT NULL,
    hash     TEXT NOT NULL,
    revision INTEGER NOT NULL,
    found_at INTEGER NOT NULL,
    backfill INTEGER NOT NULL,
    content  TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX entries_feed ON entries (feed_id, found_at);

CREATE TABLE articles (
    id        TEXT PRIMARY KEY,
    address   TEXT NOT NULL UNIQUE,
    outlet_id TEXT NOT NULL,
    version   INTEGER NOT NULL,
    found_at  INTEGER NOT NULL,
    time      INTEGER NOT NULL,
    article   TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX articles_time ON articles (time);

CREATE TABLE article_versions (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    version    INTEGER NOT NULL,
    found_at   INTEGER NOT NULL,
    article    TEXT NOT NULL,
    tags       TEXT,
    PRIMARY KEY (article_id, version)
) WITHOUT ROWID;

CREATE TABLE stories (
    id         TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    opened_at  INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    revision   INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX stories_changed ON stories (changed_at);

-- What was decided, in order: the resolver's memory is rebuilt from these rows.
CREATE TABLE decisions (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id TEXT NOT NULL,
    version    INTEGER NOT NULL,
    story_id   TEXT,
    revises    INTEGER NOT NULL,
    decided_at INTEGER NOT NULL,
    decision   TEXT NOT NULL
);
CREATE INDEX decisions_article ON decisions (article_id, number);
CREATE INDEX decisions_time ON decisions (decided_at);

-- The latest decision on each article.
CREATE TABLE story_articles (
    article_id TEXT PRIMARY KEY,
    story_id   TEXT,
    role       TEXT NOT NULL,
    time       INTEGER NOT NULL,
    decision   INTEGER NOT NULL REFERENCES decisions (number)
) WITHOUT ROWID;
CREATE INDEX story_articles_story ON story_articles (story_id, time);

-- Developments are told once; a later decision on the same article does not take one back.
CREATE TABLE developments (
    id          TEXT PRIMARY KEY,
    story_id    TEXT NOT NULL,
    decision    INTEGER NOT NULL REFERENCES decisions (number),
    article_id  TEXT NOT NULL,
    at          INTEGER NOT NULL,
    development TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX developments_story ON developments (story_id, at);
CREATE INDEX developments_decision ON developments (decision);

CREATE TABLE alerts (
    id              TEXT PRIMARY KEY,
    development_id  TEXT NOT NULL,
    subscription_id TEXT NOT NULL,
    story_id        TEXT NOT NULL,
    article_id      TEXT NOT NULL,
    raised_at       INTEGER NOT NULL,
    alert           TEXT NOT NULL,
    UNIQUE (development_id, subscription_id)
) WITHOUT ROWID;
CREATE INDEX alerts_raised ON alerts (raised_at);
CREATE INDEX alerts_story ON alerts (story_id, subscription_id);
CREATE INDEX alerts_article ON alerts (article_id);

CREATE TABLE held_back (
    article_id      TEXT NOT NULL,
    version         INTEGER NOT NULL,
    subscription_id TEXT NOT NULL,
    story_id        TEXT,
    reason          TEXT NOT NULL,
    held_at         INTEGER NOT NULL,
    held            TEXT NOT NULL,
    PRIMARY KEY (article_id, version, subscription_id)
) WITHOUT ROWID;
CREATE INDEX held_back_at ON held_back (held_at);

-- One for each period, also where there was nothing to tell.
CREATE TABLE digests (
    id              TEXT PRIMARY KEY,
    subscription_id TEXT NOT NULL,
    period_start    INTEGER NOT NULL,
    period_end      INTEGER NOT NULL,
    told            INTEGER NOT NULL,
    UNIQUE (subscription_id, period_start)
) WITHOUT ROWID;

CREATE TABLE digest_ends (
    subscription_id TEXT PRIMARY KEY,
    covered_until   INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE deliveries (
    id           TEXT PRIMARY KEY,
    subject_kind TEXT NOT NULL,
    subject_id   TEXT NOT NULL,
    channel      TEXT NOT NULL,
    recipient    TEXT NOT NULL,
    state        TEXT NOT NULL,
    next_at      INTEGER NOT NULL,
    delivery     TEXT NOT NULL,
    UNIQUE (subject_kind, subject_id, channel, recipient)
) WITHOUT ROWID;
CREATE INDEX deliveries_open ON deliveries (next_at) WHERE state IN ('Pending', 'Claimed', 'Retry', 'Unknown');

-- Saved before it is announced: one row for every stage and fact that is not done, in the order in which they were opened.
CREATE TABLE work (
    stage        TEXT NOT NULL,
    id           TEXT NOT NULL,
    revision     INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    announced_at INTEGER NOT NULL,
    attempts     INTEGER NOT NULL DEFAULT 0,
    quarantined  INTEGER NOT NULL DEFAULT 0,
    error        TEXT,
    PRIMARY KEY (stage, id, revision)
);
CREATE INDEX work_due ON work (due_at) WHERE quarantined = 0;

-- What search asks: words as the product splits them, parted by spaces; keys as field:value.
CREATE TABLE documents (
    number     INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,
    time       INTEGER NOT NULL,
    sources    INTEGER NOT NULL,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL
);
CREATE INDEX documents_time ON documents (time);

CREATE TABLE document_keys (
    key    TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    PRIMARY KEY (key, number)
) WITHOUT ROWID;
CREATE INDEX document_keys_number ON document_keys (number);

CREATE VIRTUAL TABLE documents_fts USING fts5 (
    title, body, content = 'documents', content_rowid = 'number', tokenize = 'ascii');
