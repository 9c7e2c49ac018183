# SPDX-License-Identifier: MIT
"""A desktop of one program: display, window manager, accessibility bus, and the console in a home of its own.

To be run inside dbus-run-session, as the tests of this folder are.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

from tree import Element  # noqa: E402
from waiting import until  # noqa: E402

PROGRAM = "chat-sync-console"


class Session:
    """Use it with `with`; whatever was started is gone afterwards."""

    def __init__(self, binaries, pictures):
        self.binaries = pathlib.Path(binaries)
        self.pictures = pathlib.Path(pictures)
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="journey-"))
        self.started = []
        self.program = None

    def __enter__(self):
        try:
            self._set_environment()
            self._start_display()
            self._start_accessibility()
            self.program = self._start([self.binaries / PROGRAM, "--journal", self.home / "journal.sqlite"])
            return self
        except BaseException:
            self.__exit__(None, None, None)
            raise

    def __exit__(self, *_):
        for process in reversed(self.started):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def _set_environment(self):
        for name in ("STREAM_URL", "STREAM_KEY", "STREAM_SECRET", "DATABASE_URL", "WAYLAND_DISPLAY", "DISPLAY",
                     "QT_SCALE_FACTOR", "AT_SPI_BUS_ADDRESS"):
            os.environ.pop(name, None)
        folders = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache",
                   "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run"}
        for name, folder in folders.items():
            (self.home / folder).mkdir(mode=0o700)
            os.environ[name] = str(self.home / folder)
        # libxkbcommon takes names out of a packet by strndup, of which the strict check wants an end it need not have.
        if "ASAN_OPTIONS" in os.environ:
            os.environ["ASAN_OPTIONS"] += ":strict_string_checks=0"
        os.environ.update(HOME=str(self.home), LC_ALL="C.UTF-8", LANGUAGE="en", QT_QPA_PLATFORM="xcb",
                          QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")

    def _start(self, command, **options):
        log = open(self.home / f"{pathlib.Path(command[0]).name}.log", "wb")
        process = subprocess.Popen([str(part) for part in command], stdout=log, stderr=log, **options)
        self.started.append(process)
        return process

    def _start_display(self):
        ready, tells = os.pipe()
        self._start(["Xvfb", "-displayfd", str(tells), "-screen", "0", "1360x860x24", "-nolisten", "tcp",
                     "-noreset"], pass_fds=[tells])
        os.close(tells)
        with os.fdopen(ready) as pipe:
            number = pipe.readline().strip()  # Ends without a number when the display does.
        assert number, "Xvfb did not start"
        os.environ["DISPLAY"] = ":" + number
        # Without a title: the window has the whole display, and gets the focus as it would on a desktop.
        self._start(["matchbox-window-manager", "-use_titlebar", "no"])

    def _start_accessibility(self):
        self._start(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"])
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)

        def is_there():
            answer = bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                   "NameHasOwner", GLib.Variant("(s)", ("org.a11y.Bus",)), None,
                                   Gio.DBusCallFlags.NONE, -1)
            return answer.unpack()[0]

        until(is_there, "the accessibility bus")
        Atspi.init()
        Atspi.set_timeout(30_000, 60_000)

    def window(self):
        """The window, once it is there and active."""
        def look():
            assert self.program.poll() is None, f"{PROGRAM} ended with {self.program.returncode}"
            desktop = Atspi.get_desktop(0)
            desktop.clear_cache()
            for i in range(desktop.get_child_count()):
                child = desktop.get_child_at_index(i)
                if child and child.get_name() == PROGRAM:
                    child.set_cache_mask(Atspi.Cache.NONE)
                    for window in Element(child).children():
                        if "active" in window.states():
                            return window
            return None

        return until(look, "an active window of the console")

    def chat_sync(self, *arguments):
        """What the command line says about the same journal, as JSON values, one a line."""
        answer = subprocess.run([self.binaries / "chat-sync", *arguments, "--json", "--journal",
                                 self.home / "journal.sqlite"], capture_output=True, text=True, timeout=120)
        assert answer.returncode == 0, answer.stderr
        return [json.loads(line) for line in answer.stdout.splitlines() if line.strip()]

    def ended(self):
        """The exit code, once the program has ended by itself."""
        until(lambda: self.program.poll() is not None, "the end of the program")
        return self.program.returncode

    def picture(self, name):
        self.pictures.mkdir(parents=True, exist_ok=True)
        path = self.pictures / f"{name}.png"
        subprocess.run(["import", "-window", "root", path], check=False, timeout=30)
        return path

    def log(self):
        return (self.home / f"{PROGRAM}.log").read_text(errors="replace")


def run(journey):
    """Runs journey(session) with the arguments of the command line; on failure a picture and the tree remain."""
    name = pathlib.Path(sys.argv[0]).stem
    with Session(sys.argv[1], sys.argv[2]) as session:
        try:
            journey(session)
        except BaseException:
            traceback.print_exc()
            print("Picture:", session.picture(f"{name}-failed"))
            print("What the program wrote:", session.log(), sep="\n")
            try:
                print("What a screen reader has:", session.window().dump(), sep="\n")
            except Exception as error:
                print("The tree could not be read:", error)
            sys.exit(1)
    print(f"{name}: passed")
