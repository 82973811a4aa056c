"""The widths of columns: the way that breaks least is found, and what it costs is counted truly."""

from __future__ import annotations

from plugins.simulation.columns import LINE, Shares, lane_costs, share, source_costs


def test_a_lane_lists_only_widths_that_are_better_than_all_narrower_ones() -> None:
    """Between 14 cells and the whole sentence there are three ways to break it."""
    assert lane_costs(["takes one and puts another back"], 80) == {14: 3 * LINE, 17: 2 * LINE, 31: LINE}


def test_a_lane_is_as_wide_as_its_longest_word() -> None:
    """A name is not broken, up to 24 cells."""
    assert min(lane_costs(["reads number_of_things_left"], 80)) == 21
    assert min(lane_costs(["x" * 60], 80)) == 24


def test_a_lane_of_short_texts_may_be_narrow() -> None:
    """Nothing wants to be wider than it is."""
    assert lane_costs(["ends", "prints 1"], 80) == {8: 2 * LINE}


def test_a_lane_that_has_no_room_has_no_width() -> None:
    """The caller then gives up columns."""
    assert lane_costs(["takes one and puts another back"], 10) == {}
    assert share([lane_costs(["takes one"], 5)], {0: 0}, 5, 2) is None


def test_source_text_may_be_left_out_cut_or_whole() -> None:
    """Cut a little it costs little; cut by a third it costs as much as if it were not there."""
    costs = source_costs(["condition.notify()", "", "x = 1"])
    assert costs[18] == 0
    assert 0 < costs[17] < costs[0]
    assert 12 not in costs


def test_without_source_text_there_is_nothing_to_leave_out() -> None:
    """No column, no cost."""
    assert source_costs(["", ""]) == {0: 0}


def test_the_cheapest_way_is_taken() -> None:
    """A line less in the first column is worth more than all of the source text."""
    lanes = [{10: 90, 20: 30}, {10: 30}]
    sources = {0: 18, 14: 0}
    assert share(lanes, sources, 50, 2) == Shares(60, [20, 10], 16)
    assert share(lanes, sources, 40, 2) == Shares(78, [20, 10], 0)
    assert share(lanes, sources, 30, 2) == Shares(138, [10, 10], 0)
    assert share(lanes, sources, 21, 2) is None


def test_source_text_gets_what_is_left() -> None:
    """Spare cells are of use to nobody else."""
    assert share([{10: 30}], {0: 18, 14: 4, 18: 0}, 60, 2) == Shares(30, [10], 48)
