-- Room in memory for the words of one transaction of a rebuild: fewer, larger segments.
INSERT INTO documents_fts (documents_fts, rank) VALUES ('hashsize', 67108864);
