"""Awkward files: what is read from each, what is left out of it and why."""

from __future__ import annotations

import pytest
from tests.awkward import Case
from tests.awkward_hidden import HIDDEN, SCANS
from tests.awkward_honest import HONEST
from tests.awkward_layouts import LAYOUTS
from tests.made import codes, read

SEEN = (SCANS, HONEST, LAYOUTS)


@pytest.mark.parametrize("case", [pytest.param(c, id=name) for name, c in HIDDEN.items()])
def test_hidden(case: Case) -> None:
    reading = read(case.make())
    assert reading.text == case.text
    assert tuple((one.text, one.reason) for one in reading.hidden) == case.hidden
    assert tuple(codes(reading)) == case.codes
    for one in reading.hidden:
        if one.reason != "in the metadata":
            assert one.page == 1
            assert one.box is not None
            assert one.box[0] < one.box[2]
            assert one.box[1] < one.box[3]


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=name) for cases in SEEN for name, c in cases.items()]
)
def test_read(case: Case) -> None:
    reading = read(case.make())
    assert reading.text == case.text
    assert not reading.hidden
    assert tuple(codes(reading)) == case.codes


def test_hidden_text_keeps_its_place() -> None:
    reading = read(HIDDEN["under a white box"].make())
    assert reading.hidden[0].box == pytest.approx((50, 392, 98, 400), abs=1.5)
