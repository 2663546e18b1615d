-- The number of the decision that a document was made after: an old write that comes late does not win.
ALTER TABLE documents ADD COLUMN revision bigint NOT NULL DEFAULT 0;
