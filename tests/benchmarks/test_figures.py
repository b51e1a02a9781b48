"""What the table of ``bench_million`` says of a figure."""

from __future__ import annotations

import json

import pytest
from million.figures import COLUMNS, Figure, from_facts


@pytest.mark.parametrize(
    ("given", "goal", "reached"),
    [
        ({}, "", None),
        ({"most": 25}, "≤ 25.0 ms", True),
        ({"most": 15}, "≤ 15.0 ms", False),
        ({"most": 25, "most_p99": 60}, "≤ 25.0 ms, p99 60.0 ms", False),
        ({"most_times": 2}, "≤ 2.00×", True),
        ({"most": 25, "most_times": 1.9}, "≤ 25.0 ms, 1.90×", False),
        ({"most": 15, "value": None}, "≤ 15.0 ms", None),
    ],
)
def test_a_goal_is_reached_where_all_of_it_is(given, goal, reached):
    figure = Figure(**({"what": "jump", "value": 20, "p99": 61, "beside": 10} | given))
    assert (figure.goal, figure.reached) == (goal, reached)
    assert len(figure.cells()) == len(COLUMNS)


def test_seconds_become_a_median_and_a_percentile_in_milliseconds():
    figure = Figure.of("jump", [0.001, 0.002, 0.009])
    assert (figure.value, figure.p99) == (2.0, 9.0)


def test_what_was_left_out_says_why():
    cells = Figure(what="DB Browser", note="not installed").cells()
    assert cells[:4] == ["DB Browser", "left out", "", "not installed"]


def test_a_figure_comes_back_from_its_file():
    figure = Figure(what="jump", value=20, beside=10, most_times=2)
    assert from_facts(json.loads(json.dumps(figure.facts()))) == figure
