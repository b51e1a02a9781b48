"""What a reviewer would otherwise have to look for in every change."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from desktop_app.domain import errors
from desktop_app.domain.attributes import Kind, Section
from desktop_app.domain.change import Deed, Summary
from desktop_app.domain.errors import AppError
from desktop_app.domain.problems import Problem, ProblemCode, Severity
from desktop_app.domain.user import ATTRIBUTES
from desktop_app.view_models.changes_view_model import UnderWay
from desktop_app.view_models.prompts import Question, QuestionKey
from desktop_app.views.problem_texts import problem_text, severity_text
from desktop_app.views.question_words import WORDINGS
from desktop_app.views.texts import ERROR_WORDS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "desktop_app"
LONGEST_FILE = 300

# Whoever starts a task owns it: cancels it, waits for it, hears of its failure.
STARTS_TASKS = {
    "view_models/tasks.py",
    "database/helper.py",
    "database/ending.py",
    "database/tidying.py",
}
TASKS = {"create_task", "ensure_future", "get_event_loop"}

# Each passes on whatever came, after tidying up; one delivers it to the task that waits.
BROAD = {
    "database/helper.py": 1,
    "database/connection.py": 2,
    "database/backends/sqlite.py": 1,
    "view_models/file_view_model.py": 2,
    "worker/serving.py": 1,
}
PRINTS = {"smoke.py"}

# They look at a file before it is opened, or read and write what is no userbook.
READS_FILES = {
    "database/left_logs.py",
    "database/file_look.py",
    "database/file_within.py",  # what it copies nobody has open here
    "database/migrations/generate.py",
    "drafts/drafts_file.py",
    "formats/files.py",
    "settings.py",
    "smoke.py",
    "views/changelog.py",
    "views/icons.py",
    "views/theme.py",
}
FILE_CALLS = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}
COPIES = {"copy", "copy2", "copyfile", "copytree", "move"}
ANYTHING = {"Exception", "BaseException"}


@dataclass(frozen=True)
class Source:
    """A file of the package, read once."""

    name: str
    text: str

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text)))

    @classmethod
    def of(cls, path: Path) -> Source:
        return cls(path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8"))

    def calls(self, names: set[str]) -> list[ast.Call]:
        calls = [node for node in self.nodes if isinstance(node, ast.Call)]
        return [call for call in calls if called(call) in names]


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def named(node: ast.expr) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def is_broad(node: ast.AST) -> bool:
    """``except:``, ``except Exception`` and their like."""
    if isinstance(node, ast.ExceptHandler):
        return node.type is None or bool(ANYTHING & named(node.type))
    if isinstance(node, ast.Call) and called(node) == "suppress":
        return bool(ANYTHING & set().union(*map(named, node.args)))
    return False


# Each rule answers with what it complains about.


def too_long(source: Source) -> list[object]:
    """A migration is never changed afterwards, however long it is."""
    lines = len(source.text.splitlines())
    return [lines] if lines > LONGEST_FILE and "/versions/" not in source.name else []


def nested_loops(source: Source) -> list[ast.Call]:
    """A nested loop loses the wake-ups of other tasks for good."""
    return source.calls({"exec", "exec_", "processEvents", "run_until_complete"})


def tasks_of_nobody(source: Source) -> list[ast.Call]:
    """A task is started by those who own it."""
    return [] if source.name in STARTS_TASKS else source.calls(TASKS)


def hidden_failures(source: Source) -> list[ast.AST]:
    """What goes wrong is not hidden."""
    broad = [node for node in source.nodes if is_broad(node)]
    return [] if len(broad) <= BROAD.get(source.name, 0) else broad


def prints(source: Source) -> list[ast.Call]:
    """A window says it, or the log."""
    return [] if source.name in PRINTS else source.calls({"print"})


def lambdas_that_hold(source: Source) -> list[ast.expr]:
    """Connected, a lambda keeps a closed window alive for ever."""
    return [
        given
        for call in source.calls({"connect"})
        for given in call.args
        if isinstance(given, ast.Lambda) and "self" in named(given.body)
    ]


def touched_files(source: Source) -> list[ast.Call]:
    """Closing any descriptor of an open userbook in this process drops SQLite's locks."""
    if source.name in READS_FILES:
        return []
    read = [call for call in source.calls(FILE_CALLS) if is_of_a_file(call)]
    copied = [call for call in source.calls(COPIES) if "shutil" in ast.unparse(call.func)]
    return read + copied


def is_of_a_file(call: ast.Call) -> bool:
    """``dialog.open()`` and ``self._file.open(path)`` are no reading of files."""
    if isinstance(call.func, ast.Name) or called(call) != "open":
        return True
    return bool(re.search("path|folder|source|target", ast.unparse(call.func)))


def globals_(source: Source) -> list[ast.AST]:
    return [node for node in source.nodes if isinstance(node, ast.Global)]


