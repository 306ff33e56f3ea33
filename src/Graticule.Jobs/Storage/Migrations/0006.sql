-- Files of users. Their bytes are blobs of the file store, by SHA-512; files of the same content share one.

CREATE TABLE user_files (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,   -- the name in lower case, to search in
  type BIGINT NOT NULL,
  path TEXT NOT NULL,     -- below the folder of the job
  length BIGINT NOT NULL,
  sha512 TEXT NOT NULL,
  uploaded BIGINT NOT NULL,
  deleted BIGINT,
  tags TEXT NOT NULL,     -- JSON array of texts
  shared TEXT NOT NULL,   -- JSON array of subjects, as in user_file_shares
  job TEXT,
  run TEXT
);

CREATE INDEX user_files_by_owner ON user_files (owner, uploaded, id) WHERE deleted IS NULL;
CREATE INDEX user_files_by_job ON user_files (job, uploaded, id) WHERE job IS NOT NULL AND deleted IS NULL;
CREATE INDEX user_files_by_content ON user_files (sha512) WHERE deleted IS NULL;

CREATE TABLE user_file_shares (
  subject TEXT NOT NULL,
  file TEXT NOT NULL REFERENCES user_files (id) ON DELETE CASCADE,
  PRIMARY KEY (subject, file)
);

CREATE INDEX user_file_shares_by_file ON user_file_shares (file);

-- Who needs the bytes of files whatever becomes of the files, such as a submitted job.
CREATE TABLE user_file_holds (
  holder TEXT NOT NULL,
  sha512 TEXT NOT NULL,
  PRIMARY KEY (holder, sha512)
);

CREATE INDEX user_file_holds_by_content ON user_file_holds (sha512);

CREATE TABLE user_file_usage (
  owner TEXT NOT NULL PRIMARY KEY,
  bytes BIGINT NOT NULL,
  files BIGINT NOT NULL
);
