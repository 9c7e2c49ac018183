# SPDX-License-Identifier: MIT
"""Every HTML sample in a real Chromium: no complaint on the console, no request but for the file, no script needed,
nothing wider than the page, all of it printed: FOLDER WORK [PICTURES]"""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys

problems = []


def check(condition, text):
    if not condition:
        problems.append(text)


class Browser:
    """Chromium, spoken to over a pipe in its DevTools protocol."""

    def __init__(self, work, *options):
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        to_browser, self.out = os.pipe()
        self.inn, from_browser = os.pipe()

        def pipes():
            # The protocol's descriptors are 3 and 4; what is there may be one of the other pair.
            first, second = os.dup(to_browser), os.dup(from_browser)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.net_log = work / "net.json"
        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions",
             "--disable-dev-shm-usage", "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND",
             f"--user-data-dir={work / 'profile'}", f"--log-net-log={self.net_log}", "--remote-debugging-pipe", *options],
            close_fds=False, preexec_fn=pipes, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=open(work / "stderr", "wb"))
        os.close(to_browser)
        os.close(from_browser)
        self.buffer = b""
        self.events = []
        self.number = 0
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        self.session = None
        self.session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            self.call(f"{domain}.enable")

    def message(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.inn, 1 << 20)
            if not piece:
                raise SystemExit("Chromium ended")
            self.buffer += piece
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, params=None):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params or {}}
        if getattr(self, "session", None):
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def until(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.message())

    def open(self, path, width=1360, height=860):
        self.call("Emulation.setDeviceMetricsOverride",
                  {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
        self.events = []
        self.call("Page.navigate", {"url": path.resolve().as_uri()})
        self.until("Page.loadEventFired")

    def value(self, expression):
        answer = self.call("Runtime.evaluate", {"expression": expression, "returnByValue": True})
        return answer["result"].get("value")

    def picture(self, path, whole=False):
        data = self.call("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": whole})["data"]
        path.write_bytes(base64.b64decode(data))

    def pdf(self):
        return base64.b64decode(self.call("Page.printToPDF", {"printBackground": False, "preferCSSPageSize": True})["data"])

    def close(self):
        os.write(self.out, json.dumps({"id": 0, "method": "Browser.close"}).encode() + b"\0")
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def complaints(events):
    """What the console would show in red or yellow, and what the page was refused."""
    told = []
    for event in events:
        method, params = event.get("method"), event.get("params", {})
        if method == "Log.entryAdded":
            told.append(params["entry"]["text"])
        elif method == "Runtime.consoleAPICalled" or method == "Runtime.exceptionThrown":
            told.append(json.dumps(params)[:300])
        elif method == "Audits.issueAdded":
            told.append(json.dumps(params["issue"])[:300])
    return told


def requests(events):
    return [event["params"]["request"]["url"] for event in events if event.get("method") == "Network.requestWillBeSent"]


def outside(net_log):
    """The addresses that pages asked for, as the network log of the browser has them. What Chromium asks for of its own
    accord has no origin; nothing of that is answered either: no name is looked up."""
    text = net_log.read_text(encoding="utf-8", errors="replace")
    try:
        log = json.loads(text)
    except ValueError:
        log = json.loads(text.rstrip().rstrip(",") + "]}")
    kinds = {number: name for name, number in log["constants"]["logEventTypes"].items()}
    started = [event.get("params", {}) for event in log["events"] if kinds.get(event["type"]) == "URL_REQUEST_START_JOB"]
    return {params["url"] for params in started
            if params.get("initiator", "not an origin") != "not an origin"
            and not params["url"].startswith(("file:", "data:"))}


def text_of(pdf, work):
    path = work / "printed.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()


def main(folder, work, pictures):
    browser = Browser(work)
    pages = sorted(folder.glob("*.html"))
    check(len(pages) >= 5, f"only {len(pages)} pages")
    for page in pages:
        name = page.stem
        browser.open(page)
        told = complaints(browser.events)
        check(not told, f"{name}: the console says {told[:3]}")
        asked = [url for url in requests(browser.events) if not url.startswith("data:")]
        check(asked == [page.resolve().as_uri()], f"{name}: asked for {asked}")
        check(browser.value("document.scripts.length") == 0, f"{name}: there is a script")
        check(browser.value("document.compatMode") == "CSS1Compat", f"{name}: quirks mode")
        # The style is the page's own: the policy let it through.
        check(browser.value("getComputedStyle(document.querySelector('main')).maxWidth") == "1160px", f"{name}: no style")
        check(browser.value("matchMedia('(prefers-color-scheme: dark)').matches || "
                            "getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)",
              f"{name}: not white")
        check(browser.value("document.querySelectorAll('h1').length") == 1, f"{name}: not one first heading")
        wider = browser.value("document.documentElement.scrollWidth - innerWidth")
        check(wider <= 0, f"{name}: {wider} px wider than the window")
        if pictures:
            browser.picture(pictures / f"{name}.png")
            browser.picture(pictures / f"{name}-whole.png", whole=True)
        headings = browser.value("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
        jumps = [pair for pair in zip(headings, headings[1:]) if pair[1] > pair[0] + 1]
        check(not jumps, f"{name}: headings jump {jumps[:3]}")
        unnamed = browser.value("[...document.querySelectorAll('table')].filter(t => !t.querySelector('th[scope]')).length")
        check(unnamed == 0, f"{name}: {unnamed} tables without heads")
        printed = text_of(browser.pdf(), work)
        if name == "sample":
            check("StreamChat: the channel exists" in printed, "sample: folded evidence is not printed")
            check(printed.count("Roles: 2 users") == 6, f"sample: {printed.count('Roles: 2 users')} of 6 checks printed open")
        browser.open(page, 720, 900)
        wider = browser.value("document.documentElement.scrollWidth - innerWidth")
        check(wider <= 0, f"{name}: {wider} px wider than a narrow window")
        if pictures:
            browser.picture(pictures / f"{name}-narrow.png")
    # A link into a folded check opens it.
    browser.open(folder / "sample.html")
    browser.value("location.hash = 'check-1-evidence'")
    check(browser.value("document.querySelector('#check-1 details').open") is True, "a link does not open its check")
    browser.close()
    asked = outside(browser.net_log)
    check(not asked, f"the browser asked for {sorted(asked)[:5]}")


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None)
print("\n".join(problems[:40]))
sys.exit(1 if problems else 0)