def places_of_a_machine(source: Source) -> list[object]:
    return re.findall(r"[\"'](/home/|/root/|/tmp/|C:\\)", source.text)


RULES = (
    too_long,
    nested_loops,
    tasks_of_nobody,
    hidden_failures,
    prints,
    lambdas_that_hold,
    touched_files,
    globals_,
    places_of_a_machine,
)


def test_every_file_keeps_every_rule():
    found = [
        f"{rule.__name__}: {source.name}:{getattr(each, 'lineno', each)}"
        for source in map(Source.of, sorted(PACKAGE.rglob("*.py")))
        for rule in RULES
        for each in rule(source)
    ]
    assert found == []


def test_only_what_is_needed_is_excepted():
    excepted = STARTS_TASKS | PRINTS | READS_FILES | set(BROAD)
    by_name = {name: Source.of(PACKAGE / name) for name in excepted}
    assert {name for name in STARTS_TASKS if not by_name[name].calls(TASKS)} == set()
    assert {name for name in PRINTS if not by_name[name].calls({"print"})} == set()
    assert {name for name in READS_FILES if not by_name[name].calls(FILE_CALLS | COPIES)} == set()
    assert {name: sum(map(is_broad, by_name[name].nodes)) for name in BROAD} == BROAD


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (too_long, "\n" * 301),
        (nested_loops, "dialog.exec()"),
        (nested_loops, "QApplication.processEvents()"),
        (tasks_of_nobody, "asyncio.create_task(work())"),
        (tasks_of_nobody, "asyncio.ensure_future(work())"),
        (tasks_of_nobody, "loop.create_task(work())"),
        (hidden_failures, "try: x()\nexcept Exception: pass"),
        (hidden_failures, "try: x()\nexcept: pass"),
        (hidden_failures, "try: x()\nexcept (OSError, Exception): pass"),
        (hidden_failures, "with suppress(Exception): x()"),
        (prints, "print(1)"),
        (lambdas_that_hold, "b.clicked.connect(lambda: self.go())"),
        (touched_files, "open(path)"),
        (touched_files, "document.path.read_bytes()"),
        (touched_files, "path.open('rb')"),
        (touched_files, "shutil.copy(path, other)"),
        (globals_, "def f():\n    global x"),
        (places_of_a_machine, "x = '/home/me'"),
    ],
)
def test_what_is_not_wanted_is_found(rule, text):
    assert rule(Source("new.py", text))


@pytest.mark.parametrize(
    "text",
    [
        "b.clicked.connect(self.go)",
        "b.clicked.connect(lambda: answers.append(1))",
        "ImportDialog(self).open()",
        "self._file.open(path)",
        "self._message.copy()",
        "try: x()\nexcept OSError: pass",
        "with suppress(OSError): x()",
    ],
)
def test_what_is_harmless_is_allowed(text):
    assert not any(rule(Source("new.py", text)) for rule in RULES)


# Words for everything that can be said


def kinds_of(error: type) -> set[type]:
    return {error}.union(*(kinds_of(kind) for kind in error.__subclasses__()))


def test_every_expected_error_has_words():
    ours = {kind for kind in kinds_of(AppError) if kind.__module__ == errors.__name__}
    assert ours - {AppError} == set(ERROR_WORDS)


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_problem_has_words(code, qapp):
    detail = "ю" if code is ProblemCode.USER_NAME_CHARACTER else "7"
    text = problem_text(Problem("user_name", code, detail))
    assert len(text) > 10
    assert "%" not in text


def test_every_severity_and_question_has_words(qapp):
    assert len({severity_text(severity) for severity in Severity}) == len(Severity)
    for key in QuestionKey:
        words = WORDINGS[key](Question(key, 2, "Ada", UnderWay(Summary(Deed.CHANGE, 2))))
        assert words.text
        assert words.go != words.keep


def test_every_section_and_kind_of_a_field_is_used():
    assert {attribute.section for attribute in ATTRIBUTES.values()} == set(Section)
    assert {attribute.kind for attribute in ATTRIBUTES.values()} == set(Kind)


def test_only_one_room_has_to_do_with_sockets_and_only_with_local_ones():
    named = {
        source.name: set(re.findall(r"\b(?:QtNetwork|socket|ssl|request|http|ftplib)\b", imported))
        for source in map(Source.of, PACKAGE.rglob("*.py"))
        for imported in ["\n".join(re.findall(r"(?m)^\s*(?:from|import) .*", source.text))]
    }
    assert {name: names for name, names in named.items() if names} == {
        "views/second_start.py": {"QtNetwork"}
    }
    used = re.findall(
        r"\bQ\w*(?:Socket|Server|Manager)\b", (PACKAGE / "views/second_start.py").read_text()
    )
    assert set(used) == {"QLocalServer", "QLocalSocket"}
