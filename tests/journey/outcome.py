# SPDX-License-Identifier: MIT
"""What each journey has to arrive at, however it got there: read over the accessibility bus and from the journal."""

import re

from waiting import until

INITIATOR = "Sat Education"
PARTICIPANT = "dda3aaa6-d123-4e57-aeef-f0661ec61352"
NAME = "Amira Haddad"
FAULT = "visibility-delay"
FAILING = re.compile(r"^Create channel, failed, HTTP 400, code 4, .*attempt 1 of 3$")


def recovered(window):
    """Waits for the end of the run; header and status bar tell it in the same sense."""
    window.find("label", re.compile(r"^Created on attempt 2: all 2 members verified"))
    window.find("label", re.compile(rf"{INITIATOR} with {NAME} .* Sandbox"))
    window.find("label", "2 of 3 attempts used")
    window.find("label", re.compile(r"^Time of the run: \d"))
    window.find("push button", "Run recovered")


def steps(window):
    """The tree says of each step what became of it."""
    tree = window.find("tree", "Steps of the run")
    rows = until(lambda: (lambda names: len(names) > 8 and names)(tree.rows()), "the steps of the run")
    for wanted in (r"^Record conversation, passed, ", r"^Resolve participants, passed, 2 found",
                   r"^Upsert users, passed, HTTP 200.*attempt 1 of 3", r"^Wait, passed, .*took 1\.\d\d seconds",
                   FAILING.pattern, r"^Attempt 2, recovered, .*attempt 2 of 3",
                   r"^Wait before retry, passed, .*took \d+\.\d\d seconds",
                   r"^Create channel again, passed, HTTP 201"):
        assert any(re.search(wanted, row) for row in rows), f"no step {wanted!r} in {rows}"
    return tree


def explained(window):
    """The Summary of the failing step: what happened, why, StreamChat's own words, what to do next."""
    window.find("label", "Step 5: Create channel")
    summary = window.find(name="Summary", role=re.compile("^(?!page tab)"))

    def sections():
        texts = [element.name() for element in summary.walk() if element.role() == "label"]
        wanted = ["What happened", "In StreamChat's words", "Do next"]
        return texts if all(heading in texts for heading in wanted) else None

    texts = until(sections, "what happened, StreamChat's words and what to do next")
    after = {heading: texts[texts.index(heading) + 1]
             for heading in ("What happened", "In StreamChat's words", "Do next")}
    assert NAME in after["What happened"] + after.get("Why", ""), after
    assert f"onecrew_user_{PARTICIPANT}" in after["In StreamChat's words"], after
    assert "don't exist" in after["In StreamChat's words"], after
    assert after["Do next"].strip(), after
    advice = " ".join(texts[texts.index("Do next") + 1:])
    assert len(advice) > 20, texts
    return texts


def kept(session, count=1):
    """The journal holds exactly this run, told by the other program."""
    runs = session.chat_sync("runs")
    assert len(runs) == count, runs
    run = runs[0]
    assert run["state"] == "finished" and run["outcome"] == "recovered", run
    assert run["attempts"] == 2 and run["participants"] == [PARTICIPANT], run
    events = str(session.chat_sync("show", run["run"]))
    assert run["initiator"] in events and INITIATOR in events, "who started it is not in the events"
    assert FAULT in events, "the fault is not in the events"
    return run
