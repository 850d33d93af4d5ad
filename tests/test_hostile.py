"""Whatever sources and editors are called and say, it is shown as words: never markup, code or a path."""

from pathlib import Path

import pytest
from press import press

from dossier.bundles import write_bundles
from dossier.check import check_site

SCRIPT = "<script>document.title='owned'</script>"
NAMES = {
    "markup": f"{SCRIPT}<img src=x onerror=alert(1)>",
    "quotes": "\"'`&quot;&#39; onload='alert(1)",
    "closing": "</title></script></style><!-- ]]> -->",
    "template": "{{ 7*7 }} {% raw %} ${7*7} %(x)s {0}",
    "path": "../../etc/passwd",
    "encoded": "%2e%2e%2f %00 %3Cscript%3E",
    "turned": "report \u202efdp.exe\u202c \u2066hidden\u2069 \u200b",
    "pictures": "\U0001f6a2\U0001f1f3\U0001f1f4 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "wide": "港の会談 مرفأ \u0430\u0440\u0440\u04cf\u0435",
    "long": "Long" + "er" * 150,
    "address": "javascript:alert(1)",
}
PARAGRAPH = "{name} said on 3 May 2024 that the quay at {name} was closed. “{name},” said {name}."


def quoted(words):
    """A YAML string that holds exactly these words."""
    return "'" + words.replace("'", "''") + "'"


def write_desk(folder):
    for key, name in NAMES.items():
        file = name.replace("/", "_").encode()[:200].decode("utf-8", "ignore")
        said, called = PARAGRAPH.format(name=name), quoted(name)
        text = f"{name}\n\nPublished: 4 May 2024\n\n{said}\n\n{SCRIPT} stayed in {name}.\n"
        page = f"<h1>{name}</h1><p>{said}</p><p>It was <b onclick=x>so</b>.</p>"
        sidecar = f"title: {called}\npublisher: {called}\nauthors: [{called}]\n"
        files = {
            f"seeds/{file}.txt": text,
            f"seeds/{key}.html": page,
            f"seeds/{key}.yaml": sidecar,
            f"content/entities/{key}.md": f"---\nname: {called}\nkind: person\nrole: {called}\n---\n{name}\n",
            f"content/topics/topic-{key}.md": f"---\ntitle: {called}\nterms: [{{phrase: quay}}]\n---\n{name}",
            f"content/notes/note-{key}.md": f"---\ntitle: {called}\n---\n{SCRIPT}\n",
        }
        for path, words in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(words, "utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    write_desk(folder)
    return press(folder / "site", folder / "seeds", folder / "content")


def test_every_hostile_source_becomes_a_page_of_a_sound_site(hostile):
    assert len(hostile.dossier.corpus.documents) == 2 * len(NAMES)
    assert check_site(hostile.site) == ()


def test_no_file_is_written_beside_the_site_and_no_name_is_more_than_a_file_name(hostile):
    beside = {path.name for path in Path(hostile.site).parent.iterdir()}
    names = [path.name for path in Path(hostile.site).rglob("*")]

    assert beside <= {"seeds", "content", "site", "site-report", ".site.lock", ".site.cache"}
    assert [name for name in names if len(name.encode()) > 255 or set(name) & set('<>:"\\|?*\n\u202e')] == []


@pytest.mark.browser
def test_no_page_and_no_bundle_runs_a_foreign_script(hostile, browser, tmp_path):
    write_bundles(hostile.site, tmp_path)
    page = browser.new_page()
    said, dialogs, asked = [], [], []
    page.on("console", lambda message: said.append((page.url, message.text)))
    page.on("pageerror", lambda error: said.append((page.url, str(error))))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    owned = []
    pages = sorted(hostile.site.rglob("*.html"))
    for path in (*pages, tmp_path / "dossier.html"):
        page.goto(path.as_uri())
        owned += [path] if page.title() == "owned" else []
    for name in NAMES.values():
        page.goto((hostile.site / "search.html").as_uri())
        page.fill("[data-query]", name)
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-count]:not(:empty)")
        owned += [name] if page.title() == "owned" else []
    page.close()

    assert len(pages) > 5 * len(NAMES)
    assert (said, dialogs, owned) == ([], [], [])
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
