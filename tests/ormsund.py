"""A small hand-made dossier on the ferry terminal of Ormsund, for the tests of its pages."""

from dataclasses import replace

from builders import corpus, document
from press import ROOT

from dossier.config import Settings
from dossier.editorial import read_desk
from dossier.model import Desk, Dossier, ParagraphKind
from dossier.pipeline import assemble
from dossier.site import build_pages, build_report, theme_environment

VOTE = (
    "Council votes for the new ferry terminal\n"
    "The council of Ormsund voted on 3 March 2024 to build a ferry terminal. "
    "Mayor Ingrid Dahl said the terminal would cost 40 million kroner.\n"
    "The union of dock workers opposes the terminal, according to its leader, Nils Brekke."
)
REPLY = (
    "The union of dock workers replied on 5 March 2024. "
    "Nils Brekke said the terminal would cost 55 million kroner. "
    "Mayor Ingrid Dahl did not answer."
)
DESK = {
    "topics/terminal.md": """
        ---
        title: The ferry terminal
        terms:
          - {phrase: ferry terminal, weight: 2}
          - {phrase: terminal, weight: 2}
        summary: The council has voted for it [@vote#p2s1], and the union is against it [@vote#p3s1].
        ---
        What it will cost is disputed [@vote#p2s2; @reply#p1s2]. [[dahl|The mayor]] has one figure.
        """,
    "entities/dahl.md": """
        ---
        name: Ingrid Dahl
        kind: person
        role: Mayor of Ormsund
        aliases: [Dahl]
        ---
        """,
    "entities/brekke.md": """
        ---
        name: Nils Brekke
        kind: person
        aliases: [Brekke]
        ---
        """,
    "claims/cost.md": """
        ---
        question: What will the terminal cost?
        topics: [terminal]
        would_change: The tender of the council.
        ---
        ## Forty million
        The mayor says so [@vote#p2s2].

        ## Fifty-five million
        The union says so [@reply#p1s2].
        """,
    "notes/first.md": """
        ---
        title: A first reading
        date: 2024-03-06
        topics: [terminal]
        status: published
        ---
        Two figures stand side by side [@vote#p2s2; @reply#p1s2].
        """,
    "notes/unfinished.md": """
        ---
        title: Unfinished thoughts
        status: draft
        ---
        Nothing yet.
        """,
    "pages/index.md": """
        ---
        title: A terminal is voted for; its cost is disputed
        dossier: The terminal of Ormsund
        ---
        The council voted for it [@vote#p2s1].
        """,
}


def write_desk(folder, files=DESK):
    """Write files of `content/` under a folder and read them as a desk."""
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = text.strip("\n").splitlines()
        path.write_text("\n".join(line.removeprefix(" " * 8) for line in lines) + "\n", "utf-8")
    (folder / "content").mkdir(exist_ok=True)
    return read_desk(folder / "content", Settings())


def vote(**meta):
    made = document(
        VOTE, id="vote", title="Council votes", kinds={1: ParagraphKind.TITLE}, published="2024-03-04"
    )
    return replace(made, meta=replace(made.meta, **meta))


def reply(**meta):
    made = document(REPLY, id="reply", title="The union replies", published="2024-03-06")
    return replace(made, meta=replace(made.meta, **meta))


def dossier_of(desk: Desk, *documents) -> Dossier:
    made = assemble(corpus(*documents), desk, Settings())
    assert [str(p) for p in made.problems if p.severity == "error"] == []
    return made


def rendered(dossier: Dossier) -> dict[str, str]:
    """Return the HTML of every page of the site by its path."""
    return _html(build_pages(dossier))


def report_of(dossier: Dossier) -> str:
    """Return the HTML of the first page of the editors' report."""
    pages, _ = build_report(dossier)
    return _html(pages)["report/index.html"]


def _html(pages) -> dict[str, str]:
    environment = theme_environment(ROOT / "theme" / "templates")
    return {
        page.path: environment.get_template(page.template).render(
            page=page, chrome=page.chrome, view=page.view
        )
        for page in pages
    }
