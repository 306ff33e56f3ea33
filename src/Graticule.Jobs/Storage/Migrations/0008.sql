-- Jobs as users saved them: before they are submitted, while the engine runs them, and after what they left was put in order.

CREATE TABLE saved_jobs (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  created BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  phase BIGINT NOT NULL,    -- 0 draft, 1 submitted, 2 completed
  work TEXT,                -- id in the table jobs
  public BIGINT NOT NULL,
  removed BIGINT,
  revision BIGINT NOT NULL,
  content TEXT NOT NULL,    -- JSON: what was asked for
  record TEXT NOT NULL      -- JSON: what became of it
);

CREATE INDEX saved_jobs_by_creation ON saved_jobs (owner, created, id) WHERE removed IS NULL;
CREATE INDEX saved_jobs_by_phase ON saved_jobs (owner, phase, created, id) WHERE removed IS NULL;
CREATE INDEX saved_jobs_open ON saved_jobs (created, id) WHERE phase = 1 AND removed IS NULL;
