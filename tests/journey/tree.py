# SPDX-License-Identifier: MIT
"""The window as a screen reader has it: elements with role, name, states, texts and actions."""

import re

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from waiting import until  # noqa: E402

# Their cells are many; whoever wants them looks inside on purpose.
LARGE = ("tree", "table", "list", "tree table")


def matches(wanted, actual):
    """A plain text must be equal, a compiled pattern found."""
    if wanted is None:
        return True
    return bool(wanted.search(actual)) if isinstance(wanted, re.Pattern) else wanted == actual


class Element:
    def __init__(self, accessible):
        self.at = accessible

    def __repr__(self):
        try:
            return f"<{self.role()} {self.name()!r}>"
        except GLib.Error:
            return "<gone>"

    def role(self):
        return self.at.get_role_name()

    def name(self):
        return self.at.get_name() or ""

    def description(self):
        return self.at.get_description() or ""

    def states(self):
        return {state.value_nick for state in self.at.get_state_set().get_states()}

    def showing(self):
        return {"showing", "visible"} <= self.states()

    def text(self):
        """What stands in a field, which its name does not tell."""
        return Atspi.Text.get_text(self.at, 0, -1)

    def box(self):
        """Left, top, width, height on the display."""
        box = self.at.get_extents(Atspi.CoordType.SCREEN)
        return box.x, box.y, box.width, box.height

    def children(self):
        found = (self.at.get_child_at_index(i) for i in range(self.at.get_child_count()))
        return [Element(child) for child in found if child]

    def walk(self, into_large=False):
        """Whatever shows, this first, in reading order of the tree."""
        yield self
        if self.role() in LARGE and not into_large:
            return
        for child in self.children():
            try:
                if child.showing():
                    yield from child.walk(into_large)
            except GLib.Error:
                continue  # Gone between two questions.

    def seek(self, role=None, name=None, into_large=False):
        """The first that shows now, or None."""
        for element in self.walk(into_large):
            if matches(role, element.role()) and matches(name, element.name()):
                return element
        return None

    def find(self, role=None, name=None, into_large=False):
        """The first that shows, as soon as there is one."""
        wanted = name.pattern if isinstance(name, re.Pattern) else name
        return until(lambda: self.seek(role, name, into_large), f"{role or 'something'} {wanted!r}")

    def rows(self):
        """Names of the first cells of a tree or list, in order."""
        names, seen = [], set()
        for cell in self.children():
            if cell.role() not in ("table cell", "list item"):
                continue
            top = cell.box()[1]
            if top not in seen:
                seen.add(top)
                names.append(cell.name())
        return names

    def actions(self):
        count = Atspi.Action.get_n_actions(self.at)
        return [Atspi.Action.get_action_name(self.at, i) for i in range(count)]

    def act(self, action="Press"):
        offered = self.actions()
        assert action in offered, f"{self!r} offers {offered}, not {action}"
        assert Atspi.Action.do_action(self.at, offered.index(action)), f"{action} of {self!r} was refused"

    def type(self, text):
        assert "editable" in self.states(), f"nothing can be typed into {self!r}"
        assert Atspi.EditableText.set_text_contents(self.at, text), f"{self!r} did not take {text!r}"

    def set_value(self, number):
        assert Atspi.Value.set_current_value(self.at, number), f"{self!r} did not take {number}"
        until(lambda: Atspi.Value.get_current_value(self.at) == number, f"{number} in {self!r}")

    def grab_focus(self):
        assert Atspi.Component.grab_focus(self.at), f"{self!r} did not take the focus"
        until(self.focused, f"the focus on {self!r}")

    def focused(self):
        return "focused" in self.states()

    def focus_within(self):
        """What has the keyboard, or None: the innermost, as a field that hands it on has it, too."""
        for element in self.walk(into_large=True):
            if element.focused() and element.role() != "page tab":
                inner = next((found for child in element.children() if child.showing()
                              for found in [child.focus_within()] if found), None)
                return inner or element
        return None

    def __eq__(self, other):
        return isinstance(other, Element) and self.at == other.at

    def is_or_holds(self, other):
        at = other.at
        while at:
            if at == self.at:
                return True
            at = at.get_parent()
        return False

    def ancestors(self):
        at = self.at.get_parent()
        while at:
            yield Element(at)
            at = at.get_parent()

    def path(self):
        return " < ".join(f"{each.role()} {each.name()!r}" for each in self.ancestors() if each.name())

    def scroll_pane(self):
        """The innermost around this that is smaller than what it holds."""
        inner = self.box()
        for each in self.ancestors():
            box = each.box()
            if box[3] < inner[3]:
                return each
            inner = box
        raise AssertionError(f"{self!r} is in nothing that scrolls")

    def siblings(self):
        """The other windows of the program: lists that pop up, menus, tool tips."""
        return [other for other in Element(self.at.get_parent()).children() if other != self]

    def dump(self, depth=0):
        try:
            marks = " ".join(sorted(self.states() & {"focused", "checked", "expanded", "selected"}))
            line = f"{'  ' * depth}{self.role()} {self.name()!r} {marks}\n"
            return line + "".join(c.dump(depth + 1) for c in self.children() if c.showing())
        except GLib.Error as error:
            return f"{'  ' * depth}gone: {error}\n"
