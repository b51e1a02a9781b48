"""Whatever can be typed comes back as it was, and what is nobody's business is not written."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.attributes import Kind
from desktop_app.domain.draft import Draft
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.drafts import draft_json
from desktop_app.drafts.draft_json import from_json, to_json

# Half a surrogate pair, too: it can be pasted.
TEXTS = st.text(alphabet=st.characters(exclude_categories=()), max_size=20)


def values_of(name: str) -> st.SearchStrategy[object]:
    match ATTRIBUTES[name].kind:
        case Kind.FLAG:
            return st.none() | st.booleans()
        case Kind.DATE:
            return st.none() | TEXTS | st.dates()
        case _:
            return st.none() | TEXTS


SOME = st.lists(st.sampled_from(sorted(ATTRIBUTES)), min_size=1, unique=True)
KEYS = st.sets(st.integers(min_value=1, max_value=30) | st.integers(1, 2**53)).map(
    lambda keys: tuple(sorted(keys))
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    names = draw(SOME)
    return Draft(
        keys=draw(KEYS),
        id=draw(st.none() | st.uuids()),
        typed={name: draw(values_of(name)) for name in names},
        seen={name: draw(values_of(name)) for name in names if draw(st.booleans())},
        mixed=frozenset(name for name in names if draw(st.booleans())),
    )


@given(st.lists(drafts(), max_size=4).map(tuple))
def test_what_is_written_is_read(many):
    assert from_json(to_json(many)) == many


def test_everybody_selected_is_one_run():
    draft = Draft(keys=tuple(range(1, 1_000_001)), typed={"department": "Arts"})
    text = to_json([draft])
    assert len(text) < 200
    assert from_json(text) == (draft,)


def test_what_is_sensitive_is_neither_written_nor_read(monkeypatch):
    plain = to_json([Draft(keys=(1,), typed={"external_id": "Geheim"})])
    secret = ATTRIBUTES | {"external_id": replace(ATTRIBUTES["external_id"], sensitive=True)}
    monkeypatch.setattr(draft_json, "ATTRIBUTES", secret)
    typed = {"external_id": "Geheim", "title": "x"}
    text = to_json([Draft(keys=(1,), typed=typed, seen=typed, mixed=frozenset(typed))])
    assert "Geheim" not in text
    assert from_json(text)[0].typed == {"title": "x"}
    assert from_json(to_json([Draft(keys=(1,), typed={"external_id": "Geheim"})])) == ()
    assert from_json(plain) == ()
