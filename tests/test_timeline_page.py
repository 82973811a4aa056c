"""The page of `--timeline` in a real Chromium: stepping, choosing, and that it asks nobody for anything."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from benchmarks.timeline import MANY, many
from plugins.simulation.timeline.page import page
from plugins.simulation.timeline.picture import empty
from tests.browser import chromium, complaints, requests
from tests.test_timeline import PROGRAMS, drawn, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.once

HOSTILE: Final = "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>"
LOST: Final = PROGRAMS["lost update"]
#: More nodes than this would mean that what is out of sight is in the document.
MOST_ELEMENTS: Final = 1_500


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One browser for all tests of the module."""
    with chromium(tmp_path_factory.mktemp("chromium"), width=1200, height=900) as driver:
        yield driver


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Open a page with these pictures; afterwards nothing was asked for, and nothing complained of."""
    complaints(browser)
    requests(browser)

    def open_page(*pictures: dict[str, Any]) -> Any:
        file = tmp_path / "timeline.html"
        file.write_text(page("a test", [(f"run {n}", one) for n, one in enumerate(pictures)]), encoding="utf-8")
        browser.get(file.as_uri())
        return browser

    yield open_page
    assert complaints(browser) == []
    assert requests(browser) == []


def text(driver: Any, css: str) -> str:
    """The text of an element."""
    return str(driver.find_element("css selector", css).get_attribute("textContent"))


def press(driver: Any, *keys: str) -> None:
    """Press keys, where the focus is."""
    from selenium.webdriver import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def step(driver: Any) -> int:
    """The step that the page is at."""
    return int(driver.find_element("id", "slider").get_attribute("value")) + 1


class TestStepping:
    """Going through a schedule."""

    def test_it_opens_where_it_went_wrong(self, show: Any, tmp_path: Path) -> None:
        """Verdict, sentences, source and values are there, and the marked step is in sight."""
        picture = drawn(tmp_path, LOST).picture
        assert picture is not None
        driver = show(picture)
        assert text(driver, "#verdict") == "lost-update"
        assert text(driver, "#headline") == picture["headline"]
        assert step(driver) == picture["mark"] + 1
        marked = driver.find_element("css selector", ".row.wrong.now")
        assert "here it went wrong" in marked.get_attribute("aria-label")
        line = [moment[3] for moment in picture["moments"] if moment[1]][picture["mark"]]
        current = driver.find_element("css selector", "#source [aria-current=step]")
        assert current.get_attribute("data-line") == str(line)
        assert "total" in text(driver, "#values")

    def test_by_keys(self, show: Any, tmp_path: Path) -> None:
        """Arrows, j and k, Home, End and w; the step is said in the live region."""
        from selenium.webdriver import Keys

        picture = drawn(tmp_path, LOST).picture
        assert picture is not None
        count = len(rows(picture))
        driver = show(picture)
        press(driver, Keys.HOME)
        assert step(driver) == 1
        press(driver, Keys.ARROW_DOWN, "j")
        assert step(driver) == 3
        thread, said = rows(picture)[2]
        name = {0: "main", 1: "ann", 2: "bob"}[thread]
        assert text(driver, "#live").startswith(f"step 3, {name}: {said}, line ")
        press(driver, "k", Keys.ARROW_UP)
        assert step(driver) == 1
        press(driver, Keys.END, Keys.ARROW_RIGHT)
        assert step(driver) == count
        press(driver, "w")
        assert step(driver) == picture["mark"] + 1

    def test_by_slider_and_buttons(self, show: Any, tmp_path: Path) -> None:
        """The slider is a slider, which says its step in words; a row that is clicked is gone to."""
        from selenium.webdriver import Keys

        picture = drawn(tmp_path, LOST).picture
        assert picture is not None
        driver = show(picture)
        slider = driver.find_element("id", "slider")
        slider.send_keys(Keys.HOME)
        assert (step(driver), text(driver, "#where")) == (1, f"1 of {len(rows(picture))}")
        slider.send_keys(Keys.ARROW_RIGHT)
        assert step(driver) == 2
        assert slider.get_attribute("aria-valuetext").startswith("step 2, main: ")
        for button, expected in (("next", 3), ("previous", 2), ("last", len(rows(picture))), ("first", 1)):
            driver.find_element("id", button).click()
            assert step(driver) == expected
        driver.find_element("css selector", "[data-row='3']").click()
        assert step(driver) == 4
        driver.find_element("id", "to-wrong").click()
        assert step(driver) == picture["mark"] + 1

    def test_what_is_drawn(self, show: Any, tmp_path: Path) -> None:
        """Stretches of waiting, locks as bars, wake-ups and hand-overs as arrows, for ever as a cross."""
        picture = drawn(tmp_path, PROGRAMS["locks in opposite order"]).picture
        assert picture is not None
        driver = show(picture)
        assert len(driver.find_elements("css selector", "line.waits")) == 3
        assert len(driver.find_elements("css selector", "path.never")) == 3
        assert len(driver.find_elements("css selector", "rect.lock0")) == 1
        assert len(driver.find_elements("css selector", "rect.lock1")) == 1
        assert len(driver.find_elements("css selector", "path.switch.taken")) >= 1
        assert len(driver.find_elements("css selector", "path.wakes")) == 2
        assert text(driver, "#locks") == "onetwo"
        press(driver, "\ue010")
        assert "waits for" in text(driver, "#threads")
        assert "holds one" in text(driver, "#threads")

    def test_values_prints_and_lines_at_the_step(self, show: Any, tmp_path: Path) -> None:
        """What stands beside the lanes is what was true at the step."""
        program = "total = 0\ndef a():\n    global total\n    total = 1\n    print('one')\n    total = 2\ntogether(a)\n"
        picture = drawn(tmp_path, program, schedules=1).picture
        assert picture is not None
        driver = show(picture)
        seen = []
        for number, (_thread, said) in enumerate(rows(picture)):
            assert step(driver) == number + 1
            if said.startswith(("writes", "prints")):
                seen.append((text(driver, "#values"), text(driver, "#output")))
            press(driver, "j")
        assert seen == [("total0", ""), ("total1", ""), ("total1", "one"), ("total2", "one")]

    def test_ten_thousand_steps(self, show: Any) -> None:
        """Only what is in sight is in the document, wherever one is."""
        driver = show(many(MANY))
        for key, expected in (("w", MANY // 2 + 1), ("\ue010", MANY), ("\ue011", 1)):
            press(driver, key)
            assert step(driver) == expected
            assert driver.find_elements("css selector", f"[data-row='{expected - 1}'].now")
            assert driver.execute_script("return document.querySelectorAll('*').length") < MOST_ELEMENTS
        driver.execute_script("document.getElementById('lanes').scrollTop = 90000")
        frame = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"
        assert driver.execute_script(frame) == 1
        shown = [int(row.get_attribute("data-row")) for row in driver.find_elements("css selector", ".row")]
        assert min(shown) > 2000
        assert len(shown) < 100


class TestChoosing:
    """You are the scheduler."""

    def test_a_way_by_hand_is_replayed_by_its_token(self, show: Any, tmp_path: Path) -> None:
        """The lanes grow with each choice, the end is told, and the token of the page does the same on the machine."""
        answer = drawn(tmp_path, LOST)
        driver = show(answer.picture)
        driver.find_element("id", "play").click()
        assert driver.find_element("id", "play").get_attribute("aria-pressed") == "true"
        assert "all" in text(driver, "#size")
        ends: list[tuple[str, str, list[str]]] = []
        for wanted in (["ann", "bob", "ann", "bob", "bob", "ann"], ["bob", "ann"]):
            driver.find_element("id", "again").click() if ends else None
            for name in wanted:
                options = driver.find_elements("css selector", ".choice")
                chosen = [one for one in options if one.find_element("css selector", "b").text == name]
                if not chosen:
                    break
                before = len(driver.find_elements("css selector", ".row"))
                chosen[0].click()
                assert len(driver.find_elements("css selector", ".row")) >= before
            driver.find_element("id", "finish").click()
            assert not driver.find_elements("css selector", ".choice")
            shown = [one.get_attribute("textContent") for one in driver.find_elements("css selector", ".row .what")]
            ends.append((text(driver, "#token"), text(driver, "#end"), shown))
        assert ends[0][0] != ends[1][0]
        for chosen_token, said, shown in ends:
            again = drawn(tmp_path, LOST, replay=chosen_token, states=0)
            assert again.picture is not None
            assert [row for _, row in rows(again.picture)] == shown
            assert again.verdict in said
        assert ends[0][1].startswith("You have broken it: ")
        assert ends[1][1].startswith("It held, by luck: ")

    def test_by_keys(self, show: Any, tmp_path: Path) -> None:
        """Numbers choose, Backspace takes back; who can go on is said in the live region."""
        driver = show(drawn(tmp_path, LOST).picture)
        driver.find_element("id", "play").click()
        first = text(driver, "#token")
        press(driver, "2")
        assert "Who goes on: ann, bob?" in text(driver, "#live")
        assert text(driver, "#token") != first
        press(driver, "1", "\ue003", "\ue003")
        assert text(driver, "#token") == first
        assert not driver.find_element("id", "back").is_enabled()
        driver.find_element("id", "watch").click()
        assert not driver.find_element("id", "choices").is_displayed()

    def test_what_is_not_held(self, show: Any, tmp_path: Path) -> None:
        """A choice that leads off the page still makes a token, and says so."""
        program = LOST.replace("total += 1", "total += 1; total += 1; total += 1; total += 1")
        answer = drawn(tmp_path, program, states=8)
        driver = show(answer.picture)
        driver.find_element("id", "play").click()
        assert "more states than this page holds" in text(driver, "#size")
        for _ in range(40):
            off = [one for one in driver.find_elements("css selector", ".choice") if "not on this page" in one.text]
            if off:
                off[0].click()
                break
            driver.find_element("css selector", ".choice").click()
        assert "not on this page" in text(driver, "#end")
        again = drawn(tmp_path, program, replay=text(driver, "#token"), states=0)
        shown = [one.get_attribute("textContent") for one in driver.find_elements("css selector", ".row .what")]
        assert again.picture is not None
        assert [row for _, row in rows(again.picture)][: len(shown)] == shown


class TestEverybody:
    """For whoever reads it, on whatever."""

    def test_a_hostile_text_stays_text(self, show: Any, tmp_path: Path) -> None:
        """In prints, names, values and sentences, wherever they are shown."""
        program = f"value = ''\ndef a():\n    global value\n    value = {HOSTILE!r}[:38]\n    print({HOSTILE!r})\n"
        program += f"together(a)\nraise ValueError({HOSTILE!r})\n"
        picture = drawn(tmp_path, program, schedules=1).picture
        assert picture is not None
        driver = show(picture, picture | {"headline": HOSTILE, "because": [HOSTILE], "rule": HOSTILE, "mark": -1})
        press(driver, "\ue010")
        assert HOSTILE in text(driver, "#output")
        assert HOSTILE in text(driver, "#source")
        driver.find_element("css selector", "#run option[value='1']").click()
        assert text(driver, "#because") == text(driver, "#headline") == text(driver, "#rule") == HOSTILE
        assert driver.title == "Timeline: a test"
        assert driver.find_elements("css selector", "img") == []
        assert len(driver.find_elements("css selector", "script")) == 5

    def test_roles_and_names(self, show: Any, tmp_path: Path) -> None:
        """What can be used has a name; the list tells which row is the current one."""
        driver = show(drawn(tmp_path, LOST).picture)
        for css in ("button", "select", "input", "[role=listbox]", "[role=region]", "[role=toolbar]", "[role=group]"):
            for one in driver.find_elements("css selector", css):
                assert one.accessible_name or not one.is_displayed(), one.get_attribute("outerHTML")[:80]
        lanes = driver.find_element("id", "lanes")
        current = driver.find_element("id", lanes.get_attribute("aria-activedescendant"))
        assert current.get_attribute("aria-selected") == "true"
        assert current.get_attribute("aria-setsize") == driver.find_element("css selector", ".row").get_attribute(
            "aria-setsize"
        )
        assert driver.find_element("id", "live").get_attribute("aria-live") == "polite"

    @pytest.mark.parametrize("width", [390, 1200])
    @pytest.mark.parametrize("colours", ["light", "dark"])
    def test_on_a_phone_and_in_the_dark(self, show: Any, tmp_path: Path, width: int, colours: str) -> None:
        """Nothing sticks out, every text can be read against its background."""
        picture = drawn(tmp_path, PROGRAMS["locks in opposite order"]).picture
        driver = show(picture)
        screen = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500}
        media = {"features": [{"name": "prefers-color-scheme", "value": colours}]}
        try:
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
            for button in ("watch", "play"):
                driver.find_element("id", button).click()
                wide = driver.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
                assert wide <= 0
                for one in driver.find_elements(
                    "css selector", "h1, #headline, #because li, .row .what, #threads td, #size"
                ):
                    assert contrast(driver, one) >= 4.5 or "later" in one.find_element("xpath", "..").get_attribute(
                        "class"
                    )
            driver.save_screenshot(str(tmp_path / "page.png"))
        finally:
            driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})

    def test_many_threads_on_a_phone(self, show: Any, browser: Any, tmp_path: Path) -> None:
        """Too many for a column each: they become tracks, and each row names its thread."""
        program = "def work(): print(threading.current_thread().name)\ntogether(*[work] * 9)\n"
        driver = show(drawn(tmp_path, program, schedules=1, states=0).picture)
        screen = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
        try:
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
            driver.execute_script(
                "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
            )
            assert driver.find_element("css selector", ".row .what").text.startswith("main ")
            assert len(driver.find_elements("css selector", "#heads.legend .head")) == 10
            assert driver.execute_script("return document.documentElement.scrollWidth - window.innerWidth") <= 0
        finally:
            driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def test_several_runs(self, show: Any, tmp_path: Path) -> None:
        """A choice of runs; one without a schedule says what its report says."""
        there_is_none = empty("missing") | {"headline": "there is no such file", "traceback": "a traceback"}
        driver = show(drawn(tmp_path, LOST).picture, there_is_none)
        assert [one.text for one in driver.find_elements("css selector", "#run option")] == [
            "\u2718 run 0 \u2014 lost-update",
            "\u2718 run 1 \u2014 missing",
        ]
        driver.find_element("css selector", "#run option[value='1']").click()
        assert driver.find_element("id", "missing").is_displayed()
        assert not driver.find_element("id", "picture").is_displayed()
        assert text(driver, "#traceback") == "a traceback"
        driver.find_element("css selector", "#run option[value='0']").click()
        assert driver.find_element("id", "picture").is_displayed()


def contrast(driver: Any, one: Any) -> float:
    """The contrast of an element's text, as WCAG 2 measures it, with what is painted behind it."""
    script = """
    const seen = [getComputedStyle(arguments[0]).color];
    for (let at = arguments[0]; at; at = at.parentElement) seen.push(getComputedStyle(at).backgroundColor);
    return JSON.stringify(seen)"""
    ink, *papers = [_rgba(colour) for colour in json.loads(driver.execute_script(script, one))]
    paper = [255.0, 255.0, 255.0]
    for *parts, alpha in reversed(papers):
        paper = [alpha * part + (1 - alpha) * below for part, below in zip(parts, paper, strict=True)]
    light, dark = sorted((_luminance(ink[:3]), _luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _rgba(colour: str) -> list[float]:
    numbers = [float(number) for number in re.findall(r"[\d.]+(?:e-?\d+)?", colour)]
    if colour.startswith("color("):
        numbers = [*(255 * part for part in numbers[:3]), *numbers[3:]]
    return numbers if len(numbers) == 4 else [*numbers, 1.0]


def _luminance(colour: list[float]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
