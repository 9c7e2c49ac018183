#!/usr/bin/env bash
# Every JUnit file is valid by the schema: SCHEMA FOLDER
set -euo pipefail
schema=$1 folder=$2
shopt -s nullglob
files=("$folder"/*.xml)
((${#files[@]} >= 5)) || { echo "There are no JUnit files in $folder"; exit 1; }
exec xmllint --noout --nonet --schema "$schema" "${files[@]}"
