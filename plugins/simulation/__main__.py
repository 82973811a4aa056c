"""`python -m plugins.simulation [OPTIONS] FILE [ARGS]`: run any script or module on the simulated machine."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from typing import TYPE_CHECKING, Final

from plugins.simulation import result as words
from plugins.simulation import token
from plugins.simulation.job import FILE, MODULE, Job, check_detector, run_job
from plugins.simulation.language import _
from plugins.simulation.network.calls import NETWORKS, PIECES
from plugins.simulation.registry import BOUNDED, DEFAULT, names
from plugins.simulation.timeline import STATES
from plugins.simulation.wakeups import IN_ORDER, WAKEUPS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plugins.simulation.result import Result

#: Seconds of wall time after which a program is ended, unless the user says otherwise.
TIME_LIMIT: Final = 60.0

_DESCRIPTION: Final = """\
Run a script or module on the simulated machine, which decides at each operation which thread goes on.
Deadlocks, lost updates and other faults of an interleaving are found and explained.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status: 0 all well, 1 something was found, 2 misuse."""
    own, job = _parse(sys.argv[1:] if arguments is None else list(arguments))
    answer = run_job(job)
    if own.json:
        print(answer.as_json())
    else:
        _show(answer)
    unwritten = _draw(own, job, answer)
    for sentence in unwritten:
        print(sentence, file=sys.stderr)
    return 2 if unwritten else 0 if answer.ok else 1


def _draw(own: argparse.Namespace, job: Job, answer: Result) -> list[str]:
    """Write the files with a picture of what was found; return what went wrong, a sentence each."""
    if own.timeline is None and own.trace is None:
        return []
    from plugins.simulation.timeline.page import page
    from plugins.simulation.timeline.picture import empty, retold
    from plugins.simulation.timeline.trace import trace

    story = None if answer.story is None else answer.story.as_dict()
    runs = [(job.name, retold(answer.picture or empty(answer.verdict), story))]
    texts = {} if own.timeline is None else {("--timeline", own.timeline): page(job.name, runs)}
    if own.trace is not None:
        texts["--trace", own.trace] = trace(runs)
    unwritten = []
    for (option, file), text in texts.items():
        try:
            with open(file, "w", encoding="utf-8") as opened:
                opened.write(text)
        except OSError as error:
            unwritten.append(f"{option} {file}: {error.strerror}; nothing was written")
    return unwritten


def _show(answer: Result) -> None:
    if answer.output and answer.ok and answer.story is None:
        sys.stdout.write(answer.output if answer.output.endswith("\n") else answer.output + "\n")
    if answer.ok:
        print(
            _(
                "ok: {found}; {count:,} operations.",
                found=answer.how_far(),
                count=answer.operations,
            ),
            file=sys.stderr,
        )
    if answer.story is None:
        pass
    elif sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        from rich.console import Console

        from plugins.simulation.render import rich_story

        Console().print(rich_story(answer.story))
    else:
        print(answer.explanation)
    for sentence in answer.not_visible if answer.verdict == words.OK else ():
        print(_("not visible: {sentence}", sentence=sentence), file=sys.stderr)
    for sentence in answer.notes if answer.ok and answer.story is None else ():
        print(_("note: {sentence}", sentence=sentence), file=sys.stderr)


def _parse(arguments: list[str]) -> tuple[argparse.Namespace, Job]:
    parser = argparse.ArgumentParser(
        prog="python -m plugins.simulation",
        usage="%(prog)s [OPTIONS] FILE [ARGS]\n       %(prog)s [OPTIONS] -m MODULE [ARGS]",
        description=_DESCRIPTION,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--schedules", type=_count, default=1, metavar="N", help="how many schedules to try at most (default 1)")
    add("--strategy", choices=names(), default=DEFAULT, help=f"how schedules are chosen (default {DEFAULT})")
    add(
        "--preemptions",
        type=_bound,
        metavar="N",
        help="with --strategy bounded: no more than N preemptions a schedule (default: as far as --schedules goes)",
    )
    add("--seed", type=int, default=0, metavar="S", help="where the random choices begin (default 0)")
    add("--replay", metavar="TOKEN", help="run exactly the schedule that a report named")
    add(
        "--clock",
        choices=("exact", "any"),
        default="exact",
        help="exact: computing takes no time; any: a sleep may end at any point after it began (default exact)",
    )
    add("--horizon", type=_seconds, metavar="SECONDS", help="virtual seconds after which a schedule is broken off")
    add(
        "--time-limit",
        type=_seconds,
        default=TIME_LIMIT,
        metavar="SECONDS",
        help=f"wall time for all of it (default {TIME_LIMIT:g})",
    )
    add(
        "--timeline",
        type=_file(".html"),
        metavar="FILE.html",
        help="draw the schedule that is told, step by step, on a page of its own",
    )
    add(
        "--trace",
        type=_file(".json"),
        metavar="FILE.json",
        help="write the same schedule as Chrome trace events, for Perfetto",
    )
    add(
        "--timeline-states",
        type=_bound,
        default=STATES,
        metavar="N",
        help=f"let the page hold so many states for choosing by hand, 0 for none (default {STATES})",
    )
    add("--explain", action="store_true", help="tell the whole story of one schedule, also where nothing is wrong")
    add(
        "--spurious",
        action="store_true",
        help="let Condition.wait return without a notify, once in each thread, which Python's own never does",
    )
    add(
        "--wakeups",
        choices=WAKEUPS,
        default=IN_ORDER,
        help="whom a notify wakes: in-order, as Python's own does, or any of those who wait (default in-order)",
    )
    add(
        "--network",
        choices=NETWORKS,
        default=PIECES,
        help="whether what one call sends may arrive in two pieces, or always whole (default pieces)",
    )
    add(
        "--detector",
        action="append",
        default=[],
        metavar="MODULE:CLASS",
        help="let this detector look at the schedules too, see docs/writing-a-plugin.md",
    )
    add("--json", action="store_true", help="print one line of JSON instead of the report")
    add("--rewrite", action="append", default=[], metavar="NAME", help="see accesses in this module or package too")
    add("-m", dest="module", action="store_true", help="what follows is a module's name")
    add("program", nargs=argparse.REMAINDER, metavar="FILE [ARGS]", help=argparse.SUPPRESS)
    own, program = _split(parser, arguments)
    if not program:
        parser.error("no program: name a FILE, or -m and a MODULE, behind the options")
    target, *rest = program
    if not own.module and not os.path.isfile(target):
        parser.error(f"there is no file {target!r}: name a script that exists, or use -m for a module")
    if own.preemptions is not None and own.strategy != BOUNDED:
        parser.error(f"--preemptions {own.preemptions} is a bound of --strategy {BOUNDED}: give both, or neither")
    job = Job(
        MODULE if own.module else FILE,
        target,
        rest,
        strategy=own.strategy,
        preemptions=own.preemptions,
        schedules=own.schedules,
        seed=own.seed,
        replay=own.replay,
        clock=own.clock,
        horizon=own.horizon,
        rewrite=own.rewrite,
        time_limit=own.time_limit,
        command=_command(own, program),
        explain=own.explain,
        spurious=own.spurious,
        wakeups=own.wakeups,
        network=own.network,
        detectors=own.detector,
        states=_states(own),
    )
    if own.module:
        _check_module(parser, target)
    if own.detector and os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    for wrong in filter(None, map(check_detector, own.detector)):
        parser.error(f"--detector: {wrong}")
    if own.replay is not None:
        try:
            token.parse_for(own.replay, job.name)
        except token.TokenError as error:
            parser.error(str(error))
    return own, job


def _states(own: argparse.Namespace) -> int | None:
    """Return how many states the tree of a picture may have; None where no picture is wanted."""
    if own.timeline is None:
        return None if own.trace is None else 0
    return int(own.timeline_states)


def _check_module(parser: argparse.ArgumentParser, name: str) -> None:
    import importlib.util

    sys.path.insert(0, os.getcwd())
    try:
        found = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        found = None
    if found is None:
        parser.error(f"there is no module {name!r} that could be imported from here")


def _split(parser: argparse.ArgumentParser, arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Parse the options before FILE or MODULE; what follows is the program's own, even where it looks like ours."""
    own = parser.parse_args(arguments)
    program: list[str] = own.program
    return own, program[1:] if program[:1] == ["--"] else program


