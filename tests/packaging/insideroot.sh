#!/bin/sh
# Run inside the clean system, beside the package: install, use, remove.
set -eu
cd /opt
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/tmp/home
mkdir -p "$HOME"
say() { printf '%s\n' "-- $*"; }
fail() { printf '%s\n' "FAILED: $*"; exit 1; }

say "Installing"
apt-get install -y -qq ./chat-sync-console_*.deb >/tmp/install.log 2>&1 || { tail -n 30 /tmp/install.log; fail "apt install"; }
dpkg -L chat-sync-console | sort >/tmp/files

say "The command line"
chat-sync --version
chat-sync converse --from 'Sat Education' --with 'Amira Haddad' >/tmp/run.log || { cat /tmp/run.log; fail "converse"; }
grep -q 'All 2 members are there' /tmp/run.log || { cat /tmp/run.log; fail "converse tells no success"; }
[ "$(chat-sync runs --json | wc -l)" = 1 ] || fail "the run was not kept"

say "A report"
chat-sync checklist --only sat-education --report json=/tmp/result.json --report pdf=/tmp/report.pdf >/tmp/checklist.log 2>&1 ||
    { cat /tmp/checklist.log; fail "checklist"; }
[ "$(head -c 5 /tmp/report.pdf)" = %PDF- ] || fail "the PDF is none"
chat-sync report /tmp/result.json --format html -o /tmp/report.html || fail "report as HTML"
grep -q '<h1><bdi>Passed' /tmp/report.html || fail "the report says nothing"

say "The window"
chat-sync-console --version
# A second journal: once it is there, so is the window that asked for its runs.
QT_QPA_PLATFORM=offscreen chat-sync-console --journal /tmp/window.sqlite >/tmp/window.log 2>&1 &
window=$!
tries=600
until [ -s /tmp/window.sqlite ]; do
    tries=$((tries - 1))
    if [ "$tries" = 0 ] || ! kill -0 "$window" 2>/dev/null; then
        cat /tmp/window.log
        fail "the window did not come up"
    fi
    sleep 0.1
done
kill -TERM "$window"
code=0
wait "$window" || code=$?
[ "$code" = 0 ] || { cat /tmp/window.log; fail "the window ended with $code"; }
[ -s "$HOME/.config/chat-sync-console/window.ini" ] || fail "the window did not keep its layout"

say "The manual and the desktop"
for page in chat-sync chat-sync-console; do
    man "$page" 2>/dev/null | grep -q '^SYNOPSIS' || fail "man $page"
done
grep -q '^Exec=chat-sync-console$' /usr/share/applications/chat-sync-console.desktop || fail "the desktop entry"

say "Removing"
apt-get remove -y -qq chat-sync-console >/tmp/remove.log 2>&1 || { cat /tmp/remove.log; fail "apt remove"; }
# Neither files nor settings to purge.
[ -z "$(dpkg-query -W -f='${db:Status-Status}' chat-sync-console 2>/dev/null | grep -v not-installed)" ] ||
    fail "dpkg still knows it"
while read -r path; do
    if [ ! -e "$path" ] || [ "$path" = /. ]; then
        continue
    fi
    [ -d "$path" ] && dpkg -S "$path" >/dev/null 2>&1 || fail "$path was left behind"
done </tmp/files
# Under /var/cache is what apt and man keep of their own.
left=$(find / -xdev \( -path /proc -o -path /sys -o -path /tmp -o -path /opt -o -path /var/cache -o -path /var/log \) \
    -prune -o \( -name '*chat-sync*' -o -name '*chatsync*' \) -print)
[ -z "$left" ] || fail "left behind: $left"
[ -s "$HOME/.local/share/chat-sync-console/journal.sqlite" ] || fail "what a person made was removed"
say "Installed, used and removed"
