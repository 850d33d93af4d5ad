"""The commands that editors type; `dossier`, `tasks.py` and `invoke` all run these."""

import contextlib
import functools
import gc
import inspect
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn

from dossier import console
from dossier.config import Settings
from dossier.errors import DossierError, InputProblems, UsageError
from dossier.folders import CONFIGURATION, Folders, desks_above, find_folders, theme_folder
from dossier.model import Dossier, Place, Problem, Severity, Tlp, count_kinds, of_severity
from dossier.text.counts import count

FOLDERS = {
    "seeds": "folder of the sources (default: seeds/ of the desk)",
    "content": "folder of the editors' files (default: content/ of the desk)",
    "output": "folder of the built site (default: build/site of the desk)",
    "report": "folder of the editors' report (default: build/report of the desk)",
}
"""Options of the folders of a command."""
READ = ("seeds", "content")
PREVIEW = {"output": "build/preview", "report": "build/preview-report"}
"""Where a preview goes: it shows drafts, and must not take the place of the site."""
JOBS = {"jobs": "processes at a time; 0: one for each core of the machine"}
LAST_PORT = 65_535
ENGINE = {"engine": "dask://HOST:PORT: read the sources on the workers of this Dask cluster"}
LEVELS = "clear, green, amber, amber+strict or red"

# A build frees almost nothing; garbage collection took a seventh of its time. What holds itself and is large
# is let go of where it is made (`pdf.read`, `watch_and_build`).
gc.set_threshold(5_000_000, 20, 100)


class Option(NamedTuple):
    """A word or option that a command takes."""

    name: str
    """Of the parameter of the function."""
    flags: tuple[str, ...]
    """As they are typed, without dashes: its name, and the first letter of it that no other one has."""
    default: Any
    help: str


@dataclass(frozen=True, slots=True)
class Command:
    """What a person can type: a function, made of its parameters."""

    body: Callable[..., None]
    help: Mapping[str, str]
    """Of its parameters."""
    positional: Sequence[str] = ()
    """Those parameters that are typed without their names, in order."""

    @property
    def name(self) -> str:
        """Return its name."""
        return self.body.__name__

    @property
    def summary(self) -> str:
        """Return what it does, in a sentence."""
        return (self.body.__doc__ or "").strip()

    def options(self) -> Iterator[Option]:
        """Yield what it takes, in the order of its parameters."""
        parameters = inspect.signature(self.body).parameters
        taken = set(parameters)
        for name, parameter in parameters.items():
            typed = name.replace("_", "-")
            letters = [letter for letter in typed if letter not in (typed, *taken)][:1]
            taken.update((typed, *letters))
            yield Option(name, (typed, *letters), parameter.default, self.help.get(name, ""))


def command(
    takes: Iterable[str] = (),
    usual: Mapping[str, str] = MappingProxyType({}),
    help: Mapping[str, str] = MappingProxyType({}),
    positional: Sequence[str] = (),
) -> Callable[[Callable[..., None]], Command]:
    """Make a function a command; a fault of its use or of the machine ends it with a message and exit code 2.

    An option for each folder that it `takes` stands where the function has `folders`, what they lead to;
    `usual` are other folders than those of `find_folders`.
    """

    def wrap(body: Callable[..., None]) -> Command:
        @functools.wraps(body)
        def run(*arguments: Any, **words: Any) -> None:  # noqa: ANN401
            try:
                _check_epoch()
                if takes:
                    words["folders"] = _folders(usual, {name: words.pop(name, None) for name in takes})
                body(*arguments, **words)
            except DossierError as error:
                _end(f"error: {console.pasteable(str(error))}", 2)
            except BrokenPipeError:
                raise
            except OSError as error:
                if (fault := console.fault_of_machine(error)) is None:
                    raise
                _end(f"error: {fault}", 2)

        by_name = inspect.Parameter.POSITIONAL_OR_KEYWORD
        parameters: list[inspect.Parameter] = []
        for each in inspect.signature(body).parameters.values():
            if each.name == "folders":
                parameters += (inspect.Parameter(name, by_name, default=None) for name in takes)
            else:
                parameters.append(each.replace(kind=by_name))
        vars(run)["__signature__"] = inspect.Signature(parameters)
        return Command(run, {**{name: FOLDERS[name] for name in takes}, **help}, positional)

    return wrap


