"""Ask a built site from disk in Chromium, and say for each query what it reads and how long it takes.

python tests/generate_folder.py 10000 FOLDER
python tasks.py build --seeds FOLDER/seeds --content FOLDER/content --output FOLDER/site
PYTHONPATH=. python tests/bench_search.py FOLDER/site
"""

import sys
from pathlib import Path
from statistics import median

from browsers import ASK
from conftest import CHROMIUM, FLAGS
from generate_folder import desk_names
from playwright.sync_api import sync_playwright

NAMES = [name for _, name, _ in desk_names()]
QUERIES = (
    "agreement", "the and of", "harbour tunnel", NAMES[0], NAMES[0].split()[1], NAMES[150], "Old Ferry vote",
    "pro*", "a*", '"fishing quota"', '"The disputed final"', '"remain secret, two officials"', "wetiroal",
    "denied that the plan had been postponed and called the vessel late costly foreign new",
    "water treaty September 2021 upstream dam", "ferries timetables reported", "zzqx", "Moyova Rajasu",
)  # fmt: skip
TIMES = 5  # each query is asked so often; the first time reads the shards


def main(site):
    folder = Path(site).resolve()
    first, later, sizes = [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for query in QUERIES:
            page = browser.new_page()
            read = set()
            page.on("request", lambda asked, read=read: read.add(asked.url.split("/search/")[-1]))
            page.goto((folder / "search.html").as_uri())
            read.clear()
            answers = [page.evaluate(ASK, query) for _ in range(TIMES)]
            sizes.append(sum((folder / "search" / each).stat().st_size for each in read))
            first.append(answers[0]["time"])
            later.append(median(answer["time"] for answer in answers[1:]))
            print(
                f"{sizes[-1]:>8,} bytes {first[-1]:>6.0f} ms, then {later[-1]:>4.0f} ms  {query[:40]:<42}"
                f"{answers[0]['said'][:60]}"
            )
            page.close()
        browser.close()
    for words, found in (("bytes", sizes), ("ms, first time", first), ("ms, once read", later)):
        print(f"{words}: median {median(found):,.0f}, worst {max(found):,.0f}")


if __name__ == "__main__":
    main(sys.argv[1])
