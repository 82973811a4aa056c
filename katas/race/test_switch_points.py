"""Where CPython looks for a thread switch, and where it does not."""

import pytest

pytestmark = pytest.mark.explore(schedules=1)


@pytest.mark.parametrize(
    ("statement", "answer"),
    [
        ("num = num + n", False),
        ("num += n", False),
        ("num = (num + 6) * 2 - 9", False),
        ("num = num + numbers[0]", False),
        ("num = num + n if n > 0 else num - n", False),
        ("num = ident(num) + n", True),
        ("num = abs(num) + n", True),
        ("num = num + ident(n)", True),
        ("num = ident(n) + num", False),
        ("num = int(n) + num * 2", False),
        ("num += max(n, 0)", True),
        ("num = num + [each for each in numbers][0]", True),
    ],
)
def test_switch_is_looked_for(kata, statement, answer):
    """Only where a call, or a jump back, comes after num was read and before it is written."""
    assert kata.switch_is_looked_for(statement) is answer
