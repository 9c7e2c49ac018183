#!/usr/bin/env bash
# Installs the package on a system with nothing but Debian, uses it there, and removes it: FOLDER OF THE PACKAGE, FOLDER
# Exit code 77: it cannot be tried here, and why.
set -euo pipefail
package=$(echo "$1"/*.deb) work=$2
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
skip() { printf 'Skipped: %s\n' "$*"; exit 77; }

command -v mmdebstrap >/dev/null || skip "mmdebstrap is not installed."
# shellcheck source=/dev/null
. /etc/os-release
[[ "${ID:-}" == debian && -n "${VERSION_CODENAME:-}" ]] || skip "this is no release of Debian."
if ((EUID != 0)); then
    unshare --user --map-root-user true 2>/dev/null && command -v newuidmap >/dev/null &&
        grep -qE "^($(id -un)|$EUID):" /etc/subuid 2>/dev/null ||
        skip "neither root nor user namespaces with subordinate ids."
fi

# The mirror of this machine, whatever the form of its list of sources.
mapfile -t sources < <(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    awk -v name="$VERSION_CODENAME" '
        $3 == "main" && ($2 == name || $2 == name "-updates" || $2 == name "-security") { print "deb " $0 }' | sort -u)
((${#sources[@]})) || skip "apt has no source of $VERSION_CODENAME main."
mkdir -p "$work/archives"
for source in "${sources[@]}"; do
    read -r _ uri release _ <<<"$source"
    /usr/lib/apt/apt-helper download-file "${uri%/}/dists/$release/InRelease" "$work/InRelease" >"$work/mirror.log" 2>&1 ||
        skip "${uri} was not reached: $(tail -n 1 "$work/mirror.log")"
done

options=(--dpkgopt=force-unsafe-io --aptopt='APT::Install-Recommends "false"')
while read -r setting; do
    options+=(--aptopt="${setting%;}")
done < <(apt-config dump | grep -iE '^Acquire::(Check-|Retries|https?::)' || true)
include=man-db
[[ "${sources[*]}" != *https:* ]] || include+=,ca-certificates

# What was downloaded once is used again the next time.
export TMPDIR="$work"
exec mmdebstrap --quiet --variant=apt --include="$include" "${options[@]}" \
    --skip=essential/unlink,download/empty \
    --setup-hook='mkdir -p "$1/var/cache/apt/archives"' \
    --setup-hook="sync-in '$work/archives' /var/cache/apt/archives" \
    --customize-hook="copy-in '$package' '$here/insideroot.sh' /opt" \
    --customize-hook='chroot "$1" /opt/insideroot.sh' \
    --customize-hook="sync-out /var/cache/apt/archives '$work/archives'" \
    "$VERSION_CODENAME" /dev/null "${sources[@]}"
