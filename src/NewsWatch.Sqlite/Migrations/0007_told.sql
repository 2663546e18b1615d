-- What a subscription was told of a story, in its order: without the order in it, the index on a subscription's alerts is
-- taken instead, and every alert ever raised for it is read.
DROP INDEX alerts_story;
CREATE INDEX alerts_story ON alerts (story_id, subscription_id, raised_at, id);
