"""pytest's side of `--submissions DIR`: every spec once for each person, and what the class comes to.

A spec of a person is an item of its own, `katas/NAME/test_X.py::test_y[PERSON]`, so that all of pytest works on it:
`-k`, `--lf`, `-x`, node ids on the command line, JUnit XML, xdist. Each person's exercise runs in a child of its own,
below a prepared process (see `plugins/kata/prepared.py`): nothing of anybody's is imported or read in pytest's process.

Rejected: a session of pytest for each person, which costs the start each time and gives no summary; a parameter by
`parametrize`, whose ids cannot hold every name and hide where the person ends and the spec's own parameters begin.
"""

from __future__ import annotations

import os
import time
import zlib
from typing import TYPE_CHECKING, Any, Final

import pytest

from plugins.kata.catalogue import CatalogueError, read
from plugins.kata.exercise import exercise_of, of_person
from plugins.kata.options import shortest
from plugins.kata.packs import KATAS
from plugins.kata.runner import VERDICT, failed_report, report_of
from plugins.kata.sections import section
from plugins.kata.stash import DEADLINE, EXERCISE, SETTINGS, SPEC, TOLD
from plugins.simulation.language import _
from plugins.submissions import before, writing
from plugins.submissions.grades import Grades
from plugins.submissions.options import CSV, JSON, PEOPLE, TIME_LIMIT, Class, add_options, class_of
from plugins.submissions.people import as_told, person_of

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from plugins.kata.exercise import Exercise
    from plugins.simulation.result import Result
    from plugins.submissions.people import Person

#: The property of a report that says whose submission it is about.
PERSON: Final = "person"
#: Caches of their own: a class's ids are not the learner's, and two classes may have people of the same name.
CACHE: Final = ".submissions_cache"
_KEY: Final = pytest.StashKey[Any]()
_CLASS: Final = pytest.StashKey[Class]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    add_options(parser)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Check the options, and take the session for a class's if they say so."""
    judged = class_of(config)
    if judged is None:
        return
    mark = zlib.crc32(os.fsencode(judged.folder))
    # Read by the cache, whose own `pytest_configure` comes after this one.
    config._inicache["cache_dir"] = f"{CACHE}/{mark:08x}"  # noqa: SLF001 - an option given here would come too late
    config.stash[TOLD] = {PEOPLE: as_told(judged.people)}
    config.stash[_CLASS] = judged
    _be_brief(config)


@pytest.hookimpl(specname="pytest_configure")
def pytest_configure_hooks(config: pytest.Config) -> None:
    """Register the hooks, after those that run specs: what is registered later is asked first."""
    judged = config.stash.get(_CLASS, None)
    if judged is None:
        return
    config.pluginmanager.register(Submissions(config, judged), "kata-submissions")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(ClassReport(config, judged), "kata-class")


def _be_brief(config: pytest.Config) -> None:
    """Leave out the pages and the list of failures, which are hundreds for a class, unless somebody asks for them."""
    given = [str(argument) for argument in config.invocation_params.args]
    if not any(argument.startswith("--tb") for argument in given):
        config.option.tbstyle = "no"
    if not any(argument.startswith("-r") for argument in given):
        config.option.reportchars = ""


class Spec(pytest.Function):
    """A spec for one person.

    :param person: whose submission it judges.
    """

    def __init__(self, name: str, parent: pytest.Collector, *, person: Person, **rest: Any) -> None:  # noqa: ANN401 - as pytest's
        super().__init__(name, parent, **rest)
        if hasattr(self, "_id"):
            # Since pytest 9.2 the id follows from the parameters alone, and no longer from the name.
            base = self.originalname
            self._id = parent.id.child(base).with_params(name[len(base) + 1 : -1])
        self.stash[_KEY] = person
        self.extra_keyword_matches |= person.keywords
        self.user_properties.append((PERSON, person.name))


