-- Deployed processes. A package is kept for as long as a process or a job names its digest.

CREATE TABLE packages (
  digest TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  media_type TEXT NOT NULL,
  original TEXT NOT NULL,
  content TEXT NOT NULL
);

CREATE TABLE processes (
  owner TEXT NOT NULL,
  id TEXT NOT NULL,
  digest TEXT NOT NULL REFERENCES packages (digest),
  deployed BIGINT NOT NULL,
  replaced BIGINT,
  PRIMARY KEY (owner, id)
);
