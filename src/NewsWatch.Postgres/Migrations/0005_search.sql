-- With how many independent sources a story's articles stand in the index; NULL where that is not known.
ALTER TABLE stories ADD COLUMN indexed_sources integer;
