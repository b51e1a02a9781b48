from __future__ import annotations

import pytest

from desktop_app.domain.problems import Problem, ProblemCode
from desktop_app.views.problem_texts import problem_text, spoken_problem

DETAILS = {
    ProblemCode.TOO_LONG: "150",
    ProblemCode.CONTROL_CHARACTER: "U+0007",
    ProblemCode.BROKEN_CHARACTER: "U+D800",
    ProblemCode.USER_NAME_CHARACTER: "%",
    ProblemCode.FLAG: "perhaps",
    ProblemCode.DATE: "31.02.2026",
    ProblemCode.TAKEN: "Alan Turing",
    ProblemCode.TAKEN_IN_FILE: "12",
    ProblemCode.TOO_MANY_CELLS: "too | much",
    ProblemCode.TOO_FEW_CELLS: "2",
    ProblemCode.USER_NAME_MADE: "alan.turing",
}


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_problem_has_a_sentence_that_names_its_detail(code, english):
    detail = DETAILS.get(code, "")
    text = problem_text(Problem("user_name", code, detail))
    assert detail in text
    assert "%1" not in text
    assert "%2" not in text
    assert text[0].isupper() or text[0] == "“"


def test_a_taken_name_says_whose_it_is_if_that_is_known(english):
    assert problem_text(Problem("user_name", ProblemCode.TAKEN, "Alan")) == (
        "User name is taken by Alan. Choose another."
    )
    assert problem_text(Problem("user_name", ProblemCode.TAKEN)) == (
        "User name is taken. Choose another."
    )


def test_a_detail_with_a_placeholder_in_it_is_left_as_it_is(english):
    text = problem_text(Problem("user_name", ProblemCode.TAKEN, "%1 & <b>%2</b>"))
    assert "%1 & <b>%2</b>" in text


def test_a_limit_has_plural_forms(english):
    one, many = (Problem("email", ProblemCode.TOO_LONG, limit) for limit in ("1", "1500"))
    assert problem_text(one).endswith("to 1 character.")
    assert problem_text(many).endswith("to 1,500 characters.")


def test_what_is_red_on_the_screen_is_called_an_error_aloud(english):
    assert spoken_problem(Problem("email", ProblemCode.EMAIL)).startswith("Error: ")
    assert spoken_problem(Problem("phone", ProblemCode.PHONE_DOUBTFUL)).startswith("Warning: ")
    assert spoken_problem(Problem("title", ProblemCode.DIRECTION_REMOVED)).startswith("Note: ")


def test_an_empty_value_of_another_field_is_asked_for_as_well(english):
    assert problem_text(Problem("user_name", ProblemCode.REQUIRED)) == "Enter a user name."
    assert problem_text(Problem("email", ProblemCode.REQUIRED)) == "Enter something here."
