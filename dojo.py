#!/usr/bin/env python3
"""`python3 dojo.py katas/condition`: run the katas with nothing prepared but Python.

The first run makes a virtual environment in `.venv` beside this file and installs what `pyproject.toml` lists; every
run then hands its arguments to pytest there and ends with pytest's exit status, or with `COULD_NOT_START`. Nothing
but `.venv` is written. It uses the standard library only, and its syntax is that of Python 3.8, so that an older
Python is told what is missing instead of a syntax error.

An environment is finished when the stamp in it says so, and the stamp is written last: what was interrupted is made
anew. A lock is held alone while the environment changes and shared while pytest runs in it, so that two runs at once
wait for each other where they must. The lock lies in `.venv` too, which is therefore emptied around it and never
deleted. Rejected: replacing this process by pytest (`os.execv`), because the lock would be lost or be inherited by
whatever a learner's program leaves behind.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, Final

if sys.platform != "win32":
    import fcntl

REPOSITORY: Final = Path(__file__).resolve().parent
ENVIRONMENT: Final = REPOSITORY / ".venv"
INTERPRETER: Final = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
#: Says what the environment was finished for; empty while it is being made.
STAMP: Final = ENVIRONMENT / "dojo.stamp"
LOCK: Final = ENVIRONMENT / "dojo.lock"

#: The Pythons that the simulated machine knows; `requires-python` in pyproject.toml says the same.
PYTHONS: Final = ((3, 11), (3, 12), (3, 13))

#: Environment variable that tells pytest's plugins how they were started, for the commands that reports suggest.
CALLED: Final = "KATAS_CALLED_AS"

#: Exit status when pytest was not reached: pytest's own number for an internal error.
COULD_NOT_START: Final = 3

USAGE: Final = """\
python3 dojo.py                               the katas, your progress, and the next one
python3 dojo.py katas/condition               one kata: red until you have solved it
python3 dojo.py katas                         all of them
python3 dojo.py katas/condition --reference   the same specs against the reference solution
python3 dojo.py katas/condition --hint        a hint on what failed last
python3 dojo.py katas/condition --watch       run again whenever a file is saved
python3 dojo.py tests                         the project's own tests, on all processors

