"""Replay tokens: a schedule in a few printable characters.

A token is `<minor><program>-<schedule>`: Python's minor version (operations may differ between versions), four
characters that stand for the program or spec, and the schedule's departures from the default policy
(`strategies.default_choice`), each as the number of operations since the last one and the thread that goes on. A
shrunk schedule has few. One that could not be shrunk is named by where it came from instead:
`~<strategy><seed>.<number>`, with further numbers if the strategy needs them.
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plugins.simulation.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What numbers in a token are written with.
DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SHAPE: Final = re.compile(r"^(\d+)\.([0-9A-Za-z]{4})(?:-([0-9A-Za-z_]*)|~([a-z]+)(-?\d+)((?:\.\d+)+))$")
#: Values below this are one digit; larger ones are `_` and digits up to the next separator.
_SHORT: Final = len(DIGITS)


class TokenError(ValueError):
    """A token that cannot be followed here."""


@dataclass(frozen=True)
class Token:
    """A parsed token.

    :ivar minor: the minor version of the Python it was made on.
    :ivar program: four characters that stand for the program.
    :ivar deviations: (step, thread index) where the schedule departs from the default policy.
    :ivar sampled: (strategy, seed, numbers ...) of a schedule that is named by where it came from.
    """

    minor: int
    program: str
    deviations: tuple[tuple[int, int], ...] = ()
    sampled: tuple[str | int, ...] | None = None

    def __str__(self) -> str:
        if self.sampled is not None:
            strategy, seed, *numbers = self.sampled
            return f"{self.minor}.{self.program}~{strategy}{seed}.{'.'.join(map(str, numbers))}"
        return f"{self.minor}.{self.program}-{_pack(self.deviations)}"


def program_mark(name: str) -> str:
    """Return the four characters that stand for the program or spec *name*."""
    number = int.from_bytes(hashlib.blake2s(name.encode(), digest_size=8).digest(), "big")
    return "".join(DIGITS[number // _SHORT**place % _SHORT] for place in range(4))


def make(program: str, deviations: Sequence[tuple[int, int]]) -> str:
    """Return the token of a schedule of the program named *program*."""
    return str(Token(sys.version_info.minor, program_mark(program), tuple(deviations)))


def make_sampled(program: str, strategy: str, seed: int, numbers: Sequence[int]) -> str:
    """Return the token of the schedule of a sampling *strategy* that *numbers* stand for (`Strategy.numbers`)."""
    return str(Token(sys.version_info.minor, program_mark(program), sampled=(strategy, seed, *numbers)))


def parse(text: str) -> Token:
    """Return the parsed token.

    :raises TokenError: if *text* is no token.
    """
    match = _SHAPE.match(text)
    if match is None:
        msg = _(
            "{text!r} is no replay token: one looks like {example!r}, as the report of a failure prints it",
            text=text,
            example=_example(),
        )
        raise TokenError(msg)
    if match[4]:
        numbers = map(int, match[6].split(".")[1:])
        return Token(int(match[1]), match[2], sampled=(match[4], int(match[5]), *numbers))
    try:
        return Token(int(match[1]), match[2], tuple(_unpack(match[3])))
    except (IndexError, ValueError) as error:
        msg = _("{text!r} is a damaged replay token: copy it again from the report, whole", text=text)
        raise TokenError(msg) from error


def parse_for(text: str, program: str) -> Token:
    """Return the parsed token if it belongs to *program* and to this Python.

    :raises TokenError: if it does not.
    """
    token = parse(text)
    if token.minor != sys.version_info.minor:
        msg = _(
            "the token {text!r} was made on Python 3.{minor}, this is Python 3.{here}: replay it there, or run without "
            "--replay to look for a schedule here",
            text=text,
            minor=token.minor,
            here=sys.version_info.minor,
        )
        raise TokenError(msg)
    if token.program != program_mark(program):
        msg = _(
            "the token {text!r} belongs to another program than {program!r}: use it with the one that printed it",
            text=text,
            program=program,
        )
        raise TokenError(msg)
    return token


def _example() -> str:
    return str(Token(sys.version_info.minor, "3kXf", ((12, 2), (14, 1))))


def _pack(deviations: Sequence[tuple[int, int]]) -> str:
    parts = []
    before = 0
    for step, thread in deviations:
        parts.append(_number(step - before) + _number(thread))
        before = step
    return "".join(parts)


def _number(value: int) -> str:
    """Return *value* (not negative) as one digit, or as `_`, the count of digits, and the digits."""
    if value < _SHORT:
        return DIGITS[value]
    digits = ""
    while value:
        value, rest = divmod(value, _SHORT)
        digits = DIGITS[rest] + digits
    return "_" + DIGITS[len(digits)] + digits


def _unpack(text: str) -> list[tuple[int, int]]:
    numbers = []
    position = 0
    while position < len(text):
        if text[position] == "_":
            length = DIGITS.index(text[position + 1])
            digits = text[position + 2 : position + 2 + length]
            if len(digits) != length or not length:
                raise ValueError(text)
            position += 2 + length
        else:
            digits = text[position]
            position += 1
        value = 0
        for digit in digits:
            value = value * _SHORT + DIGITS.index(digit)
        numbers.append(value)
    if len(numbers) % 2:
        raise ValueError(text)
    deviations = []
    step = 0
    for delta, thread in zip(numbers[::2], numbers[1::2], strict=True):
        step += delta
        deviations.append((step, thread))
    return deviations
