# SPDX-License-Identifier: MIT
"""Every sample, read back from every format by another tool: the counts agree, and nothing is a formula. FOLDER"""
import collections
import csv
import html.parser
import json
import pathlib
import re
import sys
import xml.etree.ElementTree

VERDICTS = ["passed", "recovered", "failed", "blocked", "not_run", "not_applicable"]
WORDS = ["Passed", "Recovered", "Failed", "Blocked", "Not run", "Not applicable"]
problems = []


def check(condition, text):
    if not condition:
        problems.append(text)


class Page(html.parser.HTMLParser):
    """The counts in the head, and the verdict of every check and cell."""

    def __init__(self, text):
        super().__init__()
        self.stack = []
        self.head = ""
        self.checks = collections.Counter()
        self.cells = collections.Counter()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        classes = (dict(attributes).get("class") or "").split()
        if tag not in ("meta", "link", "br", "use", "circle", "path", "rect"):
            self.stack.append((tag, classes))
        if tag == "li" and "check" in classes:
            self.checks[classes[1]] += 1
        if tag == "span" and "cell" in classes and "none" not in classes:
            self.cells[classes[1]] += 1

    def handle_endtag(self, tag):
        if self.stack and self.stack[-1][0] == tag:
            self.stack.pop()

    def handle_data(self, data):
        if any("counts" in classes for _, classes in self.stack):
            self.head += " " + data

    def counts(self):
        return [int(re.search(r"([\d,]+)\s+" + word, self.head).group(1).replace(",", "")) for word in WORDS]


def ordered(counter):
    return [counter.get(name, 0) for name in VERDICTS]


def from_csv(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, strict=True))
    check(path.read_bytes().endswith(b"\r\n"), f"{path.name}: the last line ends without CR LF")
    checks = collections.Counter(row["verdict"] for row in rows if row["scope"] == "check")
    cells = collections.Counter(row["verdict"] for row in rows if row["scope"] == "cell")
    for row in rows:
        check(None not in row and None not in row.values(), f"{path.name}: a row has too many or too few columns")
        for column, value in row.items():
            formula = value[:1] in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
            check(not formula, f"{path.name}: {column} would be a formula: {value[:30]!r}")
    return ordered(checks), ordered(cells), rows


def from_junit(path):
    suites = xml.etree.ElementTree.parse(path).getroot().findall("testsuite")
    told = []
    for suite in suites:
        cases = suite.findall("testcase")
        found = {kind: sum(case.find(kind) is not None for case in cases) for kind in ("failure", "error", "skipped")}
        check(int(suite.get("tests")) == len(cases), f"{path.name}: tests")
        check(int(suite.get("failures")) == found["failure"], f"{path.name}: failures")
        check(int(suite.get("errors")) == found["error"], f"{path.name}: errors")
        check(int(suite.get("skipped")) == found["skipped"], f"{path.name}: skipped")
        recovered = sum(p.get("name").startswith("recovered: ") for p in suite.iter("property"))
        told.append((len(cases), found["failure"], found["error"], found["skipped"], recovered))
    return told[0], [sum(column) for column in zip(*told[1:])] or [0] * 5


def junit_of(counts, lost):
    """What JUnit has of six counts; @p lost of the recovered ones are no pass."""
    passed, recovered, failed, blocked, not_run, not_applicable = counts
    total = passed + recovered + failed + blocked + not_run + not_applicable
    return (total, failed + lost, blocked, not_run + not_applicable, recovered)


def from_markdown(path):
    tables = re.findall(r"^\| Passed \|.*\n\|[ -|]*\n\| (.*) \|$", path.read_text(encoding="utf-8"), re.MULTILINE)
    read = [[int(cell) for cell in row.split("|")] for row in tables]
    return read[0], read[2] if len(read) > 2 else [0] * 6


def main(folder):
    results = sorted(folder.glob("*.json"))
    check(len(results) >= 5, f"only {len(results)} samples")
    for path in results:
        name = path.stem
        result = json.loads(path.read_text(encoding="utf-8"))
        checks = [result["counts"][verdict] for verdict in VERDICTS]
        cells = [result["cell_counts"][verdict] for verdict in VERDICTS]
        counted = collections.Counter(one["verdict"] for one in result.get("checks", []))
        check(ordered(counted) == checks, f"{name}: JSON counts other than it holds")

        csv_checks, csv_cells, rows = from_csv(folder / f"{name}.csv")
        check(csv_checks == checks, f"{name}: CSV {csv_checks}, JSON {checks}")
        check(csv_cells == cells, f"{name}: cells in CSV {csv_cells}, JSON {cells}")

        page = Page((folder / f"{name}.html").read_text(encoding="utf-8"))
        check(page.counts() == checks, f"{name}: HTML {page.counts()}, JSON {checks}")
        check(ordered(page.checks) == checks, f"{name}: HTML lists {ordered(page.checks)}, JSON {checks}")
        check(ordered(page.cells) == cells, f"{name}: cells in HTML {ordered(page.cells)}, JSON {cells}")

        lost = [sum(row["verdict"] == "recovered" and row["counts_as_pass"] == "no" and row["scope"] == scope
                    for row in rows) for scope in ("check", "cell")]
        junit_checks, junit_cells = from_junit(folder / f"{name}.xml")
        check(tuple(junit_checks) == junit_of(checks, lost[0]), f"{name}: JUnit {junit_checks}, JSON {checks}")
        check(tuple(junit_cells) == junit_of(cells, lost[1]), f"{name}: cells in JUnit {junit_cells}, JSON {cells}")

        md_checks, md_cells = from_markdown(folder / f"{name}.md")
        check(md_checks == checks, f"{name}: Markdown {md_checks}, JSON {checks}")
        check(md_cells == cells, f"{name}: cells in Markdown {md_cells}, JSON {cells}")
        print(f"{name:10} checks {checks} cells {cells}")


main(pathlib.Path(sys.argv[1]))
print("\n".join(problems[:40]))
sys.exit(1 if problems else 0)
