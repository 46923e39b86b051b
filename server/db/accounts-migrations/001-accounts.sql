-- The first four tables are better-auth's: names and columns are its own, dates are its ISO texts.
CREATE TABLE "user" (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  "emailVerified" INTEGER NOT NULL,
  image TEXT,
  "createdAt" TEXT NOT NULL,
  "updatedAt" TEXT NOT NULL
) STRICT;

CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY,
  "expiresAt" TEXT NOT NULL,
  token TEXT NOT NULL UNIQUE,
  "createdAt" TEXT NOT NULL,
  "updatedAt" TEXT NOT NULL,
  "ipAddress" TEXT,
  "userAgent" TEXT,
  "userId" TEXT NOT NULL REFERENCES "user" (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX "session_userId_idx" ON session ("userId");

CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY,
  "accountId" TEXT NOT NULL,
  "providerId" TEXT NOT NULL,
  "userId" TEXT NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  "accessToken" TEXT,
  "refreshToken" TEXT,
  "idToken" TEXT,
  "accessTokenExpiresAt" TEXT,
  "refreshTokenExpiresAt" TEXT,
  scope TEXT,
  password TEXT,
  "createdAt" TEXT NOT NULL,
  "updatedAt" TEXT NOT NULL
) STRICT;
CREATE INDEX "account_userId_idx" ON account ("userId");

CREATE TABLE verification (
  id TEXT NOT NULL PRIMARY KEY,
  identifier TEXT NOT NULL,
  value TEXT NOT NULL,
  "expiresAt" TEXT NOT NULL,
  "createdAt" TEXT NOT NULL,
  "updatedAt" TEXT NOT NULL
) STRICT;
CREATE INDEX verification_identifier_idx ON verification (identifier);

-- What an account may do. No row = viewer.
CREATE TABLE roles (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES "user" (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('viewer', 'organizer', 'admin')),
  -- When it was put into the bin; it can do nothing while it lies there.
  deleted_ms INTEGER
) STRICT;
CREATE INDEX roles_deleted ON roles (deleted_ms) WHERE deleted_ms IS NOT NULL;

-- Which conferences (ids of portal.db) an organizer works on; a conference that is deleted for good takes its rows along.
CREATE TABLE organized_conferences (
  account_id TEXT NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  conference_id INTEGER NOT NULL,
  PRIMARY KEY (account_id, conference_id)
) STRICT, WITHOUT ROWID;

-- A token itself is shown once and kept by nobody: only its SHA-256 is here.
CREATE TABLE api_tokens (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  hash BLOB NOT NULL UNIQUE,
  created_ms INTEGER NOT NULL,
  last_used_ms INTEGER
) STRICT;
CREATE INDEX api_tokens_of ON api_tokens (account_id);

-- Secrets that the portal makes for itself, so that they are backed up with the accounts that need them.
CREATE TABLE secrets (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