def _end(message: str, code: int) -> NoReturn:
    """End a command with a message."""
    print(message, file=sys.stderr)
    raise SystemExit(code)


def _folders(usual: Mapping[str, str], typed: Mapping[str, str | None]) -> Folders:
    """Return the folders of a command; raise UsageError for an empty one: a variable that nobody set."""
    for name, folder in typed.items():
        if folder is not None and not folder.strip():
            raise UsageError(f"--{name} is empty; name a folder, or leave the option out")
    named = {name: folder for name, folder in typed.items() if folder}
    return find_folders(console.started.folder, usual, **named)


def _check_epoch() -> None:
    """Raise UsageError where SOURCE_DATE_EPOCH is set and no time."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not epoch.isascii() or not epoch.isdigit():
        raise UsageError(f'SOURCE_DATE_EPOCH is "{epoch}"; it must be a number of seconds, or unset')


def _show(problems: tuple[Problem, ...], folders: Folders, form: str = "text") -> None:
    """Print problems with the paths of their files as they were typed."""
    placed = console.placed(problems, folders.read, folders.options)
    if form == "text":
        sys.stderr.write(console.as_text(placed, colour=console.wants_colour(sys.stderr)))
    else:
        sys.stdout.write(console.FORMATS[form](placed))


def _jobs(number: int) -> int:
    """Return the number of processes as typed, or one for each core; raise UsageError for less than none."""
    from dossier.crew import cores

    if number < 0:
        raise UsageError(f"--jobs {number} is less than none; give 1 or more, or 0 for one for each core")
    return number or cores()


@contextlib.contextmanager
def _cluster(engine: str) -> Iterator[Any]:
    """Yield the cluster behind an address as typed; None without one."""
    if not engine:
        yield None
        return
    from dossier.cluster import Cluster

    with Cluster(engine, lambda words: print(words, file=sys.stderr, flush=True)) as cluster:
        yield cluster


def _overrides(folders: Folders, jobs: int = 0) -> dict[str, Any]:
    """Return the folders as Pelican takes them: it would look for short names beside its settings."""
    if not folders.content.is_dir():  # Pelican would not even begin
        from dossier.editorial import read_desk

        raise InputProblems(read_desk(folders.content, Settings()).problems)
    named = {
        "SEEDS_PATH": folders.seeds,
        "PATH": folders.content,
        "OUTPUT_PATH": folders.output,
        "REPORT_PATH": folders.report,
    }
    absolute = {name: str(folder.absolute()) for name, folder in named.items()}
    return {**absolute, "DOSSIER_OPTIONS": folders.options, "JOBS": _jobs(jobs)}


def _level(word: str | None) -> Tlp | None:
    """Return a level of the Traffic Light Protocol as typed, with or without "TLP:"; raise UsageError else.

    It is None where none was typed. An empty word is an error: behind it may be a variable that nobody set.
    """
    from dossier.text.nearest import did_you_mean

    if word is None:
        return None
    level = word.lower().removeprefix("tlp:")
    if level not in tuple(Tlp):
        hint = did_you_mean(level, list(Tlp))
        raise UsageError(f'no level "{word}"; choose one of {", ".join(Tlp)}. {hint}'.rstrip())
    return Tlp(level)


def _for_level(folders: Folders, level: Tlp) -> Folders:
    """Return the folders of a site that is built for one level."""
    site, report = (
        folder.with_name(f"{folder.name}-{level.slug}") for folder in (folders.output, folders.report)
    )
    return replace(folders, output=site, report=report)


def refuse_stricter(site: Path, content: Path) -> None:
    """Raise UsageError where a site was built for fewer eyes than the desk's own audience."""
    from dossier.editorial import read_settings
    from dossier.publishing import read_manifest

    settings, _ = read_settings(content, Settings())
    built = read_manifest(site).audience
    if settings.audience and built and not settings.audience.allows(Tlp(built)):
        raise UsageError(
            f"the site in {site.name} was built for TLP:{built.upper()}, and the audience of this desk is "
            f"TLP:{settings.audience.upper()}. Build it again, or bundle with --tlp {built}"
        )


