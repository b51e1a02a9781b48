# ruff: noqa: INP001  # a script, in no package
"""Every icon that an installer wants, from the drawings.

``python icons.py FOLDER`` writes ``NAME-SIZE.png``, ``NAME.ico`` and ``NAME.icns`` of the program
and of its documents.

The same drawing gives the same bytes, so a package can be built again and compared.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWINGS = Path(__file__).resolve().parents[1] / "icons"
LINUX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MAC = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic10": 1024,
    b"ic11": 32,
    b"ic12": 64,
    b"ic13": 256,
    b"ic14": 512,
}


def png(drawing: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(drawing: QSvgRenderer) -> bytes:
    """A directory of images and then the images; 256 pixels are written as 0."""
    images = {size: png(drawing, size) for size in WINDOWS}
    head, place = struct.pack("<HHH", 0, 1, len(images)), 6 + 16 * len(images)
    for size, data in images.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return head + b"".join(images.values())


def icns(drawing: QSvgRenderer) -> bytes:
    images = {kind: png(drawing, size) for kind, size in MAC.items()}
    body = b"".join(kind + struct.pack(">I", 8 + len(d)) + d for kind, d in images.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def write_icons(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for source in DRAWINGS.glob("*.svg"):
        drawing = QSvgRenderer(str(source))
        for size in LINUX:
            folder.joinpath(f"{source.stem}-{size}.png").write_bytes(png(drawing, size))
        folder.joinpath(f"{source.stem}.ico").write_bytes(ico(drawing))
        folder.joinpath(f"{source.stem}.icns").write_bytes(icns(drawing))


if __name__ == "__main__":
    application = QGuiApplication(["icons", "-platform", "offscreen"])
    write_icons(Path(sys.argv[1]))
