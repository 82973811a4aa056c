"""Rewritten copies of standard modules pass CPython's own tests for them: code that nobody here wrote.

Each suite runs twice in a process of its own, with the modules as they are and with rewritten ones, and every single
test must go the same way. The second list are CPython's tests of the language itself, which are rewritten as well.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SECONDS = 300

#: Test modules, and the standard modules that are rewritten for them.
LIBRARY = {
    "test.test_bisect": "bisect",
    "test.test_collections": "collections,_collections_abc",
    "test.test_configparser": "configparser",
    "test.test_contextlib": "contextlib",
    "test.test_copy": "copy",
    "test.test_csv": "csv",
    "test.test_dataclasses": "dataclasses",
    "test.test_difflib": "difflib",
    "test.test_enum": "enum",
    "test.test_fractions": "fractions",
    "test.test_functools": "functools",
    "test.test_graphlib": "graphlib",
    "test.test_heapq": "heapq",
    "test.test_json": "json,json.decoder,json.encoder,json.scanner,json.tool",
    "test.test_pprint": "pprint",
    "test.test_reprlib": "reprlib",
    "test.test_sched": "sched",
    "test.test_shlex": "shlex",
    "test.test_string": "string",
    "test.test_textwrap": "textwrap",
    "test.test_traceback": "traceback",
    "test.test_types": "types",
    "test.test_typing": "typing",
}

#: CPython's tests of the language.
LANGUAGE = [
    "test.test_asyncgen",
    "test.test_augassign",
    "test.test_class",
    "test.test_coroutines",
    "test.test_decorators",
    "test.test_descr",
    "test.test_fstring",
    "test.test_generators",
    "test.test_genexps",
    "test.test_global",
    "test.test_grammar",
    "test.test_listcomps",
    "test.test_named_expressions",
    "test.test_patma",
    "test.test_scope",
    "test.test_super",
    "test.test_type_params",
    "test.test_unpack_ex",
    "test.test_with",
    "test.test_yield_from",
]

#: Tests that go another way, each with its reason.
DIFFERENT = {
    "test.test_descr.ClassPropertiesAndMethods.test_vicious_descriptor_nonsense": (
        "a class dictionary has a key whose comparison removes the key, and looking up who holds an attribute compares"
    ),
    "test.test_descr.MiscTests.test_type_lookup_mro_reference": (
        "a class dictionary has a key whose comparison changes the class's bases: as above"
    ),
}


def outcomes(how: str, modules: str, tests: str) -> dict[str, Any]:
    """How the *tests* go with the *modules* plain or rewritten."""
    command = [sys.executable, "-m", "tests.rewritten_stdlib", how, modules, tests]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(modules: str, tests: str) -> None:
    """Assert that every one of the *tests* goes the same way with rewritten *modules*."""
    if find_spec(tests) is None:
        pytest.skip(f"this Python comes without {tests}")
    plain = outcomes("plain", modules, tests)
    new = outcomes("rewritten", modules, tests)
    assert "passed" in plain["outcomes"].values()
    assert new["sites"] > 0
    different = {name for name, outcome in plain["outcomes"].items() if new["outcomes"].get(name) != outcome}
    assert different == {name for name in DIFFERENT if name.startswith(f"{tests}.")}


@pytest.mark.parametrize("tests", LIBRARY)
def test_library(tests: str) -> None:
    """A rewritten standard module passes the tests that the module passes."""
    compare(LIBRARY[tests], tests)


@pytest.mark.parametrize("tests", LANGUAGE)
def test_language(tests: str) -> None:
    """CPython's tests of the language, rewritten themselves, pass as they do without."""
    compare(tests, tests)
