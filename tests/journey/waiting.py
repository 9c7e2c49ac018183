# SPDX-License-Identifier: MIT
"""Waiting for what can be observed: never for a time, always with a deadline."""

import time

from gi.repository import GLib

DEADLINE = 60  # Seconds; only a broken program or a stuck machine needs them.
PAUSE = 0.02


def until(look, what, deadline=DEADLINE):
    """Calls look() until it answers something true, and returns that; fails naming `what`.

    What vanishes while it is looked at counts as not there yet.
    """
    end = time.monotonic() + deadline
    last = None
    while True:
        try:
            last = look()
            if last:
                return last
        except GLib.Error as error:
            last = error
        if time.monotonic() > end:
            raise AssertionError(f"waited {deadline} s in vain for: {what} (last: {last!r})")
        time.sleep(PAUSE)
