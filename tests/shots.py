"""Take a picture of every page kind: wide and narrow, light and dark, and on paper."""

import sys
from pathlib import Path

from browsers import CHROMIUM, FLAGS
from playwright.sync_api import sync_playwright

WAYS = {
    "wide": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 360, "height": 780}, "color_scheme": "light"},
}
PAPER = {"width": 673, "height": 1000}  # pixels: A4 without its margins


def one_of_each_kind(site: Path) -> list[Path]:
    """Return the pages at the root, each list, and the first page of each folder."""
    pages = sorted(site.glob("*.html"))
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        inside = sorted(folder.glob("*.html"))
        pages += [path for path in inside if path.name == "index.html"]
        pages += [path for path in inside if not path.name.startswith("index")][:1]
    return pages


def take(site: Path, output: Path) -> list[Path]:
    """Write the pictures of a built site, and a PDF of each page as it prints; return them."""
    output.mkdir(parents=True, exist_ok=True)
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for way, choices in WAYS.items():
            page = browser.new_context(**choices).new_page()
            for path in one_of_each_kind(site):
                name = path.relative_to(site).as_posix().replace("/", "-").removesuffix(".html")
                page.goto(path.as_uri())
                page.screenshot(path=output / f"{name}.{way}.png", full_page=True)
                taken.append(output / f"{name}.{way}.png")
                if way == "wide":
                    page.pdf(path=output / f"{name}.pdf", format="A4", prefer_css_page_size=True)
                    page.emulate_media(media="print")
                    page.set_viewport_size(PAPER)
                    page.screenshot(path=output / f"{name}.paper.png", full_page=True)
                    page.emulate_media(media="null")  # the next page prints as paper again
                    page.set_viewport_size(choices["viewport"])
                    taken += [output / f"{name}.pdf", output / f"{name}.paper.png"]
        browser.close()
    return taken


if __name__ == "__main__":
    for picture in take(Path(sys.argv[1]).resolve(), Path(sys.argv[2])):
        print(picture)
