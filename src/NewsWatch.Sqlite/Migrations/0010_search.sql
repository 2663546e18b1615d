-- Search: dates become ranges of numbers. A document's number is of its time's minute, but where that minute was full (65,536); those few
-- are listed here, with the words of DocumentNumber.Moved.
CREATE INDEX documents_moved ON documents (time) WHERE (number >> 16) * 60000 > max(time, 0);

-- Told by this index alone, without the row and its text, which fill a page: sources:>=2 may look at very many.
CREATE INDEX documents_sources ON documents (number, sources);

-- More segments side by side before they are merged: each word is written anew half as often. A search looks at some more of them.
INSERT INTO documents_fts (documents_fts, rank) VALUES ('automerge', 16);
INSERT INTO documents_fts (documents_fts, rank) VALUES ('crisismerge', 64);

-- With how many independent sources a story's articles stand in the index; NULL where that is not known.
ALTER TABLE stories ADD COLUMN indexed_sources INTEGER;
