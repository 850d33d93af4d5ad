"""Read fixture documents: a title, and blocks between lines that hold a single dot."""

from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"


def read_fixtures(stage, blocks):
    """Return (title, block, …) for each fixture of `fixtures/STAGE/*.md`; each has this many blocks."""
    found = []
    for path in sorted((FIXTURES / stage).glob("*.md")):
        lines = iter(path.read_text("utf-8").split("\n"))
        for title in lines:
            if not title:
                continue
            assert next(lines) == ".", f"{path.name}: a dot after {title!r}"
            parts = [[]]
            while len(parts) <= blocks:
                line = next(lines)
                if line == ".":
                    parts.append([])
                else:
                    parts[-1].append(line)
            found.append((title, *("\n".join(part) for part in parts[:blocks])))
    return found