Everything after dojo.py goes to pytest; `python3 dojo.py katas --help` lists its options.
The first run makes .venv beside dojo.py and installs pytest and a few more packages there.
"""

#: What pip prints when it cannot reach anybody, whatever it then says last.
NO_NETWORK: Final = re.compile(
    r"NewConnectionError|Failed to establish a new connection|name resolution|getaddrinfo failed|nodename nor servname"
    r"|Network is unreachable|No route to host|Connection refused|ConnectTimeout|ReadTimeout|ProxyError"
)

#: Options of pytest whose next argument is a value and no path, though a folder may have that name.
TAKES_VALUE: Final = frozenset(
    {"-k", "-m", "-n", "-p", "-o", "-W", "-r", "--submission", "--submissions", "--submission-time-limit"}
    | {"--submissions-csv", "--submissions-json", "--schedules", "--strategy", "--preemptions", "--seed", "--replay"}
    | {
        "--hammer",
        "--network",
        "--time-limit",
        "--start-method",
        "--wakeups",
        "--reset",
        "--lang",
        "--new-kata",
        "--check-kata",
    }
    | {"--timeline", "--timeline-states", "--timeline-trace"}
    | {"--pack", "--dojo", "--who", "--turn", "--predict", "--dojo-light", "--dojo-take", "--dojo-retro"}
)


class CannotStartError(Exception):
    """The environment could not be made; the text says what is so and what to do."""


def main(arguments: list[str]) -> int:
    """Run pytest with `arguments` in the environment, made first if need be, and return the exit status."""
    if arguments in (["-h"], ["--help"]):
        print(USAGE, end="")
        return 0
    try:
        check_python(sys.version_info[:3])
        if arguments == ["tests"]:
            arguments = ["tests", "-n", "auto"]
        arguments = placed(arguments or ["--katas"], Path.cwd())
        with locked_environment(requirements(tests=names_tests(arguments))):
            return run_pytest(arguments)
    except CannotStartError as error:
        say(str(error))
        return COULD_NOT_START
    except KeyboardInterrupt:
        say("interrupted while setting up; the next run begins that anew.")
        return COULD_NOT_START


def check_python(version: tuple[int, ...]) -> None:
    """Raise `CannotStartError` unless `version`, as in `sys.version_info`, is one that the katas run on."""
    if version[:2] in PYTHONS:
        return
    names = [f"python{major}.{minor}" for major, minor in PYTHONS]
    found = [
        name
        for name in names
        if shutil.which(name) and subprocess.call([name, "-c", ""], stderr=subprocess.DEVNULL) == 0
    ]
    advice = f"There is one on this machine: {found[-1]} dojo.py ..." if found else "Install one, and run this with it."
    number = ".".join(str(part) for part in version)
    message = f"these katas need Python 3.11, 3.12 or 3.13, and this is Python {number} ({sys.executable}).\n{advice}"
    raise CannotStartError(message)


def placed(arguments: list[str], here: Path) -> list[str]:
    """`arguments` for pytest run in `here`: paths that exist here stay, those of the repository become absolute.

    Outside the repository and without any path, the katas are meant, as they are inside.
    """
    result: list[str] = []
    paths = 0
    previous = ""
    for argument in arguments:
        file, separator, rest = argument.partition("::")
        is_path = not argument.startswith("-") and previous not in TAKES_VALUE
        if is_path and (here / file).exists():
            paths += 1
        elif is_path and (REPOSITORY / file).exists():
            paths += 1
            argument = f"{REPOSITORY / file}{separator}{rest}"  # noqa: PLW2901  one name for the one argument
        result.append(argument)
        previous = argument
    if not paths and REPOSITORY not in (here, *here.parents):
        result.append(str(REPOSITORY / "katas"))
    return result


def run_pytest(arguments: list[str]) -> int:
    """Run pytest here and return its exit status; Ctrl-C and SIGTERM are pytest's to answer."""
    # -P: else the current folder comes first on sys.path, and a kata in it could shadow a standard module.
    command = [str(INTERPRETER), "-P", "-m", "pytest", "-c", str(REPOSITORY / "pyproject.toml"), *arguments]
    called = f"{Path(sys.executable).name} {sys.argv[0]}"
    with subprocess.Popen(command, env={**os.environ, CALLED: called}) as pytest:
        signal.signal(signal.SIGTERM, lambda *_: pytest.terminate())
        while True:
            try:
                status = pytest.wait()
            except KeyboardInterrupt:
                continue  # the terminal sent it to pytest as well, which ends in its own way
            return status if status >= 0 else 128 - status


def names_tests(arguments: list[str]) -> bool:
    """Whether `arguments` name the project's own tests or a part of them."""
    tests = REPOSITORY / "tests"
    paths = [Path(argument.partition("::")[0]).resolve() for argument in arguments if not argument.startswith("-")]
    return any(tests in (path, *path.parents) for path in paths)


