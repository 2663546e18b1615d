-- The registry (topics, entities, outlets, name model) that tagged a version: where it is not the present one, tag again.
ALTER TABLE article_versions ADD COLUMN registry TEXT;

-- Names that no registry knows, by article.
CREATE TABLE candidate_names (
    name       TEXT NOT NULL,
    type       TEXT NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    mentions   INTEGER NOT NULL,
    found_at   INTEGER NOT NULL,
    PRIMARY KEY (name, type, article_id)
) WITHOUT ROWID;
CREATE INDEX candidate_names_article ON candidate_names (article_id);

-- Each time all articles had been tagged again, with what that changed.
CREATE TABLE retaggings (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    registry    TEXT NOT NULL,
    finished_at INTEGER NOT NULL,
    report      TEXT NOT NULL
);