def refuse_changed(site: Path, folders: Folders) -> None:
    """Raise UsageError where a site is no longer what its desk would publish, as far as anybody can tell."""
    from hashlib import sha256

    from dossier.kept import Kept
    from dossier.pelican_plugin import settings_in
    from dossier.pipeline import read_dossier
    from dossier.publishing import kept_file, read_manifest
    from dossier.site import build_assets

    manifest, kept = read_manifest(site), Kept(kept_file(site))
    settings = settings_in(folders.configuration, _overrides(folders, jobs=0))
    dossier = read_dossier(folders, settings, _level(manifest.audience or None), jobs=_jobs(0), kept=kept)
    kept.close(is_good=False)
    if errors := of_severity(dossier.problems, Severity.ERROR):
        raise UsageError(
            f"the desk has {count(len(errors), 'error')}, so what it may show is not certain. "
            f"{console.started.program} check names them; mend them, build again, then bundle"
        )
    hashes = {each.path: each.sha256 for each in manifest.entries}
    is_marked = not Tlp(manifest.audience or manifest.tlp or "clear").allows(Tlp(dossier.tlp or "clear"))
    words = (a for a in build_assets(dossier) if a.path.startswith(("data/dossier.json", "search/")))
    if is_marked or any(hashes.get(a.path) != sha256(a.text.encode()).hexdigest() for a in words):
        raise UsageError(
            f"the desk has changed since the site in {site.name} was built. Build it again; or name the "
            "folders that it was built from: --seeds DIR --content DIR"
        )


def _publish(folders: Folders, tlp: str | None = None, jobs: int = 0, engine: str = "") -> Any:  # noqa: ANN401  # imported late
    """Build the site and return what was published; show the problems."""
    from dossier.pelican_plugin import publish

    level = _level(tlp)
    try:
        overrides = _overrides(folders, jobs)
        with console.progress() as advance, _cluster(engine) as cluster:
            more = {"DOSSIER_TLP": level, "DOSSIER_ADVANCE": advance, "DOSSIER_CLUSTER": cluster}
            published = publish(folders.configuration, overrides | more)
    except InputProblems as error:
        _show(of_severity(error.problems, Severity.ERROR, Severity.WARNING), folders)
        errors = count(len(of_severity(error.problems, Severity.ERROR)), "error")
        _end(f"{errors}; nothing was published and the previous site is unchanged.", 1)
    _show(of_severity(published.dossier.problems, Severity.WARNING), folders)
    return published


def _for_whom(dossier: Dossier) -> str:
    """Say for which audience a dossier was built, and what that left out."""
    if not dossier.audience:
        marked = dossier.tlp and dossier.tlp != "clear"
        return f"Strictest mark: TLP:{str(dossier.tlp).upper()}; no audience is set." if marked else ""
    counts = ", ".join(count(number, kind) for kind, number in count_kinds(dossier.left_out))
    return f"For TLP:{dossier.audience.upper()}; left out: {counts or 'nothing'}."


@command(positional=["folder"], help={"folder": "the new desk's folder"})
def init(folder: str) -> None:
    """Start a desk of your own in a new or empty folder."""
    from dossier.commands.new_desk import start_desk

    checkout = console.started.checkout
    for line in start_desk(Path(folder), checkout):
        print(line if checkout else console.pasteable(line))


@command(FOLDERS, help={**JOBS, **ENGINE, "tlp": f"leave out what is marked stricter: {LEVELS}"})
def build(folders: Folders, tlp: str | None = None, jobs: int = 0, engine: str = "") -> None:
    """Build the site; on errors the last good site stays."""
    published = _publish(folders, tlp, jobs, engine)
    warned = len(of_severity(published.dossier.problems, Severity.WARNING))
    questions = len(published.dossier.problems) - warned
    sources = count(len(published.dossier.corpus.documents), "source")
    waiting = f"{count(warned, 'warning')}, {count(questions, 'question')} for the editors"
    print(f"Built {sources} into {folders.output}: {waiting}.")
    if audience := _for_whom(published.dossier):
        print(audience)
    print(f"Open  {published.site / 'index.html'}")
    if warned or questions:
        print(f"To review: {published.report / 'index.html'}")


