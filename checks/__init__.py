"""The words that specs are written in: what a run recorded goes in, and an `AssertionError` that teaches comes out."""

from checks.delivery import (
    Delivery,
    arrived,
    at_most_ahead,
    each_once,
    in_order_per_producer,
    nothing_lost,
    nothing_twice,
)
from checks.output import (
    at_most_stored,
    each_came_once,
    in_order,
    not_printed_by,
    nothing_printed,
    outcome,
    own_thread_for_each,
)
from checks.patience import linger, returns_at_once
from checks.printed import Printed
from checks.processes import (
    ProcessSpans,
    all_joined,
    at_most_processes,
    ended_with,
    own_process_for_each,
    ran_elsewhere,
)
from checks.refusal import refuses
from checks.scripts import ended_well, run_module_text, run_script
from checks.spans import (
    Spans,
    at_most_together,
    everybody_left,
    leaves_before,
    leaves_before_entering,
    never_shared,
    nobody_enters_before,
    not_serialised,
    overlaps,
    reaches_together,
)
from checks.threads import begin, eventually, pause, together

__all__ = [
    "Delivery",
    "Printed",
    "ProcessSpans",
    "Spans",
    "all_joined",
    "arrived",
    "at_most_ahead",
    "at_most_processes",
    "at_most_stored",
    "at_most_together",
    "begin",
    "each_came_once",
    "each_once",
    "ended_well",
    "ended_with",
    "eventually",
    "everybody_left",
    "in_order",
    "in_order_per_producer",
    "leaves_before",
    "leaves_before_entering",
    "linger",
    "never_shared",
    "nobody_enters_before",
    "not_printed_by",
    "not_serialised",
    "nothing_lost",
    "nothing_printed",
    "nothing_twice",
    "outcome",
    "overlaps",
    "own_process_for_each",
    "own_thread_for_each",
    "pause",
    "ran_elsewhere",
    "reaches_together",
    "refuses",
    "returns_at_once",
    "run_module_text",
    "run_script",
    "together",
]
