"""One figure with what stands beside it and what was promised of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from report import at, middle

if TYPE_CHECKING:
    from collections.abc import Sequence

FRAME = 1000 / 60
COLUMNS = ("", "figure", "p99", "beside", "its figure", "ratio", "goal", "reached")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """``value`` is a median; None where it was left out, and ``note`` says why.

    ``most`` bounds the median, ``most_p99`` the 99th percentile and ``most_times`` the ratio to
    ``beside``.
    """

    what: str
    value: float | None = None
    unit: str = "ms"
    p99: float | None = None
    beside: float | None = None
    beside_what: str = ""
    most: float | None = None
    most_p99: float | None = None
    most_times: float | None = None
    note: str = ""

    @classmethod
    def of(cls, what: str, seconds: Sequence[float], **more: Any) -> Figure:
        """From seconds, in milliseconds."""
        return cls(what=what, value=middle(seconds), p99=at(0.99, seconds), **more)

    @property
    def ratio(self) -> float | None:
        return self.value / self.beside if self.value is not None and self.beside else None

    @property
    def reached(self) -> bool | None:
        """None where nothing was promised, or nothing measured."""
        pairs = ((self.value, self.most), (self.p99, self.most_p99), (self.ratio, self.most_times))
        judged = [given <= most for given, most in pairs if given is not None and most is not None]
        return all(judged) if judged else None

    @property
    def goal(self) -> str:
        parts = [f"{_plain(most)} {self.unit}" for most in (self.most,) if most is not None]
        if self.most_p99 is not None:
            parts.append(f"p99 {_plain(self.most_p99)} {self.unit}")
        if self.most_times is not None:
            parts.append(f"{_plain(self.most_times)}×")
        return "≤ " + ", ".join(parts) if parts else ""

    def cells(self) -> list[str]:
        """A row of the table."""
        if self.value is None:
            return [self.what, "left out", "", self.note, "", "", self.goal, ""]
        words = {True: "yes", False: "**no**", None: ""}
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}×"
        beside = [self.beside_what or self.note, _with(self.beside, self.unit), ratio]
        figure = _with(self.value, self.unit)
        return [self.what, figure, _with(self.p99), *beside, self.goal, words[self.reached]]

    def facts(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"ratio": self.ratio, "goal": self.goal, "reached": self.reached}


def from_facts(facts: dict[str, Any]) -> Figure:
    own = {name: value for name, value in facts.items() if name in Figure.__dataclass_fields__}
    return Figure(**own)


def _with(value: float | None, unit: str = "") -> str:
    return "" if value is None else f"{_plain(value)} {unit}".rstrip()


def _plain(value: float) -> str:
    return f"{value:,.2f}" if value < 10 else f"{value:,.1f}" if value < 1000 else f"{value:,.0f}"
