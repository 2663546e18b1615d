-- The number of the first decision on each article: the order in which the resolver's memory is rebuilt.
ALTER TABLE story_articles ADD COLUMN arrived INTEGER NOT NULL DEFAULT 0;
UPDATE story_articles SET arrived = (SELECT min(number) FROM decisions d WHERE d.article_id = story_articles.article_id);
CREATE INDEX story_articles_arrived ON story_articles (arrived);

-- What people did to stories; an act undone keeps its row.
CREATE TABLE story_acts (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    at        INTEGER NOT NULL,
    undone_at INTEGER,
    act       TEXT NOT NULL
);

-- The decision on each article that an act moved: before it, and by it.
CREATE TABLE story_moves (
    act        INTEGER NOT NULL REFERENCES story_acts (number),
    article_id TEXT NOT NULL,
    before     INTEGER NOT NULL REFERENCES decisions (number),
    after      INTEGER NOT NULL REFERENCES decisions (number),
    PRIMARY KEY (act, article_id)
) WITHOUT ROWID;

-- Articles that must or cannot share a story because a person said so.
CREATE TABLE story_pairs (
    act        INTEGER NOT NULL REFERENCES story_acts (number),
    article_id TEXT NOT NULL,
    other_id   TEXT NOT NULL,
    together   INTEGER NOT NULL,
    PRIMARY KEY (act, article_id, other_id)
) WITHOUT ROWID;
