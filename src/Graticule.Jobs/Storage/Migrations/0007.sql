-- What jobs cost. Money is in millionths of the unit of the currency.

CREATE TABLE charges (
  job TEXT NOT NULL PRIMARY KEY,   -- the dialect's id
  owner TEXT NOT NULL,
  project TEXT,
  machine TEXT NOT NULL,           -- what it ran on, as the prices call it
  cores BIGINT NOT NULL,
  reserved BIGINT NOT NULL,        -- most that it can cost
  amount BIGINT,                   -- what it did cost; NULL until its end
  opened BIGINT NOT NULL,
  closed BIGINT,
  seconds DOUBLE PRECISION
);

CREATE INDEX charges_by_project ON charges (project) WHERE project IS NOT NULL;
CREATE INDEX charges_by_owner ON charges (owner, opened);
