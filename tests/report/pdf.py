# SPDX-License-Identifier: MIT
"""Every PDF sample as poppler reads it: A4, fonts embedded, numbered pages, the same counts and words. FOLDER"""
import json
import pathlib
import re
import subprocess
import sys

VERDICTS = ["passed", "recovered", "failed", "blocked", "not_run", "not_applicable"]
WORDS = ["Passed", "Recovered", "Failed", "Blocked", "Not run", "Not applicable"]
problems = []


def check(condition, text):
    if not condition:
        problems.append(text)


def run(*command):
    done = subprocess.run(command, capture_output=True, check=True)
    check(not done.stderr, f"{command}: {done.stderr[:200]}")
    return done.stdout.decode()


def main(folder):
    pdfs = sorted(folder.glob("*.pdf"))
    check(len(pdfs) >= 5, f"only {len(pdfs)} PDFs")
    for pdf in pdfs:
        name = pdf.stem
        info = run("pdfinfo", pdf)
        pages = int(re.search(r"^Pages: +(\d+)", info, re.MULTILINE).group(1))
        check("(A4)" in info, f"{name}: not A4")
        check(re.search(r"^Title: +\S", info, re.MULTILINE), f"{name}: no title")
        fonts = run("pdffonts", pdf).splitlines()[2:]
        check(fonts, f"{name}: no fonts")
        for font in fonts:
            check(re.search(r" yes +(yes|no) +(yes|no) +\d+ +\d+$", font), f"{name}: not embedded: {font}")
        text = run("pdftotext", "-layout", pdf, "-")
        sheets = text.split("\f")[:-1]
        check(len(sheets) == pages, f"{name}: {len(sheets)} of {pages} pages have text")
        for number, sheet in enumerate(sheets, 1):
            check(f"Page {number} of {pages}" in sheet, f"{name}: page {number} is not numbered")

        result = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        counts = [int(re.search(r"([\d,]+) " + word, sheets[0]).group(1).replace(",", "")) for word in WORDS]
        check(counts == [result["counts"][verdict] for verdict in VERDICTS], f"{name}: counts {counts}")
        cells = re.search(r"Cells: +([^\n]*)", text)
        if result.get("companies"):
            told = [int(number.replace(",", "")) for number in re.findall(r"([\d,]*\d) ", cells.group(1))]
            check(told == [result["cell_counts"][verdict] for verdict in VERDICTS], f"{name}: cells {told}")
        if name in ("swept", "failed"):
            # The head of the table stands on each page that the table goes on at.
            rows = [sheet for sheet in sheets if len(re.findall(r"\d of \d", sheet)) > 12]
            check(len(rows) >= 2, f"{name}: the table is on {len(rows)} pages")
            check(all("Two users" in sheet for sheet in rows), f"{name}: a page of the table has no head")
        if name == "sample":
            flat = re.sub(r"\s+", " ", run("pdftotext", pdf, "-"))
            for words in ("Failed: Create a conversation with a new user", "22 Nov 2026, 14:31:46 to 14:33:52 UTC",
                          "1 newly failing, 1 fixed, 5 unchanged", "Why", "The backend wrote the new user as a company",
                          "500 Internal Server Error", "[secret: backend token]", "Database: the user exists"):
                check(words in flat, f"sample: {words!r} is missing")
        print(f"{name:10} {pages} pages, {pdf.stat().st_size // 1024} KiB")


main(pathlib.Path(sys.argv[1]))
print("\n".join(problems[:40]))
sys.exit(1 if problems else 0)