def _for_person(spec: pytest.Function, person: Person) -> Spec:
    """Return *spec* once more, for *person*."""
    base = spec.originalname
    own = {} if getattr(spec, "callspec", None) is None else {"callspec": spec.callspec}
    item = Spec.from_parent(
        spec.parent,
        name=f"{base}[{person.name}]{spec.name[len(base) :]}",
        person=person,
        fixtureinfo=spec._fixtureinfo,  # noqa: SLF001 - as pytest does for each parameter set
        originalname=base,
        **own,
    )
    item.stash[SPEC] = spec.nodeid
    return item


class Submissions:
    """The hooks around the specs of a class, in every process that collects or runs them."""

    def __init__(self, config: pytest.Config, judged: Class) -> None:
        self._config = config
        self._class = judged
        self._places = {person: place for place, person in enumerate(judged.people)}
        self._used: dict[str, float] = {}
        self._guarded = False

    @pytest.hookimpl(wrapper=True)
    def pytest_pycollect_makeitem(self, collector: pytest.Collector) -> Generator[None, object, object]:
        """Put a spec for each person in the place of each spec."""
        made = yield
        if exercise_of(collector.path, self._config.rootpath, self._config.stash[SETTINGS]) is None:
            return made
        if not isinstance(made, list):
            return made
        specs: list[object] = []
        for each in made:
            if isinstance(each, pytest.Function):
                specs += [_for_person(each, person) for person in self._class.people]
            else:
                specs.append(each)
        return specs

    @pytest.hookimpl
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Say which file each spec is about, and keep each person's specs together."""
        for item in items:
            person, exercise = item.stash.get(_KEY, None), item.stash.get(EXERCISE, None)
            if person is not None and exercise is not None:
                item.stash[EXERCISE] = of_person(exercise, person.name, person.folder)
        items.sort(key=lambda item: self._places.get(item.stash.get(_KEY, None), -1))  # type: ignore[arg-type] # None is in no place

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up the time that a person's specs take; what starts the processes that they run in is nobody's."""
        person = person_of(report.nodeid)
        self._used[person] = self._used.get(person, 0.0) + report.duration

    @pytest.hookimpl(tryfirst=True, specname="pytest_runtest_protocol")
    def pytest_answer_without_running(self, item: pytest.Item) -> bool | None:
        """Answer for a spec that need not or may not run; else say by when it must have ended."""
        person = item.stash.get(_KEY, None)
        if person is None:
            return None
        exercise = item.stash[EXERCISE]
        left = self._class.time_limit - self._used.get(person.name, 0.0)
        if (wrong := before.without_running(exercise)) is None and left <= 0:
            wrong = before.not_run(exercise, self._class.time_limit, TIME_LIMIT)
        if wrong is None:
            item.stash[DEADLINE] = time.monotonic() + left
            return None
        _report(item, wrong)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_kata_run(self, exercise: Exercise) -> None:
        """Settle in, in the process that runs the specs of one person: whose modules, and what may not be touched."""
        if not exercise.person or exercise.submission is None:
            return
        from plugins.kata.submission import use
        from plugins.submissions.guard import Guard

        use(str(exercise.submission))
        if not self._guarded:
            self._guarded = True
            config = self._config
            protected = [str(self._class.folder), str(config.rootpath)]
            protected += [str(person.folder) for person in self._class.people]
            Guard(protected, [str(config._tmp_path_factory.getbasetemp())]).install()  # type: ignore[attr-defined] # noqa: SLF001 - set by pytest

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_setupnodes(self, config: pytest.Config) -> None:
        """Keep xdist from copying pytest into the checkout of another machine, which has its own installed."""
        if not config.option.rsyncdir:
            config.pluginmanager.getplugin("dsession").nodemanager.roots = []

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:  # noqa: ANN401 - xdist is published without types for this
        """Tell a worker whom to judge: all must find the same people, whatever happens to the folder meanwhile."""
        spec = node.gateway.spec
        if spec.popen and not spec.chdir:
            node.workerinput[PEOPLE] = as_told(self._class.people)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> object | None:  # noqa: ANN401 - as above
        """Give each person's specs to one worker."""
        if config.option.dist == "each":
            return None
        from plugins.submissions.scheduling import ByPerson

        return ByPerson(config, log)


