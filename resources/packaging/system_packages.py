# ruff: noqa: INP001  # a script, in no package
"""What Userbook needs from the system and pip cannot bring: looked for, installed or named.

``python system_packages.py venv|run|test|package|test-package`` runs before anything of ours is
installed, so it knows only the standard library. As root on Debian it installs what is missing;
anybody else reads the command that would, and goes on where the program can start all the same.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

# What is looked for -> the Debian package that has it.
VENV = {"ensurepip": f"python3.{sys.version_info.minor}-venv"}
QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
    "/usr/share/fonts/**/*.[ot]tf": "fonts-dejavu-core",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
TEST_TOOLS = {
    "Xvfb": "xvfb",
    "dbus-run-session": "dbus",
    "openbox": "openbox",
    "sqlite3": "sqlite3",
    "xdotool": "xdotool",
    "xdpyinfo": "x11-utils",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3*/*-packages/pyatspi": "python3-pyatspi",
}
PACKAGING = {
    "/usr/include/python3*/Python.h": "python3-dev",
    "/usr/lib/python3*/ensurepip": "python3-venv",
    "dpkg-deb": "dpkg-dev",
    "gcc": "build-essential",
    "git": "git",
    "icupkg": "icu-devtools",
}
TEST_PACKAGE_TOOLS = {
    "appstreamcli": "appstream",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "lintian": "lintian",
    "unshare": "util-linux",
}
NEEDS = {
    "venv": VENV,
    "run": VENV | QT | X11 | WAYLAND,
    "test": VENV | QT | X11 | WAYLAND | TEST_TOOLS,
    "package": VENV | QT | X11 | WAYLAND | PACKAGING,
    "test-package": VENV | QT | X11 | WAYLAND | PACKAGING | TEST_TOOLS | TEST_PACKAGE_TOOLS,
}


def is_there(thing: str) -> bool:
    if thing in VENV:
        return importlib.util.find_spec(thing) is not None
    if thing.startswith("/"):
        return any(Path("/").glob(thing[1:]))
    if ".so." not in thing:
        return shutil.which(thing) is not None
    try:
        ctypes.CDLL(thing)
    except OSError:
        return False
    return True


def missing(needs: dict[str, str]) -> dict[str, str]:
    return {thing: package for thing, package in needs.items() if not is_there(thing)}


def install(packages: list[str]) -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages],
    ):
        sys.stdout.write(f"{' '.join(command)}\n")
        sys.stdout.flush()
        subprocess.run(command, check=False, env=quiet, stdin=subprocess.DEVNULL)  # noqa: S603


def can_start(absent: dict[str, str]) -> bool:
    """Tell whether Qt loads and has the libraries of at least one display this session offers."""
    displays = [
        libraries
        for variable, libraries in (("DISPLAY", X11), ("WAYLAND_DISPLAY", WAYLAND))
        if os.environ.get(variable)
    ]
    if absent.keys() & (VENV | QT).keys():
        return False
    return not displays or any(not absent.keys() & libraries.keys() for libraries in displays)


def complain(absent: dict[str, str]) -> None:
    packages = " ".join(absent.values())
    sys.stderr.write(f"Missing on this system: {', '.join(absent)}\n")
    if shutil.which("apt-get"):
        command = f"apt-get install --no-install-recommends {packages}"
        sys.stderr.write(f"Install with:\n  sudo apt-get update && sudo {command}\n")
    else:
        sys.stderr.write(f"Debian has them in these packages: {packages}\n")


def main(purpose: str) -> int:
    if not sys.platform.startswith("linux"):
        return 0
    absent = missing(NEEDS[purpose])
    if absent and os.geteuid() == 0 and shutil.which("apt-get"):
        install(list(absent.values()))
        absent = missing(absent)
    if absent:
        complain(absent)
    return int(bool(absent) and not (purpose == "run" and can_start(absent)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