@command(
    FOLDERS,
    help={
        **JOBS,
        **ENGINE,
        "format": f"{', '.join(console.FORMATS)} (default: text)",
        "questions": "list also what only an editor can answer; the report has it too",
    },
)
def check(
    folders: Folders,
    format: str = "text",
    questions: bool = False,
    jobs: int = 0,
    engine: str = "",
) -> None:
    """Validate seeds and content without publishing; judge the built site where there is one."""
    from dossier.kept import Kept
    from dossier.pipeline import read_dossier
    from dossier.publishing import kept_file

    _one_of(format, console.FORMATS)
    kept = Kept(kept_file(folders.output) if folders.output.parent.is_dir() else None)
    with console.progress() as advance, _cluster(engine) as cluster:
        advance("Reading", folders.seeds)
        dossier = read_dossier(folders, Settings(), jobs=_jobs(jobs), kept=kept, cluster=cluster)
    kept.close(is_good=False)
    faults: tuple[Problem, ...] = ()
    if (folders.output / "manifest.json").is_file():
        from dossier.check import check_site

        faults = check_site(folders.output)
    problems = (*dossier.problems, *faults)
    hidden = format == "text" and not questions
    _show(tuple(p for p in problems if not (hidden and p.severity is Severity.QUESTION)), folders, format)
    if format == "text":
        print(_counts(dossier, problems, hidden=hidden))
    if of_severity(problems, Severity.ERROR):
        raise SystemExit(1)


def _counts(dossier: Dossier, problems: tuple[Problem, ...], *, hidden: bool) -> str:
    numbers = [count(len(of_severity(problems, each)), each.value) for each in Severity]
    line = f"{count(len(dossier.corpus.documents), 'source')}: {', '.join(numbers)}."
    asked = of_severity(problems, Severity.QUESTION)
    return (
        f"{line} To see the questions: {console.started.program} check --questions"
        if hidden and asked
        else line
    )


@command(
    FOLDERS,
    PREVIEW,
    help={
        **JOBS,
        "output": "folder of the preview (default: build/preview of the desk)",
        "report": "folder of its report (default: build/preview-report of the desk)",
        "port": "port to try first",
    },
)
def serve(folders: Folders, port: int = 8000, jobs: int = 0) -> None:
    """Serve a preview with drafts on this machine; every save of seeds, content or theme shows at once."""
    from dossier.commands.serve import State, look_at, open_server, problem_of, watch_and_build
    from dossier.kept import Memory
    from dossier.local_server import HOST
    from dossier.pelican_plugin import publish
    from dossier.review import Session, open_review

    if not 0 <= port <= LAST_PORT:
        raise UsageError(f"there is no port {port}; give one from 1 to {LAST_PORT}, or 0 for any free one")
    design = tuple(
        dict.fromkeys(
            path.absolute() for path in (folders.desk / "theme", theme_folder(), folders.desk / CONFIGURATION)
        )
    )

    state, memory = State(), Memory(is_shared=True)

    def press() -> tuple[Problem, ...]:
        try:
            overrides = {**_overrides(folders, jobs), "DOSSIER_DRAFTS": True, "DOSSIER_MEMORY": memory}
            published = publish(folders.configuration, overrides)
        except InputProblems as error:
            problems = error.problems
        except UsageError:
            raise
        except OSError as error:
            if not state.told or (fault := console.fault_of_machine(error)) is None:
                raise
            problems = (Problem.error("build-failed", fault, Place("")),)
        except Exception as error:  # a fault in a template or a setting must not end the server
            problems = (problem_of(error, design),)
        else:
            print(f"Built {count(len(published.dossier.corpus.documents), 'source')}.", flush=True)
            session.take(published.dossier)
            return published.dossier.problems
        _show(of_severity(problems, Severity.ERROR), folders)
        return problems

    session = Session(folders)
    seen = look_at((*folders.read, *design), folders.output)
    state.tell(press())
    server = open_server(folders.output, state, port, folders.report)
    deciding, decisions = open_review(session)
    for each in (server, deciding):
        threading.Thread(target=each.serve_forever, daemon=True).start()
    address = f"http://{HOST}:{server.server_address[1]}"
    print(f"Serving {address}/ (stop: Ctrl-C)", flush=True)
    print(f"For editors: {address}/-/report/", flush=True)
    print(f"To decide:   {decisions}", flush=True)
    watch_and_build((*folders.read, *design), folders.output, press, state, threading.Event(), seen=seen)


