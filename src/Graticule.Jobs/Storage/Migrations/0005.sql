-- Pausing: the attempt after which the owner paused the job last; NULL where it never was paused.

ALTER TABLE jobs ADD COLUMN paused BIGINT;
