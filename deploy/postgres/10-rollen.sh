#!/bin/sh
# Runs once, when the database container starts on an empty volume.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    -v eigenaar_wachtwoord="$DB_EIGENAAR_WACHTWOORD" -v app_wachtwoord="$DB_APP_WACHTWOORD" \
    -f /deploy/rollen.sql
