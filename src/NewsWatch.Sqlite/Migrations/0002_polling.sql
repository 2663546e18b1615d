-- What a list says of a feed beyond title and folder, its place there, and what people did to it by hand.
-- The column paused is 1 for every feed that is not polled, whoever stopped it.
ALTER TABLE feeds ADD COLUMN others TEXT;
ALTER TABLE feeds ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN paused_at INTEGER;
ALTER TABLE feeds ADD COLUMN removed_at INTEGER;

-- Each look for due feeds reads an index alone, never the rows with their states.
DROP INDEX feeds_due;
DROP INDEX feeds_claimed;
DROP INDEX feeds_started;
CREATE INDEX feeds_waiting ON feeds (next_poll_at, host) WHERE paused = 0 AND claimed_until IS NULL;
CREATE INDEX feeds_claimed ON feeds (claimed_until, host) WHERE claimed_until IS NOT NULL;
CREATE INDEX feeds_started ON feeds (started_at, host);
CREATE INDEX feeds_listed ON feeds (listed);
CREATE INDEX hosts_hold ON hosts (hold_until);

-- One subscription at a hub for each feed that names one.
CREATE TABLE hub_subscriptions (
    feed_id      TEXT PRIMARY KEY REFERENCES feeds (id) ON DELETE CASCADE,
    token        TEXT NOT NULL UNIQUE,
    subscription TEXT NOT NULL
) WITHOUT ROWID;
