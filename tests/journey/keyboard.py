# SPDX-License-Identifier: MIT
"""The newcomer's journey by keyboard alone, from the first window to its end. What it leads to is read over the
accessibility bus and from the journal; nothing is done over the bus."""

import re

import hands
import outcome
import session
from waiting import until


def at(window, role, name):
    """Waits until the keyboard is at this element."""
    def look():
        focus = window.focus_within()
        return focus if focus and re.search(role, focus.role()) and re.search(name, focus.name()) else None

    return until(look, f"the focus on {role} {name}", deadline=30)


def tab_to(window, role, name, key="Tab", most=25):
    """Presses Tab until the keyboard is there; each press has to move the focus."""
    passed = []
    for _ in range(most):
        focus = until(window.focus_within, "a focus")
        here = (focus.role(), focus.name(), focus.box())
        passed.append(here[:2])
        if re.search(role, here[0]) and re.search(name, here[1]):
            return focus
        hands.press(key)

        def moved():
            now = window.focus_within()
            return now and (now.role(), now.name(), now.box()) != here

        until(moved, f"{key} to lead on from {here[:2]}", deadline=30)
    raise AssertionError(f"{most} times {key} do not lead to {role} {name}: {passed}")


def greeted(window):
    window.find("label", "You are in the Sandbox")
    at(window, "text", "^Find a person, a run or an action$")
    # Top bar, rail, page: F6 goes from pane to pane.
    hands.press("F6")
    at(window, "radio button", "^Look up")
    hands.press("F6")
    at(window, "push button", "^Open the example$")
    hands.press("shift+F6")
    at(window, "radio button", "^Look up")
    hands.press("F6")
    tab_to(window, "push button", "^New conversation$")
    hands.press("space")


def chose_initiator(window):
    field = at(window, "^text$", "^Initiator$")
    hands.write("sat edu")
    found = window.find("list", "Participants found")
    found.find("list item", re.compile(rf"^{outcome.INITIATOR}, Company"), into_large=True)
    hands.press("Down", "Return")
    until(lambda: field.text() == outcome.INITIATOR, "the initiator in the field")
    until(lambda: field.description() == "Company", "the initiator being known as a company")


def added_participant(window):
    hands.press("Tab")
    field = at(window, "^text$", "^Participants$")
    hands.write(outcome.PARTICIPANT)
    until(lambda: field.text() == outcome.PARTICIPANT, "the id in the field")
    hands.press("Return")
    window.find("list item", f"{outcome.NAME}, Missing from StreamChat")
    until(lambda: field.text() == "", "the field being empty again")


def switched_fault_on(window):
    # Long enough before the second attempt to be watched, on a slow machine, too.
    tab_to(window, "spin button", "^Before retry$")
    hands.write("10")
    tab_to(window, "push button", "^Sandbox faults, closed$")
    hands.press("space")
    at(window, "push button", "^Sandbox faults, open$")
    tab_to(window, "text", "^Filter faults$")
    hands.write(outcome.FAULT)
    tab_to(window, "check box", f"^{outcome.FAULT}$")
    hands.press("space")
    value = window.find("text", f"Value of {outcome.FAULT}")
    assert value.text() == "1500", value.text()
    tab_to(window, "text", f"^Value of {outcome.FAULT}$")


def watched(window):
    hands.press("ctrl+Return")
    window.find("push button", "Stop run")
    window.find("label", re.compile(r"^Running: retry in \d+\.\d s$"))
    outcome.recovered(window)


def understood(window):
    before = window.focus_within()
    hands.press("F6")
    until(lambda: window.focus_within() != before, "F6 to lead to the run")
    tab_to(window, "^(tree|table cell)$", "")
    tree = outcome.steps(window)
    hands.press("Home")
    until(lambda: "selected" in tree.find("table cell", re.compile("^Record"), True).states(), "the first step")
    hands.press("F8")
    failing = tree.find("table cell", outcome.FAILING, into_large=True)
    until(lambda: "selected" in failing.states(), "F8 to lead to the failing step")
    hands.press("alt+1")
    outcome.explained(window)


def looked_up_again(desktop, window):
    """The action palette knows every view; the run is in the list."""
    hands.press("ctrl+k")
    at(window, "text", "^Find a person, a run or an action$")
    hands.write("runs")
    palette = window.find("list", "Actions, participants and runs that fit")
    until(lambda: palette.children() and palette.children()[0].name().startswith("Runs, Go to"), "Runs to be first")
    hands.press("Return")
    runs = window.find("table", "Runs")
    runs.find(name=re.compile("[Rr]ecovered"), into_large=True)
    outcome.kept(desktop)
    hands.press("ctrl+q")
    assert desktop.ended() == 0, desktop.log()


def journey(desktop):
    window = desktop.window()
    greeted(window)
    chose_initiator(window)
    added_participant(window)
    switched_fault_on(window)
    watched(window)
    understood(window)
    looked_up_again(desktop, window)


session.run(journey)
