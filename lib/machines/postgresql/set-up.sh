#!/bin/sh
# @header@
#
# Sets PostgreSQL up on Debian or an Enterprise Linux with the files beside it: pg_hba.conf and init.sql. Run it as root, in the
# folder with those files. It may run again: databases and other lines of pg_hba.conf stay as they are.
set -eu
major=@major@
port=@port@
passwords='@passwords@'
here=$(cd "$(dirname "$0")" && pwd)

fail() {
  echo "postgresql: $*" >&2
  exit 1
}

# as_admin COMMAND…: runs it as the administrator of PostgreSQL, in a folder that user may enter.
as_admin() {
  (cd / && runuser -u postgres -- "$@")
}

ask() {
  as_admin psql --no-psqlrc --tuples-only --no-align --dbname=postgres --command="$1"
}

for file in init.sql pg_hba.conf; do
  [ -s "$here/$file" ] || fail "$here/$file not found"
done
for owner in @owners@; do
  [ -s "$passwords/$owner" ] || fail "no password for role $owner: $passwords/$owner is empty or missing"
done

if ! command -v psql >/dev/null; then
  if command -v apt-get >/dev/null; then
    apt-get update && apt-get install --yes postgresql
  elif command -v dnf >/dev/null; then
    dnf install --assumeyes postgresql-server
  else
    fail "neither apt-get nor dnf found; install PostgreSQL $major, then run this again"
  fi
fi
# Debian makes a cluster of databases with the package; Enterprise Linux leaves that to this command.
if command -v postgresql-setup >/dev/null && [ ! -s /var/lib/pgsql/data/PG_VERSION ]; then
  postgresql-setup --initdb
fi
systemctl enable --now postgresql

# Before the first run it listens on its usual port, and later on the one that is set below.
PGPORT=$port
export PGPORT
ask 'select 1' >/dev/null 2>&1 || PGPORT=5432

found=$(($(ask 'show server_version_num') / 10000))
[ "$found" = "$major" ] ||
  fail "PostgreSQL $found runs here, and the cluster file says major: $major; write $found there, or move the data with pg_upgrade"

# Who may log in: our lines come first, since the first match decides, and replace those of the last run.
hba=$(ask 'show hba_file')
new=$(mktemp)
trap 'rm -rf "$new" "$new.passwords"' EXIT
{
  echo '# asterism begins'
  cat "$here/pg_hba.conf"
  echo '# asterism ends'
  sed '/^# asterism begins$/,/^# asterism ends$/d' "$hba"
} >"$new"
if ! cmp -s "$new" "$hba"; then
  # Written into the file that is there, so that it keeps its owner and its label of SELinux.
  cp -p "$hba" "$hba.before"
  cat "$new" >"$hba"
fi

# The packet filter and pg_hba.conf decide who may connect.
ask "alter system set listen_addresses = '*'"
ask "alter system set port = $port"
ask "alter system set password_encryption = 'scram-sha-256'"
if [ "$(ask "select count(*) from pg_file_settings where error is not null")" != 0 ]; then
  fail "PostgreSQL does not accept its settings; ask it: select * from pg_file_settings where error is not null"
fi
if [ "$(ask "select count(*) from pg_hba_file_rules where error is not null")" != 0 ]; then
  cp -p "$hba.before" "$hba"
  fail "PostgreSQL does not accept the new pg_hba.conf; the old one is back"
fi
systemctl restart postgresql
PGPORT=$port

# Root owns the passwords, and the administrator of PostgreSQL reads copies.
mkdir -m 700 "$new.passwords"
cp "$passwords"/* "$here/init.sql" "$new.passwords/"
chown -R postgres "$new.passwords"
as_admin env @variable@="$new.passwords" psql --no-psqlrc --quiet --dbname=postgres --file="$new.passwords/init.sql"
echo "PostgreSQL $found has its databases"