@command(
    READ,
    help={
        "accept": "KEY: write what the program found into the desk",
        "refuse": "KEY: record that it is none, so that it is not asked again",
        "kind": "of a name: person, organisation, place, agreement or event",
        "alias_of": "of a name: the id of the page that it is another name of",
        "question": "of a proposal: the question that its sentences answer",
        "published": "of a source: when it was published",
        "format": "text or json (default: text)",
    },
)
def review(
    folders: Folders,
    accept: str = "",
    refuse: str = "",
    kind: str = "",
    alias_of: str = "",
    question: str = "",
    published: str = "",
    format: str = "text",
) -> None:
    """List what waits for an editor, or decide one of it; `serve` shows the same on a page."""
    from dossier.pipeline import read_dossier
    from dossier.review import Session

    _one_of(format)
    session = Session(folders)
    session.take(read_dossier(folders, Settings()))
    fields = {"kind": kind, "alias_of": alias_of, "question": question, "published": published}
    if accept or refuse:
        print(session.answer("accept" if accept else "refuse", accept or refuse, fields))
        return
    waits = session.open()
    if format == "json":
        print(console.records(each.record() for each in waits))
        return
    for each in waits:
        print(f"{each.key}  {each.asks}")
        for extract in each.extracts:
            print(f"    {extract.place}: {extract.words}")
    print(f"{count(len(waits), 'decision')} waiting.")


@command(
    ("seeds",),
    positional=["words"],
    help={"words": "words of a source, in their order", "format": "text or json (default: text)"},
)
def find(words: str, folders: Folders, format: str = "text") -> None:
    """Find words in the sources, with the citation of each place."""
    from dossier.commands.find import find_words
    from dossier.sources import read_corpus

    _one_of(format)
    if not folders.seeds.is_dir():
        raise UsageError(f"there is no folder {folders.seeds}; give another with --seeds")
    if not words.strip():
        raise UsageError("give the words to look for")
    found = tuple(find_words(read_corpus(folders.seeds, Settings()), words))
    if format == "json":
        print(console.records(found))
    for place in found if format == "text" else ():
        print(f"{place.quotation}  {place.by_words}".rstrip())
        print(f"    {place.words}")
    if not found:
        _end(f"No sentence of {folders.seeds}/ contains these words.", 1)


def _one_of(format: str, known: Iterable[str] = ("text", "json")) -> None:
    if format not in known:
        raise UsageError(f'no format "{format}"; choose one of {", ".join(known)}')


@command(
    READ,
    help={
        "dry_run": "show what would change, and write nothing",
        "accept": "ID#p3s2: record the new words of a place, after reading both wordings",
    },
)
def mend(folders: Folders, dry_run: bool = False, accept: str = "") -> None:
    """Correct the citations whose words moved in a source, or whose source was renamed."""
    from dossier.commands.mend import accept as accept_words
    from dossier.commands.mend import mend as mend_citations

    try:
        if accept:
            number = accept_words(folders, Settings(), accept)
            print(f"Accepted the new words of {accept} in {count(number, 'citation')}.")
            return
        mended = mend_citations(folders, Settings(), dry_run=dry_run)
    except InputProblems as error:
        _show(error.problems, folders)
        raise SystemExit(1) from error
    for change in mended.changes:
        print(f"{console.as_typed(change.at, folders.read)}: {change}")
    _show(mended.left, folders)
    verb = "Would correct" if dry_run else "Corrected"
    print(f"{verb} {count(len(mended.changes), 'citation')}.")
    if of_severity(mended.left, Severity.ERROR):
        raise SystemExit(1)


@command(
    READ,
    positional=["kind", "words"],
    help={
        "kind": "note, topic, entity, claim, translation or source",
        "words": "the title, name, question or language; for a source the path of its file",
        "from_candidate": "entity: take a name that the report proposes",
        "from_proposal": "claim: take the places of a proposal, named as in the report",
        "format": "text or json (default: text)",
    },
)
def new(
    kind: str,
    words: str,
    from_candidate: bool = False,
    from_proposal: str = "",
    format: str = "text",
    *,
    folders: Folders,
) -> None:
    """Start a note, topic, entity, claim, translation or source; nothing is ever overwritten."""
    _one_of(format)
    step = ""
    if kind == "source":
        from dossier.sources import file_source

        written: tuple[Path, ...] = file_source(Path(words), folders.seeds)
    elif kind == "entity" and from_candidate:
        from dossier.review import entity_from_candidate

        path, known = entity_from_candidate(words, folders, Settings())
        written = (path,)
        step = "" if known else ". Its kind is not clear: write it in its line “kind:”."
    elif kind == "claim" and from_proposal:
        from dossier.review import claim_from_proposal

        written = (claim_from_proposal(from_proposal, words, folders, Settings()),)
    elif kind == "translation":
        from dossier.editorial import write_translation

        written = (write_translation(words, folders.content),)
    else:
        from dossier.editorial import write_new

        written = (write_new(kind, words, folders.content),)
    if format == "json":
        print(console.records({"kind": kind, "file": path.as_posix()} for path in written))
    for path in written if format == "text" else ():
        print(f"Wrote {path}{step}")


