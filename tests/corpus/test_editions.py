import random

from hypothesis import given
from hypothesis import strategies as st

from kg.corpus.editions import CONTAINMENT, Candidate, build_groups, containment, sketch
from kg.corpus.metadata import Metadata
from kg.model import Edition
from kg.resources import find_resource

SEEDS = find_resource("seeds")
TEXT = (SEEDS / "changsha-2024-report.txt").read_text(encoding="utf-8")
PRINT = (SEEDS / "changsha-2024-report-print.txt").read_text(encoding="utf-8")
NEXT_YEAR = (SEEDS / "changsha-2025-report-print.txt").read_text(encoding="utf-8")


def _noisy(text: str, share: float, seed: int) -> str:
    rng = random.Random(seed)
    letters = [c for c in text if c.isalnum()]
    return "".join(rng.choice(letters) if c.isalnum() and rng.random() < share else c for c in text)


def _candidate(name: str, text: str, edition_of: str | None = None, **metadata: str) -> Candidate:
    known = {"place": "长沙市", "kind": "government_work_report"} | metadata
    return Candidate(Edition(name, text, "utf-8"), Metadata(**known), edition_of)  # type: ignore[arg-type]


def _ids(*candidates: Candidate) -> list[list[str]]:
    return [[candidate.edition.id for candidate in group] for group in build_groups(candidates)]


def test_a_print_with_slips_is_an_edition_of_the_web_page() -> None:
    assert _ids(_candidate("print", PRINT), _candidate("web", TEXT)) == [["web", "print"]]


@given(st.integers(min_value=0, max_value=20))
def test_the_last_two_thirds_with_noise_are_still_found(seed: int) -> None:
    part = _noisy(TEXT[len(TEXT) // 3 :], 0.03, seed)
    assert containment(sketch(TEXT), sketch(part)) >= CONTAINMENT + 0.2


def test_reports_of_two_years_of_one_city_are_two_documents() -> None:
    assert _ids(_candidate("a", TEXT, date="2024"), _candidate("b", NEXT_YEAR, date="2025")) == [["a"], ["b"]]
    assert containment(sketch(TEXT), sketch(NEXT_YEAR)) < CONTAINMENT - 0.2


def test_only_one_place_one_kind_and_neighbouring_years_are_compared() -> None:
    base = _candidate("a", TEXT, date="2024-01-13")
    assert _ids(base, _candidate("b", TEXT, place="岳阳市")) == [["a"], ["b"]]
    assert _ids(base, _candidate("b", TEXT, kind="plan_outline")) == [["a"], ["b"]]
    assert _ids(base, _candidate("b", TEXT, date="2021")) == [["a"], ["b"]]
    assert _ids(base, _candidate("b", TEXT, date="2023-12")) == [["a", "b"]]


def test_an_edition_of_no_known_place_finds_its_document() -> None:
    assert _ids(_candidate("a", TEXT), _candidate("b", PRINT, place="")) == [["a", "b"]]


def test_a_whole_text_comes_before_one_that_lacks_an_end() -> None:
    whole = _candidate("whole", TEXT[:15000])
    longer = Candidate(Edition("longer", TEXT, "utf-8", lacks=("end",)), whole.metadata)
    assert _ids(longer, whole) == [["whole", "longer"]]


def test_the_catalogue_decides_over_the_text() -> None:
    part = _candidate("part", "城市的另一部分。" * 30, edition_of="a")
    assert _ids(part, _candidate("a", TEXT), _candidate("b", NEXT_YEAR)) == [["a", "part"], ["b"]]


@given(st.permutations(["a", "b", "c"]))
def test_the_order_of_input_changes_nothing(order: list[str]) -> None:
    texts = {"a": TEXT, "b": PRINT, "c": NEXT_YEAR}
    assert _ids(*(_candidate(name, texts[name]) for name in order)) == [["a", "b"], ["c"]]


def test_layout_does_not_count() -> None:
    assert sketch(TEXT) == sketch(TEXT.replace("，", "\n").replace("。", " . "))
