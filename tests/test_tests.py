"""The tests themselves: each module stands alone, and what several need has a module of its own."""

import ast
from pathlib import Path

import pytest

MODULES = sorted(Path(__file__).parent.glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_module_imports_a_test_module(path):
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    named = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    named |= {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}

    assert [name for name in sorted(named) if name.startswith("test_")] == []


def test_each_test_module_says_what_it_tests():
    silent = [path.name for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]

    assert silent == []