class ClassReport:
    """The hooks of the process that reports."""

    def __init__(self, config: pytest.Config, judged: Class) -> None:
        self._config = config
        self._class = judged
        self._folders = {person.name: person.folder for person in judged.people}
        self._problems: list[str] = []
        try:
            catalogue = read(config.rootpath / KATAS / "catalogue.toml")
        except CatalogueError:
            catalogue = {}
        exercises = {name: list(kata.exercises) for name, kata in catalogue.items()}
        self._grades = Grades([person.name for person in judged.people], exercises)

    def pytest_report_header(self) -> list[str]:
        """Say whom the session is about, and what in the folder is not judged."""
        lines = [
            _("submissions: {count} in {folder}", count=len(self._class.people), folder=shortest(self._class.folder))
        ]
        if self._class.others:
            lines.append("  " + _("left out, since they are no folders: {names}", names=", ".join(self._class.others)))
        return lines

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in a result."""
        self._grades.note(report)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Write the files."""
        judged, whole = self._class, exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
        grades = self._grades.by_kata()
        texts: list[tuple[str, Path | None, str]] = []
        if judged.csv is not None:
            texts.append((CSV, judged.csv, writing.as_csv(grades, self._command)))
        if judged.json is not None:
            text = writing.as_json(
                grades,
                self._grades.met(),
                self._command,
                folder=str(judged.folder),
                submission_time_limit=judged.time_limit,
                finished=whole,
            )
            texts.append((JSON, judged.json, text))
        for option, file, text in texts:
            try:
                if file is not None:
                    writing.put(text, file)
            except OSError as error:
                self._problems.append(
                    _(
                        "{option} {file!r} cannot be written: {error}",
                        option=option,
                        file=str(file),
                        error=error.strerror,
                    )
                )

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show the tables, and how to see more."""
        # Brings rich along, which a learner's session does without unless there is colour.
        from plugins.submissions import showing

        tr = terminalreporter
        for problem in self._problems:
            tr.write_line(problem, red=True)
        if not self._grades:
            return
        colour, width = tr._tw.hasmarkup, tr._tw.fullwidth  # noqa: SLF001 - as plugins/report asks its writer
        grades, met = self._grades.by_kata(), self._grades.met()
        encoding = getattr(getattr(tr._tw, "_file", None), "encoding", None) or "utf-8"  # noqa: SLF001 - as above
        section(tr, _("submissions"))
        for line in showing.results(grades, colour=colour, width=width).split("\n"):
            tr.write_line(line.encode(encoding, "backslashreplace").decode(encoding))
        if not met:
            return
        section(tr, _("what the class met"))
        for line in showing.mistakes(met, len(self._folders), colour=colour, width=width).split("\n"):
            tr.write_line(line.encode(encoding, "backslashreplace").decode(encoding))
        worst = next(grade for grade in grades if grade.verdicts)
        katas = {grade.kata for grade in grades}
        tr.write_line("")
        tr.write_line(_("one person's full report, here the first that is not all green:"))
        command = self._command(worst.person, worst.kata if len(katas) == 1 else "")
        tr.write_line(f"  {command}".encode(encoding, "backslashreplace").decode(encoding))

    def _command(self, person: str, kata: str) -> str:
        settings = self._config.stash[SETTINGS]
        if kata:
            return settings.command(kata, self._folders[person])
        whole = settings.command("", self._folders[person])
        return whole.replace(f"{KATAS}/ ", f"{KATAS} ", 1)


def _report(item: pytest.Item, result: Result) -> None:
    """Report *result* for an item that was not run."""
    item.user_properties.append((VERDICT, result.verdict))
    hook = item.ihook
    hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    now = time.time()
    hook.pytest_runtest_logreport(report=report_of(item, "setup", "passed", None, stop=now))
    hook.pytest_runtest_logreport(report=failed_report(item, result, when="call", start=now, stop=now))
    hook.pytest_runtest_logreport(report=report_of(item, "teardown", "passed", None, stop=now))
    hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
