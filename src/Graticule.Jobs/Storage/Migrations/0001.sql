-- Times are whole ticks of 100 ns since 1970-01-01 UTC, so what is read is exactly what was written.
-- State: 0 created, 1 queued, 2 running, 3 succeeded, 4 failed, 5 cancelled.

CREATE TABLE jobs (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  dialect TEXT NOT NULL,
  process TEXT NOT NULL,
  executor TEXT NOT NULL,
  state BIGINT NOT NULL,
  progress DOUBLE PRECISION,
  message TEXT,
  created BIGINT NOT NULL,
  started BIGINT,
  finished BIGINT,
  updated BIGINT NOT NULL,
  removed BIGINT,
  attempt BIGINT NOT NULL,
  handle TEXT,
  revision BIGINT NOT NULL,
  lease_holder TEXT,
  lease_until BIGINT NOT NULL,  -- 0 without a lease: a running job that nobody holds is free to be taken over
  bytes BIGINT NOT NULL,        -- sum of the lengths of the output files
  emptied BIGINT NOT NULL,      -- 1 once the files of a removed job are deleted
  spec TEXT NOT NULL,
  outputs TEXT,
  problem TEXT
);

-- Lists: the newest of one owner in one dialect, alone or by state or by state and process. Each is already in the order of the page.
CREATE INDEX jobs_by_creation ON jobs (owner, dialect, created, id) WHERE removed IS NULL;
CREATE INDEX jobs_by_state ON jobs (owner, dialect, state, created, id) WHERE removed IS NULL;
CREATE INDEX jobs_by_process ON jobs (owner, dialect, process, state, created, id) WHERE removed IS NULL;

-- The queue, and who holds what.
CREATE INDEX jobs_queued ON jobs (executor, created, id) WHERE state = 1;
CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 2;

-- Retention.
CREATE INDEX jobs_ended ON jobs (finished, bytes) WHERE finished IS NOT NULL AND removed IS NULL;
CREATE INDEX jobs_removed ON jobs (emptied, removed) WHERE removed IS NOT NULL;

CREATE TABLE deliveries (
  number INTEGER PRIMARY KEY,   -- counts up: the order in which the news arose
  id TEXT NOT NULL UNIQUE,
  job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  event BIGINT NOT NULL,        -- 0 progress, 1 succeeded, 2 failed
  address TEXT NOT NULL,
  tries BIGINT NOT NULL,
  next BIGINT,
  delivered BIGINT,
  outcome TEXT
);

CREATE INDEX deliveries_by_job ON deliveries (job, number);
CREATE INDEX deliveries_due ON deliveries (next) WHERE next IS NOT NULL;

CREATE TABLE keys (
  id TEXT NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  scopes BIGINT NOT NULL,
  created BIGINT NOT NULL,
  expires BIGINT,
  revoked BIGINT
);
