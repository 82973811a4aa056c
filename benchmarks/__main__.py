"""`python -m benchmarks [NAME ...]`: measure, print the tables, and say which aims are met."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Final

from benchmarks.report import progress

NAMES: Final = (
    "peers",
    "strategies",
    "gallery",
    "tools",
    "scaling",
    "startup",
    "determinism",
    "submissions",
    "timeline",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks that are named, or all; return 0 if every aim was met, 1 if not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition(": ")[2])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(NAMES)} (default: all)")
    parser.add_argument(
        "--quick", action="store_true", help="fewer and shorter rounds: shows the direction, proves nothing"
    )
    parser.add_argument("--keep", action="store_true", help="write the tables into benchmarks/README.md")
    parser.add_argument(
        "--python",
        action="append",
        default=[],
        metavar="PATH",
        help="an interpreter to measure on (default: those at hand)",
    )
    own = parser.parse_args(arguments)
    unknown = [name for name in own.names if name not in NAMES]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]!r}: choose from {', '.join(NAMES)}")
    met = True
    for name in own.names or NAMES:
        report = importlib.import_module(f"benchmarks.{name}").run(own.python, quick=own.quick)
        progress("")
        report.show()
        if own.keep:
            report.keep()
        met = met and report.met
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
