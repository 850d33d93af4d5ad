"""No function needs a second reading: cyclomatic complexity (McCabe 1976), as radon counts it."""

from press import ROOT
from radon.complexity import cc_visit
from radon.visitors import Function

MOST = 15  # of a function or method
MEAN = 5.8  # of all functions and methods
# Path and name, and the reason in five words; ten at most.
EXCEPTIONS: dict[str, str] = {}


def complexities():
    """Each function and method of the package, as `path: Class.name`, with its complexity."""
    found = {}
    for path in sorted((ROOT / "dossier").rglob("*.py")):
        for block in cc_visit(path.read_text("utf-8")):
            if isinstance(block, Function):
                found[f"{path.relative_to(ROOT)}: {block.fullname}"] = block.complexity
    return found


def test_no_function_or_method_is_too_complex():
    over = {name: complexity for name, complexity in complexities().items() if complexity > MOST}

    assert {name: over[name] for name in over if name not in EXCEPTIONS} == {}
    assert sorted(EXCEPTIONS) == sorted(over), "an exception is no longer needed"
    assert len(EXCEPTIONS) <= 10
    assert [name for name, reason in EXCEPTIONS.items() if len(reason.split()) > 5] == []


def test_the_mean_stays_low():
    found = complexities()

    assert len(found) > 500
    assert sum(found.values()) / len(found) <= MEAN
