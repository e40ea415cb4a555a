-- Written by asterism from the description of cluster proxmox. Change it there and run npm run synth;
-- edits in this file are lost.
-- For alkaid: CREDENTIALS_DIRECTORY=FOLDER psql --dbname=postgres --file=init.sql, as the administrator.
-- FOLDER contains one file per role, named after it, with its password; only the administrator may read them.

\set ON_ERROR_STOP on
-- Otherwise the server logs statements with passwords in clear text.
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';
SET password_encryption = 'scram-sha-256';

-- The lines below would remove the rights of a superuser, and it may be the only one.
SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kafka' AND rolsuper) AS superuser \gset
\if :superuser
  \warn 'role kafka is a superuser; give the databases to another role'
  DO $$ BEGIN RAISE EXCEPTION 'a superuser must not own a database of an application'; END $$;
\endif
\set password `cat "$CREDENTIALS_DIRECTORY"/'kafka'`
SELECT :'password' = '' AS missing \gset
\if :missing
  \warn 'no password for role kafka: CREDENTIALS_DIRECTORY/kafka is empty or missing'
  DO $$ BEGIN RAISE EXCEPTION 'a password is missing'; END $$;
\endif
SELECT format('CREATE ROLE %I', 'kafka')
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kafka') \gexec
ALTER ROLE "kafka" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';
\unset password

SELECT format('CREATE DATABASE %I OWNER %I', 'kafka', 'kafka')
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'kafka') \gexec
ALTER DATABASE "kafka" OWNER TO "kafka";
-- Only the owner may connect.
REVOKE ALL ON DATABASE "kafka" FROM PUBLIC;
ALTER ROLE "kafka" IN DATABASE "kafka" SET search_path = public;
\connect 'kafka'
-- A database that was created before PostgreSQL 15 still allows every role to create tables here.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO "kafka";
\connect 'postgres'
