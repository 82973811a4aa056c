"""The page of `--timeline`: one file that holds everything, asks for nothing, and draws itself.

The template is jinja2's, with autoescape. What came from a program stands in it as JSON only, in script elements that
no browser runs, without a `<` in it; the page's own script writes texts as texts, never as markup. A policy in the page
allows the one script and the one style by their hashes, and nothing else: no request, no frame, no other script. So a
learner's `print("</script>")` stays what it is even if one of the fences had a hole.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.language import _, current

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEMPLATES: Final = Path(__file__).parent / "templates"
_PAGE: Final = "timeline.html.jinja"
_STYLE: Final = "timeline.css"
_SCRIPTS: Final = ("model.js", "drawing.js", "scheduler.js", "page.js")


def page(title: str, runs: Sequence[tuple[str, dict[str, Any]]]) -> str:
    """Return the text of a page.

    :param title: what the page is about, as people call it.
    :param runs: the name of each run, and its picture; the first one is what the page opens with.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.globals["_"] = _
    style = (_TEMPLATES / _STYLE).read_text(encoding="utf-8")
    parts = [(_TEMPLATES / name).read_text(encoding="utf-8") for name in _SCRIPTS]
    script = '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"
    return environment.get_template(_PAGE).render(
        language=current(),
        # Half characters (surrogates) have no UTF-8; in JSON they are escaped.
        title=title.encode("utf-8", "backslashreplace").decode(),
        runs=[{"name": name, "verdict": picture["verdict"]} for name, picture in runs],
        pictures=[Markup(_inside_script(picture)) for _name, picture in runs],  # noqa: S704 - made safe there
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own files
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _inside_script(plain: dict[str, Any]) -> str:
    """Return *plain* as JSON that can stand in a script element: nothing in it ends the element or begins a comment."""
    text = json.dumps(plain, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()
