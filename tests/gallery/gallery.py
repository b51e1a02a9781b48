"""Writes a picture of every screen in every variant, and a page with all of them: ``make gallery``.

One process a variant, since a scale cannot be changed in a running one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

from screens import NAMES

ROOT = Path(__file__).resolve().parents[2]
_STYLE = """
body { font: 14px sans-serif; margin: 16px; background: #777; color: #fff }
div { display: flex; gap: 12px; overflow-x: auto }
figure { margin: 0 0 24px; flex: none } img { height: 320px } a { color: inherit }
"""


@dataclass(frozen=True)
class Variant:
    """``width`` and ``height`` are those of a window that fills its screen, before the scale."""

    theme: str
    language: str
    per_cent: int
    width: int
    height: int

    @classmethod
    def of(cls, name: str) -> Variant:
        theme, language, per_cent, size = name.split("-")
        width, height = size.split("x")
        return cls(theme, language, int(per_cent), int(width), int(height))

    def __str__(self) -> str:
        return f"{self.theme}-{self.language}-{self.per_cent}-{self.width}x{self.height}"


VARIANTS = [
    Variant(theme, language, per_cent, *size)
    for size, per_cent, language, theme in product(
        ((900, 600), (1920, 1080)), (100, 150), ("en", "ru"), ("light", "dark")
    )
]


def take(folder: Path, variant: Variant) -> None:
    """Every screen of a variant into a folder of its name. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory(prefix="userbook-") as home:
        screen = {"name": "screen", "x": 0, "y": 0, "logicalDpi": 96, "dpr": 1}
        for side in ("width", "height"):
            screen[side] = getattr(variant, side) * variant.per_cent // 100
        screens = Path(home) / "screens.json"
        screens.write_text(json.dumps({"screens": [screen]}), "utf-8")
        environment = {
            n: v for n, v in os.environ.items() if not n.startswith(("XDG_", "USERBOOK"))
        }
        environment |= {
            "HOME": home,
            "LOGNAME": "ada",  # who is in the history
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
            "QT_SCALE_FACTOR": str(variant.per_cent / 100),
        }
        play = [sys.executable, Path(__file__).with_name("variant.py"), folder / str(variant)]
        shown = variant.theme, variant.language, str(variant.width), str(variant.height)
        subprocess.run([*play, *shown], env=environment, cwd=ROOT, check=True)
    print(variant, flush=True)


def write_page(folder: Path, variants: list[Variant]) -> Path:
    """All variants of a screen beside each other."""
    parts = [f"<!doctype html><meta charset=utf-8><title>Userbook</title><style>{_STYLE}</style>"]
    for name in NAMES:
        parts.append(f"<h2 id={name}>{name.replace('-', ' ')}</h2><div>")
        for variant in variants:
            place = f"{variant}/{name}.png"
            image = f"<img loading=lazy src={place} alt='{name}, {variant}'>"
            parts.append(
                f"<figure><a href={place}>{image}</a><figcaption>{variant}</figcaption></figure>"
            )
        parts.append("</div>")
    page = folder / "index.html"
    page.write_text("\n".join(parts), "utf-8")
    return page


def main(folder: str = "build/gallery", *names: str) -> None:
    """All variants, or those of these names; any size can be asked for."""
    place, variants = Path(folder).resolve(), [Variant.of(name) for name in names] or VARIANTS
    with ThreadPoolExecutor(os.cpu_count()) as several:
        list(several.map(partial(take, place), variants))
    print(write_page(place, variants))


if __name__ == "__main__":
    main(*sys.argv[1:])
