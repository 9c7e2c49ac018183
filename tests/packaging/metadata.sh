#!/usr/bin/env bash
# What desktops and software centres read about the program is valid: DESKTOP-ENTRY METAINFO
set -euo pipefail
complaints=$(desktop-file-validate "$1")
if [[ -n "$complaints" ]]; then
    printf '%s\n' "$complaints"
    exit 1
fi
appstreamcli validate --no-net "$2"
grep -q "<launchable type=\"desktop-id\">$(basename "$1")</launchable>" "$2"
