#!/bin/sh
# Grafana's user, which may only read. jsigan's first connection grants the tables to the role.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$JSIGAN_GRAFANA_PASSWORD" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
CREATE ROLE jsigan_reader NOLOGIN;
CREATE ROLE grafana LOGIN PASSWORD :'password' IN ROLE jsigan_reader;
SQL
