"""A Debian for a package to be installed in, and a person who sits in front of it."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path
from shlex import quote

PATIENCE = 600
PERSON = "person"
HOME = f"/home/{PERSON}"
_KEPT = ("http_proxy", "https_proxy", "no_proxy")
_PATHS = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# A screen, once it answers, with a window manager and what a screen reader needs; it goes when the
# last of them does.
_DESK = """
set -o pipefail
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
timeout 60 sh -c 'until xdotool getdisplaygeometry; do sleep 0.1; done' >/dev/null 2>&1
openbox & /usr/libexec/at-spi-bus-launcher --launch-immediately &
trap 'kill $(jobs -p)' EXIT
title() {{ timeout 60 xdotool search --sync --onlyvisible --name "$1" | tail -n 1; }}
{script}
"""


class Debian:
    """Lies under a folder of this machine; ``/`` is the machine itself.

    What was made or copied for a test goes when that ends; what was there already stays.
    """

    def __init__(self, root: Path, *, goes: bool = False) -> None:
        self.root = root
        self._goes = goes

    @classmethod
    def made(cls, folder: Path) -> Debian:
        """As small as there is, of the release that this machine has."""
        machine = platform.freedesktop_os_release()
        parts = "main,universe" if machine["ID"] == "ubuntu" else "main"
        options = ["--variant=minbase", f"--components={parts}"]
        system(["debootstrap", *options, machine["VERSION_CODENAME"], str(folder)])
        folder.chmod(0o755)
        return cls(folder, goes=True)

    def copied(self, folder: Path) -> Debian:
        system(["cp", "--archive", "--one-file-system", str(self.root), str(folder)])
        return Debian(folder, goes=True)

    def begin(self) -> None:
        """Somebody to work in it, and what the kernel tells of processes."""
        if not (self.root / "proc" / "self").exists():
            system(["mount", "-t", "proc", "proc", str(self.root / "proc")])
        if not (self.root / "home" / PERSON).is_dir():
            self.as_root("useradd", "--create-home", PERSON)

    def end(self) -> None:
        if self.root != Path("/"):
            system(["umount", str(self.root / "proc")])
        if self._goes:
            system(["rm", "-rf", "--one-file-system", str(self.root)])

    def as_root(self, *command: str) -> str:
        return system(["chroot", str(self.root), *command], DEBIAN_FRONTEND="noninteractive")

    def install(self, *packages: str | Path) -> None:
        """Packages by name or as files, with what they depend on and no more."""
        names = [str(self._brought(each) if isinstance(each, Path) else each) for each in packages]
        options = ["-qq", "--no-install-recommends", "--allow-downgrades", "--reinstall", "-y"]
        self.as_root("apt-get", "update", "-qq")
        self.as_root("apt-get", "install", *options, *names)

    def remove(self, package: str) -> None:
        self.as_root("apt-get", "remove", "-qq", "-y", package)

    def person(self, script: str) -> str:
        """What a person's shell prints; on a machine without any network."""
        command = ["unshare", "--net", "chroot", str(self.root), "runuser", "-u", PERSON, "--"]
        return system([*command, "sh", "-ec", f"cd; {script}"], HOME=HOME, LANG="C.UTF-8")

    def at_a_desk(self, script: str) -> str:
        """The same in front of a screen; ``title NAME`` waits for a window."""
        inside = _DESK.format(script=script)
        run = "xvfb-run -a -s '-screen 0 1280x800x24' dbus-run-session -- bash -ec"
        return self.person(f"{run} {quote(inside)}")

    def files(self, *folders: str) -> set[str]:
        found = system(["chroot", str(self.root), "find", *folders])
        return set(found.splitlines())

    def bring(self, path: Path, name: str) -> str:
        """Put a file into the person's home; answers where it lies for them."""
        target = self.root / HOME.removeprefix("/") / name
        target.write_bytes(path.read_bytes())
        self.as_root("chown", f"{PERSON}:", f"{HOME}/{name}")
        return f"{HOME}/{name}"

    def _brought(self, package: Path) -> str:
        target = self.root / "var" / "tmp" / package.name
        target.write_bytes(package.read_bytes())
        return f"/{target.relative_to(self.root)}"


def system(command: list[str], **environment: str) -> str:
    """What a command prints; AssertionError with all of it if it fails."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    done = subprocess.run(
        command,
        env={"PATH": _PATHS, **kept, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=PATIENCE,
        check=False,
        text=True,
        errors="replace",
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}"
    return done.stdout
