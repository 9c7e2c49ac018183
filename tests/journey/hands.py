# SPDX-License-Identifier: MIT
"""Hands on keyboard and mouse: real events of the display."""

import subprocess

from waiting import until


def _xdotool(*arguments):
    subprocess.run(["xdotool", *map(str, arguments)], check=True, timeout=60)


def press(*keys):
    """Keys as xdotool names them: Tab, ctrl+Return, shift+F8."""
    _xdotool("key", "--delay", "20", *keys)


def write(text):
    _xdotool("type", "--delay", "5", text)


def click(element, dx=0.5, dy=0.5):
    """With the left button, by default into the middle; waits until the element has stopped moving."""
    left, top, width, height = _resting_box(element)
    _xdotool("mousemove", left + int(width * dx), top + int(height * dy), "click", "1")


def wheel(element, clicks):
    """Turns the wheel over the element: down when positive."""
    left, top, width, height = element.box()
    _xdotool("mousemove", left + width // 2, top + height // 2,
             "click", "--repeat", abs(clicks), "--delay", "10", "5" if clicks > 0 else "4")


def _resting_box(element):
    last = []

    def look():
        last.append(element.box())
        return len(last) > 1 and last[-1] == last[-2] and last[-1][2] > 0 and last[-1][3] > 0

    until(look, f"a place to click on {element!r}")
    return last[-1]