class locked_environment:  # noqa: N801  used like a function
    """Context in which the environment has what is `wanted`, and keeps it until its end."""

    def __init__(self, wanted: list[str]) -> None:
        self._wanted = wanted
        self._file: IO[str] | None = None

    def __enter__(self) -> None:
        wanted = self._wanted
        if ENVIRONMENT.exists() and not ENVIRONMENT.is_dir():
            message = f"{ENVIRONMENT} is no folder, and the virtual environment belongs there. Move it away."
            raise CannotStartError(message)
        try:
            ENVIRONMENT.mkdir(exist_ok=True)
            self._file = LOCK.open("a")
        except OSError as error:
            message = f"cannot write {ENVIRONMENT}: {error.strerror}. Clone the katas into a folder of your own."
            raise CannotStartError(message) from error
        self._lock(alone=False)
        while not is_ready(wanted):
            self._lock(alone=True)
            if not is_ready(wanted):  # nobody else has made it while this run was waiting
                set_up(wanted)
            self._lock(alone=False)

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def _lock(self, *, alone: bool) -> None:
        if self._file is None or sys.platform == "win32":
            return  # on Windows two first runs at once are not kept apart
        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        try:
            fcntl.flock(self._file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another dojo.py is using .venv; waiting until it is done.")
            fcntl.flock(self._file, kind)


def requirements(*, tests: bool) -> list[str]:
    """The dependencies that `pyproject.toml` lists, and those of the project's own `tests` if they are asked for."""
    import tomllib  # not there before Python 3.11, which `check_python` has ruled out

    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    more = project.get("optional-dependencies", {}).get("tests", []) if tests else []
    return [str(requirement) for requirement in [*project["dependencies"], *more]]


def stamp_for(wanted: list[str]) -> list[str]:
    """The lines of the stamp when the environment was finished for this Python and the requirements `wanted`."""
    return [sys.version.split()[0], *wanted]


def is_ready(wanted: list[str]) -> bool:
    """Whether the environment was finished for `wanted`, or for more, and what it needs is still there."""
    try:
        stamp = STAMP.read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return set(stamp_for(wanted)) <= set(stamp) and INTERPRETER.exists() and not missing_packages(wanted)


def missing_packages(wanted: list[str]) -> list[str]:
    """Those of `wanted` that are not installed: somebody may have removed a package, or half of the environment."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    folder = ENVIRONMENT / ("Lib" if os.name == "nt" else f"lib/{version}") / "site-packages"
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return wanted
    installed = {name.partition("-")[0].lower() for name in names if name.endswith(".dist-info")}
    return [requirement for requirement in wanted if distribution(requirement) not in installed]


def distribution(requirement: str) -> str:
    """The name in `requirement` as its `.dist-info` folder spells it: `pytest_xdist` for `pytest-xdist>=3.8`."""
    name = re.match(r"[\w.-]*\w", requirement)
    return re.sub(r"[-_.]+", "_", name.group()).lower() if name else requirement


def set_up(wanted: list[str]) -> None:
    """Make the environment, or bring one that works up to date; the lock must be held alone."""
    if not works():
        begin_anew()
    STAMP.write_text("", encoding="utf-8")
    names = ", ".join(re.split(r"[^\w.-]", requirement)[0] for requirement in wanted)
    say(f"installing {names}")
    install(wanted)
    STAMP.write_text("\n".join(stamp_for(wanted)), encoding="utf-8")
    say("ready.")


def works() -> bool:
    """Whether there is an environment for this very Python with pip in it, and no set-up of it was interrupted."""
    if not INTERPRETER.exists() or (STAMP.exists() and not STAMP.read_text(encoding="utf-8")):
        return False
    question = "import pip, sys; print(sys.version.split()[0])"
    try:
        answer = subprocess.run([INTERPRETER, "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.version.split()[0]


def begin_anew() -> None:
    """Empty `.venv` around the lock and make a virtual environment there."""
    left = [entry for entry in ENVIRONMENT.iterdir() if entry != LOCK]
    if left:
        say(".venv is half-made, broken or for another Python; making it anew.")
    else:
        say(f"first use: making a virtual environment in {ENVIRONMENT} (once, some seconds)")
    for entry in left:
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    made = subprocess.run(
        [sys.executable, "-m", "venv", ENVIRONMENT],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if made.returncode:
        print(made.stdout, file=sys.stderr)
        message = (
            f"`{sys.executable} -m venv` failed, see above. Where it misses ensurepip, the system\n"
            "keeps that in a package of its own (python3-venv on Debian and Ubuntu)."
        )
        raise CannotStartError(message)


def install(wanted: list[str]) -> None:
    """Install `wanted` with pip, whose output is shown only when it fails."""
    # Two tries: with pip's five, a machine without network waits half a minute to be told so.
    command = [str(INTERPRETER), "-m", "pip", "install", "--retries", "1", "--disable-pip-version-check", *wanted]
    # Left to a setting of the user's, packages could land outside the environment.
    settings = {**os.environ, "PIP_USER": "0"}
    pip = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, env=settings
    )
    if pip.returncode == 0:
        return
    if NO_NETWORK.search(pip.stdout):
        message = (
            "the packages could not be installed: pip reached no package index, so this machine seems\n"
            "to be without network. Connect it and run this again; once installed, the katas need none.\n"
            "With a folder of wheels at hand: PIP_NO_INDEX=1 PIP_FIND_LINKS=FOLDER python3 dojo.py ..."
        )
        STAMP.unlink()  # pip changed nothing: the next run can go on from here
        raise CannotStartError(message)
    print(pip.stdout, file=sys.stderr)
    message = f"pip could not install the packages (exit status {pip.returncode}); what it said stands above."
    raise CannotStartError(message)


def say(text: str) -> None:
    """Tell the person at the terminal; stdout is pytest's."""
    for line in text.splitlines():
        print(f"dojo: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