def _command(own: argparse.Namespace, program: list[str]) -> str:
    """Return the command that a replay is asked for with."""
    words_: list[str] = ["python", "-m", "plugins.simulation"]
    if own.clock != "exact":
        words_ += ["--clock", own.clock]
    if own.horizon is not None:
        words_ += ["--horizon", f"{own.horizon:g}"]
    if own.spurious:
        words_ += ["--spurious"]
    if own.wakeups != IN_ORDER:
        words_ += ["--wakeups", own.wakeups]
    if own.network != PIECES:
        words_ += ["--network", own.network]
    for name in own.detector:
        words_ += ["--detector", name]
    for name in own.rewrite:
        words_ += ["--rewrite", name]
    return shlex.join(words_) + " {replay} " + shlex.join((["-m"] if own.module else []) + program)


def _count(text: str) -> int:
    return int(_number(text, int, "a count of at least 1"))


def _bound(text: str) -> int:
    if not text.isdecimal():
        msg = f"{text!r} is not a count, 0 or more"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _file(ending: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not text.endswith(ending):
            msg = f"{text!r} does not end in {ending}: name the file that is to be written"
            raise argparse.ArgumentTypeError(msg)
        return text

    return parse


def _seconds(text: str) -> float:
    return float(_number(text, float, "seconds, more than 0"))


def _number(text: str, kind: Callable[[str], int | float], wanted: str) -> int | float:
    try:
        value = kind(text)
    except ValueError:
        value = 0
    if not value > 0:
        msg = f"{text!r} is not {wanted}"
        raise argparse.ArgumentTypeError(msg)
    return value


if __name__ == "__main__":
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read it has enough (`| head`); the interpreter must not find that out once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)
