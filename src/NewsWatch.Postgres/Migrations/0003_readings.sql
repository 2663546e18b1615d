-- What the resolver read of each article, packed, by story_articles.arrived: a start reads these instead of the texts. Where one is
-- missing, or of another form, the text is read again. Those of before the resolver's window are deleted as new ones come.
CREATE TABLE readings (
    arrived bigint PRIMARY KEY,
    form    text COLLATE "C" NOT NULL,
    reading bytea NOT NULL
) WITH (toast_tuple_target = 8160);

-- Hashes do not compress, and a start reads them all: they stand in the row itself where they fit.
ALTER TABLE readings ALTER COLUMN reading SET STORAGE EXTERNAL;
