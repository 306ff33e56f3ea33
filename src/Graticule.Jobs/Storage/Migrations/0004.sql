-- JSON documents that dialects keep for users: what a job was asked for, processes that users wrote.

CREATE TABLE documents (
  owner TEXT NOT NULL,
  kind TEXT NOT NULL,     -- such as 'openeo.job'
  id TEXT NOT NULL,
  created BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (owner, kind, id)
);
