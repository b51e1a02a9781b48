"""What packaging says of the program is what the program says of itself."""

from __future__ import annotations

import fnmatch
import importlib.util
import re
import struct
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from desktop_app import __version__
from desktop_app.database.file_look import APPLICATION_ID
from desktop_app.settings import parse_command_line

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "resources" / "packaging"
BUNDLE = tomllib.loads((ROOT / "briefcase.toml").read_text("utf-8"))
APP = BUNDLE["app"]["userbook"]
DOCUMENT = APP["document_type"]["userbook"]
TEMPLATE = PACKAGING / "linux"
(BASE,) = (each for each in TEMPLATE.iterdir() if each.is_dir())
(SHARE,) = BASE.glob("*/usr/share")


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"packaging_{name}", PACKAGING / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def icons(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    script("icons").write_icons(folder)
    return folder


def test_the_version_stands_in_one_place():
    places = [ROOT / "pyproject.toml", ROOT / "briefcase.toml", *TEMPLATE.rglob("*.*")]
    told = [p.name for p in places if p.is_file() and f'"{__version__}"' in p.read_text("utf-8")]
    assert told == []


def test_files_are_known_by_what_the_program_writes_into_them():
    assert int(DOCUMENT["application_id"], 16) == APPLICATION_ID


def test_one_name_everywhere():
    source = (ROOT / "desktop_app" / "views" / "application.py").read_text("utf-8")
    assert f'setDesktopFileName("{BUNDLE["bundle"]}.userbook")' in source
    assert (PACKAGING / "launch" / "userbook" / "__main__.py").is_file()


def test_everything_that_is_shipped_is_there():
    assert [name for name in APP["sources"] if not (ROOT / name).exists()] == []
    drawn = {APP["icon"], DOCUMENT["icon"]}
    assert {Path(name).stem for name in drawn} <= {p.stem for p in ROOT.glob("resources/icons/*")}


def test_every_installer_is_declared():
    assert {"linux", "windows", "macOS"} <= set(APP)
    assert {"system", "appimage", "flatpak"} <= set(APP["linux"])
    assert {"debian", "rhel"} <= set(APP["linux"]["system"])
    assert APP["windows"]["system_installer"] is False


LOADED = {
    "linux": (
        "PySide6/{0}.abi3.so",
        "PySide6/Qt/lib/lib{1}.so.6",
        "PySide6/Qt/plugins/{2}/lib{3}.so",
    ),
    "windows": ("PySide6/{0}.pyd", "PySide6/{1}.dll", "PySide6/plugins/{2}/{3}.dll"),
    "macOS": (
        "PySide6/{0}.abi3.so",
        "PySide6/Qt/lib/{0}.framework/Versions/A/{0}",
        "PySide6/Qt/plugins/{2}/lib{3}.dylib",
    ),
}
SCREENS = {
    "linux": ("qxcb", "qwayland", "qoffscreen"),
    "windows": ("qwindows", "qoffscreen"),
    "macOS": ("qcocoa", "qoffscreen"),
}


@pytest.mark.parametrize("platform", LOADED)
def test_what_no_program_needs_is_removed_but_nothing_that_ours_loads(platform):
    plugins = [("platforms", name) for name in SCREENS[platform]]
    plugins += [("imageformats", "qsvg"), ("iconengines", "qsvgicon")]
    modules = ("Core", "Gui", "Network", "Svg", "Widgets")
    names = [(f"Qt{part}", f"Qt6{part}", *plugin) for part in modules for plugin in plugins]
    loaded = {form.format(*name) for form in LOADED[platform] for name in names}
    loaded |= {"PySide6/__init__.py", "shiboken6/__init__.py", "sqlalchemy/orm/__init__.py"}
    whole = [Path("usr/app_packages", name) for name in loaded]
    whole.append(Path("usr/app/resources/icons/userbook.svg"))
    parts = {str(part) for path in whole for part in (path, *path.parents)}
    removed = APP[platform]["cleanup_paths"]
    assert [glob for glob in removed if fnmatch.filter(parts, glob.replace("**/", "*/"))] == []


def test_a_flatpak_has_no_network():
    assert APP["linux"]["flatpak"]["finish_arg"]["share=network"] is False


def test_the_kind_of_a_file_is_told_by_name_and_by_content():
    text = (SHARE / "mime" / "packages" / "{{cookiecutter.bundle_identifier}}.xml").read_text()
    assert "type.application_id" in text
    match = ET.fromstring(  # noqa: S314  # our own file
        text.replace("{%- for type in cookiecutter.document_types.values() %}", "").replace(
            "{%- endfor %}", ""
        )
    ).find(".//{*}magic/{*}match/{*}match")
    assert match.attrib["offset"] == "68"  # where SQLite keeps it


def test_every_icon_is_drawn_in_the_size_its_name_says(icons):
    pngs = list(icons.glob("*.png"))
    assert len(pngs) == 18
    for path in pngs:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (int(path.stem.split("-")[1]),) * 2
        assert image.hasAlphaChannel()
        assert image.pixelColor(image.width() // 2, image.height() // 2).alpha() == 255


@pytest.mark.parametrize("name", ["userbook", "document"])
def test_windows_and_mac_find_every_size_in_one_file(icons, name):
    ico = (icons / f"{name}.ico").read_bytes()
    _zero, kind, count = struct.unpack_from("<HHH", ico)
    assert (kind, count) == (1, 9)
    for number in range(count):
        size, *_, length, place = struct.unpack_from("<BBBBHHII", ico, 6 + 16 * number)
        image = QImage.fromData(ico[place : place + length])
        assert image.width() == (size or 256)
    icns = (icons / f"{name}.icns").read_bytes()
    assert icns[:4] == b"icns"
    assert struct.unpack_from(">I", icns, 4) == (len(icns),)


def test_icons_drawn_again_are_the_same(icons, tmp_path):
    script("icons").write_icons(tmp_path)
    for path in icons.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_every_size_the_template_installs_is_drawn():
    sizes = script("icons").LINUX
    assert str(sizes) in (BASE / "briefcase.toml").read_text("utf-8")


def test_everything_that_is_shipped_is_named_with_its_licence():
    notice = (ROOT / "resources" / "licences" / "NOTICE.txt").read_text("utf-8").casefold()
    told = set(re.findall(r"[\w-]+", notice.replace("_", "-")))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.match(r"[\w-]+", each)[0].casefold() for each in project["dependencies"]}
    assert {name.removesuffix("-essentials") for name in names} - told == set()


def test_the_manual_page_has_every_switch_and_command(capsys):
    (page,) = BASE.glob("*.1")
    told = page.read_text("utf-8").replace("\\-", "-")
    with pytest.raises(SystemExit):
        parse_command_line(["--help"])
    switches = set(re.findall(r"--[\w-]+", capsys.readouterr().out))
    assert switches > {"--new-window", "--settings"}
    assert [each for each in switches if each not in told] == []
    assert "\n.B sample\n" in told
