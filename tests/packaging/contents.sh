#!/usr/bin/env bash
# The package is put together as Debian wants it, and tells nothing about where it was built:
# FOLDER [PATH THAT MAY NOT OCCUR]
set -euo pipefail
package=$(echo "$1"/*.deb) secret_path=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
fail() { printf '%s\n' "$*"; failed=1; }

field() { dpkg-deb -f "$package" "$1"; }
for name in Package Version Architecture Maintainer Section Priority Description Installed-Size Depends Recommends; do
    [[ -n "$(field $name)" ]] || fail "The field $name is missing"
done
# The first are plugins, which no linker knows of.
for needed in libqt6sql6-sqlite libqt6sql6-psql libqt6svg6 libqt6widgets6 libqcoro6core0 libpq5; do
    field Depends | grep -qw -- "$needed" || fail "It does not depend on $needed"
done

dpkg-deb -R "$package" "$folder"
(cd "$folder" && md5sum --quiet --strict -c DEBIAN/md5sums) || fail "md5sums are wrong"
(cd "$folder" && find usr -type f | sort) >"$folder/files"
awk '{ print $2 }' "$folder/DEBIAN/md5sums" | sort | diff - "$folder/files" || fail "md5sums do not list every file"
for file in bin/chat-sync bin/chat-sync-console share/applications/chat-sync-console.desktop \
    share/metainfo/chat-sync-console.metainfo.xml share/icons/hicolor/scalable/apps/chat-sync-console.svg \
    share/icons/hicolor/48x48/apps/chat-sync-console.png share/man/man1/chat-sync.1.gz \
    share/man/man1/chat-sync-console.1.gz share/doc/chat-sync-console/copyright \
    libexec/chat-sync-console/chat-sync-pdf share/doc/chat-sync-console/changelog.gz share/doc/chat-sync-console/changelog.Debian.gz; do
    [[ -s "$folder/usr/$file" ]] || fail "/usr/$file is missing or empty"
done
for program in bin/chat-sync bin/chat-sync-console libexec/chat-sync-console/chat-sync-pdf; do
    readelf -SW "$folder/usr/$program" | grep -q '\.symtab' && fail "$program is not stripped"
    readelf -dW "$folder/usr/$program" | grep -qE 'R(UN)?PATH' && fail "$program has a run path"
done
# It starts in a few milliseconds because it waits for no fonts.
readelf -dW "$folder/usr/bin/chat-sync" | grep -q Qt6Gui && fail "chat-sync links Qt Gui"
if [[ -n "$secret_path" ]] && grep -rlF -- "$secret_path" "$folder/usr"; then
    fail "These name the folder they were built in, $secret_path"
fi

if command -v lintian >/dev/null; then
    # The first upload to Debian would close a bug; this is not one.
    lintian --allow-root --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs "$package" || failed=1
fi
exit $failed
