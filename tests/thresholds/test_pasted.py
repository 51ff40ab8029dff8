"""Reading a table as it was pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.thresholds.tables import LAYOUTS, MAINLAND, OVERSEAS, PRINTED
from thresholds.pasted import NAMES, Trouble, read_table


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_it_reads_the_printed_table_in_many_layouts(text: str) -> None:
    reading = read_table(text)
    assert reading.problems == []
    assert reading.amounts == {
        "metropole": dict(zip(NAMES, MAINLAND, strict=True)),
        "overseas": dict(zip(NAMES, OVERSEAS, strict=True)),
    }


def test_it_reads_one_zone_alone() -> None:
    only_overseas = "Outre-mer\n" + "\n".join(
        f"{persons} : {amount}"
        for persons, amount in zip(("1", "2", "3", "4", "en plus"), OVERSEAS, strict=True)
    )
    assert list(read_table(only_overseas).amounts) == ["overseas"]


def without(line: str) -> str:
    return PRINTED.replace(line, "")


@pytest.mark.parametrize(
    ("text", "trouble", "line"),
    [
        ("Bonjour", Trouble.NOTHING, None),
        ("", Trouble.NOTHING, None),
        ("1 personne 10 339 €", Trouble.NO_ZONE, 1),
        ("1 personne 11 507 € 10 339 €", Trouble.NO_ZONE, 1),
        # The amounts of two years, one beside the other: overseas is 11.3 % above, a revaluation is not.
        ("Foyer\tPlafond 2026\tPlafond 2025\n1\t10 339 €\t10 421 €", Trouble.NO_ZONE, 2),
        ("\t1\t2\t3\t4\t5\t6\nMétropole\t10 339\t15 508\t18 609\t21 711\t25 846", Trouble.COLUMNS, 2),
        (PRINTED.replace("2 personnes", "personnes"), Trouble.NO_PERSONS, 4),
        (
            PRINTED.replace("2 personnes\t15\u00a0508 €\t17\u00a0260 €", "2 personnes\t?"),
            Trouble.NO_AMOUNT,
            4,
        ),
        (PRINTED.replace("\t11\u202f507 €", ""), Trouble.COLUMNS, 3),
        (PRINTED.replace("\t11\u202f507 €", "\t11\u202f507 €\t12 000 €"), Trouble.COLUMNS, 3),
        (PRINTED.replace("15\u00a0508", "l5\u00a0508"), Trouble.ODD, 4),
        (PRINTED.replace("15\u00a0508", "155080"), Trouble.ODD, 4),
        (PRINTED.replace("4 personnes", "3 personnes"), Trouble.TWICE, 6),
        (without("4 personnes\t21 711 €\t24 164 €\n"), Trouble.MISSING, None),
        (
            PRINTED.replace("Par personne en plus\t+ 4 135 €\t+ 4 603 €", "5 personnes\t4 135 €\t28 767 €"),
            Trouble.LARGER_HOUSEHOLD,
            7,
        ),
        (PRINTED + "6 personnes\t29 881 €\t33 370 €\n", Trouble.LARGER_HOUSEHOLD, 9),
    ],
)
def test_it_names_the_line_that_it_does_not_understand(text: str, trouble: Trouble, line: int | None) -> None:
    (problem,) = read_table(text).problems
    assert (problem.trouble, problem.line) == (trouble, line)


@given(st.text())
def test_nothing_that_is_pasted_makes_it_fail(text: str) -> None:
    reading = read_table(text)
    assert reading.problems or all(len(found) == len(NAMES) for found in reading.amounts.values())


@given(
    st.lists(st.sampled_from(["1", "personne", " ", "\t", ";", "10 339", "€", "\n", "Métropole", "en plus"]))
)
def test_nothing_like_a_table_makes_it_fail(parts: list[str]) -> None:
    reading = read_table("".join(parts))
    assert reading.problems or all(len(found) == len(NAMES) for found in reading.amounts.values())
