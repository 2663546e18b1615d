-- The worst that each feed's last poll found (the number of its FeedCondition; 9: not read yet), so that a page of ten thousand
-- feeds is read in its order, and their counts without reading the feeds.
ALTER TABLE feeds ADD COLUMN condition integer NOT NULL DEFAULT 9;
CREATE INDEX feeds_condition ON feeds (condition, listed) WHERE removed_at IS NULL;

-- What people removed, for the hubs that are to be told.
CREATE INDEX feeds_removed ON feeds (removed_at) WHERE removed_at IS NOT NULL;

-- The times in which a feed needed somebody. told: 0 nothing, 1 its beginning, 2 all that is to be told.
CREATE TABLE feed_incidents (
    id        text COLLATE "C" PRIMARY KEY,
    feed_id   text COLLATE "C" NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    condition integer NOT NULL,
    words     text NOT NULL,
    opened_at bigint NOT NULL,
    ended_at  bigint,
    told      integer NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX feed_incidents_open ON feed_incidents (feed_id) WHERE ended_at IS NULL;
CREATE INDEX feed_incidents_untold ON feed_incidents (opened_at) WHERE told = 0 OR (told = 1 AND ended_at IS NOT NULL);
