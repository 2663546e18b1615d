-- What the resolver read of each article, packed, by story_articles.arrived: a start reads these instead of the texts. Where one is
-- missing, or of another form, the text is read again. Those of before the resolver's window are deleted as new ones come.
CREATE TABLE readings (
    arrived INTEGER PRIMARY KEY,
    form    TEXT NOT NULL,
    reading BLOB NOT NULL
);
