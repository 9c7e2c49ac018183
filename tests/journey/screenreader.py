# SPDX-License-Identifier: MIT
"""The newcomer's journey with a screen reader: by roles, names, actions and texts of the accessibility bus alone."""

import re

import outcome
import session
from waiting import until


def greeted(window):
    assert window.role() in ("frame", "window"), f"the window is a {window.role()} to a screen reader"
    window.find("label", "You are in the Sandbox")
    task = window.find("panel", "Reproduce a bug")
    button = task.find("push button", "New conversation")
    assert "faults" in button.description(), button.description()
    button.act()
    window.find("radio button", re.compile("^Conversation"))
    until(lambda: "checked" in window.seek("radio button", "Conversation").states(), "the view in the rail")


def filled(window):
    initiator = window.find("text", "Initiator")
    until(initiator.focused, "the focus in the first field")
    initiator.type(outcome.INITIATOR)
    participants = window.find("text", "Participants")
    participants.grab_focus()
    until(lambda: initiator.description() == "Company", "the initiator being known as a company")
    participants.type(outcome.PARTICIPANT)
    window.find("text", "Name").grab_focus()
    # StreamChat does not know her, and the chip says so before anything is created.
    window.find("list item", f"{outcome.NAME}, Missing from StreamChat")


def faulted(window):
    window.find("push button", "Sandbox faults, closed").act()
    window.find("push button", "Sandbox faults, open")
    window.find("text", "Filter faults").type(outcome.FAULT)
    fault = window.find("check box", outcome.FAULT)
    assert "unknown" in fault.description(), fault.description()
    fault.act("Toggle")
    until(lambda: "checked" in fault.states(), "the fault being on")
    value = window.find("text", f"Value of {outcome.FAULT}")
    assert value.text() == "1500", value.text()


def patient(window):
    """Long enough before the second attempt to be read to somebody, on a slow machine, too."""
    window.find("spin button", "Before retry").set_value(10)


def watched(window):
    window.find("push button", "Create conversation").act()
    window.find("push button", "Stop run")
    # Until the second attempt the title counts down, and so does the ring beside it.
    window.find("label", re.compile(r"^Running: retry in \d+\.\d s$"))
    window.find(name=re.compile(r"^\d+(\.\d)? s left$"))
    status = window.find("status bar", "Status")
    status.find("push button", "Running")
    status.find("label", re.compile(r"^step \d of 7$"))
    window.find("label", re.compile(r"^step \d of 9 · attempt 2 of 3$"))
    outcome.recovered(window)


def understood(window):
    banner = window.find(re.compile("alert|notification"), "Warning: The first attempt failed.")
    tree = outcome.steps(window)
    banner.find("push button", "Show step 5").act()
    failing = tree.find("table cell", outcome.FAILING, into_large=True)
    until(lambda: "selected" in failing.states(), "the failing step being selected")
    window.find("page tab", "Summary").act()
    outcome.explained(window)
    window.find("page tab", "Response").act()
    response = window.find("text", "Response")
    until(lambda: '"code": 4' in response.text(), "StreamChat's answer, word for word")
    window.find("label", "What this means")


def journey(desktop):
    window = desktop.window()
    greeted(window)
    filled(window)
    faulted(window)
    patient(window)
    watched(window)
    understood(window)
    outcome.kept(desktop)


session.run(journey)
