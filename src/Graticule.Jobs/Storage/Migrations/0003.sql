-- When a package was first seen without a process; null while a process runs it.

ALTER TABLE packages ADD COLUMN orphaned BIGINT;