@command(
    help={
        "format": "zip, html or all (default: all)",
        "site": FOLDERS["output"],
        "output": "folder of the bundles (default: build/bundles of the desk)",
        "tlp": f"build the site for this level first, without what is marked stricter: {LEVELS}",
        **{name: FOLDERS[name] for name in READ},
        "compress": "make the zip file small; its bytes then depend on the version of the compressor",
    }
)
def bundle(
    format: str = "all",
    site: str = "",
    output: str = "",
    tlp: str | None = None,
    seeds: str = "",
    content: str = "",
    compress: bool = False,
) -> None:
    """Write the offline bundles and their SHA256SUMS from the built site, or from one built for --tlp."""
    from dossier.bundles import audience_of, left_out, write_bundles
    from dossier.publishing import check_apart

    level = _level(tlp)
    if site and output and not (level or seeds):  # all that it needs is named
        source, folder = Path(site), Path(output)
        desk = next(chain(desks_above(source), desks_above(Path.cwd())), None)
        of_desk = Path(content) if content else desk and desk / "content"
    else:
        folders = find_folders(console.started.folder, seeds=seeds, content=content, output=site)
        folder = Path(output) if output else folders.desk / "build" / "bundles"
        source, of_desk = folders.output, folders.content
        check_apart(folder, folders.read)
    if level:
        folders = _for_level(folders, level)
        source = folders.output
        print(_for_whom(_publish(folders, level).dossier))
    elif of_desk:
        refuse_stricter(source, of_desk)
        if seeds or not site:
            refuse_changed(source, folders)
    written = write_bundles(source, folder, format, compress=compress)
    if not level:
        print(f"Built for: {audience_of(source)}")
    print(*written, sep="\n")
    for words in left_out(source) if format == "all" else ():
        print(f"Not whole: {words}", file=sys.stderr)


@command()
def clean() -> None:
    """Remove what builds made; never touch seeds or content."""
    import shutil

    folders = find_folders(console.started.folder)
    for level in Tlp:
        of_level = _for_level(folders, level)
        shutil.rmtree(of_level.output, ignore_errors=True)
        shutil.rmtree(of_level.report, ignore_errors=True)
    for name in ("site", "report", "preview", "preview-report", "bundles", "shots"):
        shutil.rmtree(folders.desk / "build" / name, ignore_errors=True)
    for file in (folders.desk / "build").glob(".*.cache"):
        file.unlink()


COMMANDS = (init, build, check, serve, review, find, mend, new, bundle, clean)
"""In the order in which the help shows them."""
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "init": ("init harbour",),
    "build": ("build", "build --tlp clear", "build --seeds DIR --content DIR --output DIR"),
    "check": ("check", "check --questions", "check --format json"),
    "serve": ("serve", "serve --port 8080"),
    "review": ("review", "review --accept name-24733e06 --kind place", "review --refuse dispute-700b5e4e"),
    "find": ('find "few words"', 'find "few words" --format json'),
    "mend": ("mend --dry-run", "mend", "mend --accept harbour-log#p3s2"),
    "new": ('new note "The first days"', 'new entity "Ann Moor" --from-candidate', "new source PATH"),
    "bundle": ("bundle", "bundle --format zip --tlp clear"),
    "clean": ("clean",),
}


def collection(*more: Command) -> Any:  # noqa: ANN401  # invoke ships no types
    """Return the commands, and more beside them, as `invoke` takes them."""
    from invoke.collection import Collection  # loading it takes 0.1 s

    return Collection(*map(_task, (*COMMANDS, *more)))


def _task(command: Command) -> Any:  # noqa: ANN401  # as above
    """Return a command as a task of `invoke`, which gives each a context."""
    from invoke.tasks import task

    @functools.wraps(command.body)
    def run(_context: object, **words: Any) -> None:  # noqa: ANN401
        command.body(**words)

    own = inspect.signature(command.body)
    context = inspect.Parameter("_context", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    vars(run)["__signature__"] = own.replace(parameters=[context, *own.parameters.values()])
    return task(help=dict(command.help), positional=list(command.positional))(run)
