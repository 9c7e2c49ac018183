#!/bin/sh
# The faults of the sandbox as the program itself lists them, as items of a list in mdoc(7): PROGRAM
set -eu
"$1" sandbox --help |
    sed -n -e '1,/^Faults,/d' -e 's/-/\\-/g' -e 's/^  \([^ ].*\)$/.It Cm \1/p' -e 's/^      \([^ ].*\)$/\1/p' -e 's/|/\\*(Ba/g' |
    grep .
