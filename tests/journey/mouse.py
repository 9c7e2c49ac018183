# SPDX-License-Identifier: MIT
"""The newcomer's journey by mouse alone: places come from the accessibility bus, everything is done by clicks."""

import re

import hands
import outcome
import session
from waiting import until


def choose(window, field, who):
    """Opens the list behind the field's arrow and clicks the one who is meant."""
    hands.click(field.find("push button", "Choose from the list"))
    found = window.find("list", "Participants found")
    hands.click(reached(found, "list item", who))
    until(lambda: window.seek("list", "Participants found") is None, "the list being closed")


def reached(pane, role, name):
    """Turns the wheel until the whole of what is sought lies inside the pane."""
    def look():
        element = pane.seek(role, name, into_large=True)
        if not element:
            hands.wheel(pane, 2)
            return None
        inside, (_, top, _, height) = pane.box(), element.box()
        if top >= inside[1] and top + height <= inside[1] + inside[3]:
            return element
        hands.wheel(pane, 1 if top > inside[1] else -1)
        return None

    return until(look, f"the wheel to bring {role} {name} into view")


def example(window):
    """The first task of the start page fills the form in."""
    hands.click(window.find("push button", "Open the example"))
    window.find("list item", re.compile(f"^{outcome.NAME}, "))
    initiator = window.find("text", "Initiator")
    until(lambda: initiator.text() == outcome.INITIATOR, "the initiator of the example")
    window.find(name="1 on")


def by_hand(window):
    """The same again, chosen piece by piece."""
    hands.click(window.find("push button", "Clear"))
    initiator = window.find("text", "Initiator")
    until(lambda: initiator.text() == "" and window.seek(name="1 on") is None, "the form being empty")
    choose(window, initiator, re.compile(rf"^{outcome.INITIATOR}, Company"))
    until(lambda: initiator.text() == outcome.INITIATOR, "the initiator that was clicked")
    choose(window, window.find("panel", "Participants"), re.compile(rf"^{outcome.NAME}, User"))
    window.find("list item", f"{outcome.NAME}, Missing from StreamChat")
    hands.click(window.find("push button", "Sandbox faults, closed"))
    window.find("push button", "Sandbox faults, open")
    form = window.find("text", "Filter faults").scroll_pane()
    fault = reached(form, "check box", outcome.FAULT)
    hands.click(fault, dx=0.02)
    until(lambda: "checked" in fault.states(), "the fault being on")


def watched(window):
    hands.click(window.find("push button", "Create conversation"))
    outcome.recovered(window)


def understood(window):
    tree = outcome.steps(window)
    hands.click(tree.find("table cell", re.compile("^Record conversation"), into_large=True))
    window.find("label", "Step 1: Record conversation")
    hands.click(window.find("push button", "Show step 5"))
    failing = tree.find("table cell", outcome.FAILING, into_large=True)
    until(lambda: "selected" in failing.states(), "the failing step being selected")
    hands.click(window.find("page tab", "Summary"))
    outcome.explained(window)


def looked_up_again(desktop, window):
    hands.click(window.find("radio button", "Runs"))
    runs = window.find("table", "Runs")
    hands.click(runs.find("table cell", re.compile("[Rr]ecovered"), into_large=True))
    outcome.recovered(window)
    outcome.kept(desktop)


def back_to_the_start(window):
    """From the menu to the start page, and by the rail to the view one came from."""
    hands.click(window.find("push button", "Menu"))
    hands.click(window.find("menu item", "Start page"))
    window.find("label", "You are in the Sandbox")
    hands.click(window.find("radio button", "Runs"))
    window.find("table", "Runs")


def closed(desktop, window):
    hands.click(window.find("push button", "Menu"))
    hands.click(window.find("menu item", "Quit"))
    assert desktop.ended() == 0, desktop.log()


def journey(desktop):
    window = desktop.window()
    example(window)
    by_hand(window)
    watched(window)
    understood(window)
    looked_up_again(desktop, window)
    back_to_the_start(window)
    closed(desktop, window)


session.run(journey)
