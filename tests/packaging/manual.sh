#!/usr/bin/env bash
# The manual tells every command and option the programs have, and can be rendered: PROGRAMS PAGES
set -euo pipefail
programs=$1 pages=$2
failed=0
fail() { printf '%s\n' "$*"; failed=1; }

# section TEXT HEADING: the lines below a heading of the second level, up to the next one.
section() { awk -v heading="   $2" '$0 == heading { on = 1; next } /^ ? ? ?[^ ]/ { on = 0 } on' <<<"$1"; }

# options HELP: those of our programs, as people type them.
options() { grep -oE '^  (-[a-z],)?--[a-z-]+' <<<"$1" | grep -oE -- '--[a-z-]+' | sort -u; }

tell_options() { # WHERE HELP TEXT
    local option found
    found=$(options "$2")
    [[ -n "$found" ]] || fail "$1: its help lists no options"
    for option in $found; do
        grep -qE -- "(^|[^a-z-])$option([^a-z-]|$)" <<<"$3" || fail "$1: $option is not in the manual"
    done
}

for page in chat-sync.1 chat-sync-console.1; do
    complaints=$(mandoc -T lint -W warning "$pages/$page" 2>&1 || true)
    [[ -z "$complaints" ]] || fail "$complaints"
    complaints=$(man --warnings -E UTF-8 -l -Tutf8 -Z "$pages/$page" 2>&1 >/dev/null || true)
    [[ -z "$complaints" ]] || fail "$page: $complaints"
    gzip -dc "$pages/$page.gz" | cmp -s - "$pages/$page" || fail "$page.gz is not $page"
done

text=$(mandoc -T ascii -O width=1000 "$pages/chat-sync.1" | col -bx)
always="$(section "$text" 'All commands')"
commands=$("$programs/chat-sync" --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]\{1,\}\) .*/\1/p')
[[ $(wc -w <<<"$commands") -ge 4 ]] || fail "The help lists no commands: $commands"
commands_of() { sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]\{1,\}\) .*/\1/p'; }
below=$("$programs/chat-sync" env --help | commands_of)
[[ $(wc -w <<<"$below") -ge 6 ]] || fail "The help lists no commands below env: $below"
for command in $below; do
    here=$(section "$text" "chat-sync env $command")
    [[ -n "$here" ]] || fail "The command env $command is not in the manual"
    tell_options "chat-sync env $command" "$("$programs/chat-sync" env "$command" --help)" "$here $always"
done
for command in $commands; do
    here=$(section "$text" "chat-sync $command")
    [[ -n "$here" ]] || fail "The command $command is not in the manual"
    tell_options "chat-sync $command" "$("$programs/chat-sync" "$command" --help)" "$here $always"
done
tell_options chat-sync "$("$programs/chat-sync" --help)" "$always"
for fault in $("$programs/chat-sync" sandbox --help | sed -n '1,/^Faults,/d; s/^  \([a-z][a-z0-9-]*\).*/\1/p'); do
    grep -qE -- "^     $fault(=|$)" <<<"$text" || fail "The fault $fault is not in the manual"
done

text=$(mandoc -T ascii -O width=1000 "$pages/chat-sync-console.1" | col -bx)
tell_options chat-sync-console "$("$programs/chat-sync-console" --help)" "$text"
exit $failed
