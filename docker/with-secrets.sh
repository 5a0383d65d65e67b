#!/bin/sh
# Runs a command with the database's password from a file (a secret of the container), so that it stands in no setting: with-secrets.sh node src/cli.ts verify
set -eu
if [ -n "${DATABASE_PASSWORD_FILE:-}" ]; then
  PGPASSWORD="$(cat "$DATABASE_PASSWORD_FILE")"
  export PGPASSWORD
fi
exec "$@"
