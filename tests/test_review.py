"""Doubtful pairs as questions, and the answers in a file that a person keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.build import build
from kg.entities import read_judgements
from kg.errors import OutputError, SchemaError
from kg.model import Judgement, KnowledgeGraph
from kg.review import Question, find_questions, keep_judgements, read_answers, write_questions
from tests.reports import build_reports, find_known, write_reports

A, B = "“万名干部联万企”行动", "“万名干部进万企”行动"


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KnowledgeGraph:
    monkeypatch.setattr("kg.build.find_mentions", find_known)
    return build_reports(tmp_path)


def judge(verdict: str, a: str = A, b: str = B) -> Judgement:
    return Judgement(a, b, "programme", verdict, "王", "读过原文")  # type: ignore[arg-type]


def find_pair(questions: list[Question]) -> Question:
    return next(question for question in questions if {question.a, question.b} == {A, B})


def test_a_question_quotes_both(kg: KnowledgeGraph) -> None:
    question = find_pair(find_questions(kg))
    quotes = {question.a: question.quote_a, question.b: question.quote_b}
    assert quotes == {A: f"实施{A}。", B: f"实施{B}。"}
    assert "one_character_other +0.65" in question.features


def test_the_best_comes_first(kg: KnowledgeGraph) -> None:
    scores = [question.score for question in find_questions(kg)]
    assert scores == sorted(scores, reverse=True)


def test_what_was_judged_is_not_asked_again_but_unsure_stays(kg: KnowledgeGraph) -> None:
    assert find_pair(find_questions(kg, [judge("unsure")])).verdict == "unsure"
    for verdict in ("same", "different"):
        with pytest.raises(StopIteration):
            find_pair(find_questions(kg, [judge(verdict)]))


@pytest.mark.parametrize("name", ["q.yaml", "q.csv"])
def test_an_exported_file_is_answered_imported_and_replayed(kg: KnowledgeGraph, tmp_path: Path, name: str) -> None:
    path, mine = tmp_path / name, tmp_path / "mine.yaml"
    write_questions([find_pair(find_questions(kg))], path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("verdict: ''", "verdict: same").replace(",programme,,", ",programme,same,"))
    assert keep_judgements(mine, read_answers(path, by="王")) == 1
    joined = build(write_reports(tmp_path), judgements=mine)
    assert any({A, B} <= {entity.name, *entity.aliases} for entity in joined.entities.values())
    (kept,) = read_judgements(mine)
    assert (kept.verdict, kept.by) == ("same", "王")


def test_open_rows_are_no_answers(kg: KnowledgeGraph, tmp_path: Path) -> None:
    write_questions(find_questions(kg), tmp_path / "q.yaml")
    assert read_answers(tmp_path / "q.yaml", by="王") == []


def test_an_answer_must_be_one_of_three(kg: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    write_questions([find_pair(find_questions(kg))], path)
    path.write_text(path.read_text(encoding="utf-8").replace("verdict: ''", "verdict: maybe"), encoding="utf-8")
    with pytest.raises(SchemaError, match="row 1: unknown verdict 'maybe'"):
        read_answers(path, by="王")


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"name it .yaml or .csv"):
        write_questions([], tmp_path / "q.txt")


KEPT = """# 我的判断
- a: 长浏线      # 第一条
  b: 长浏快线
  type: project
  verdict: same  # 看过地图
  by: 王
  why: 同一条线
"""


def test_the_persons_file_keeps_its_comments_and_a_changed_mind_changes_one_word(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(KEPT, encoding="utf-8")
    changed = Judgement("长浏快线", "长浏线", "project", "different", "王", "不是")
    assert keep_judgements(path, [changed, judge("unsure")]) == 2
    text = path.read_text(encoding="utf-8")
    assert text.startswith(KEPT.replace("verdict: same  #", "verdict: different  #"))
    assert [row["verdict"] for row in yaml.safe_load(text)] == ["different", "unsure"]


def test_the_same_answer_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    assert keep_judgements(path, [judge("same")]) == 1
    before = path.read_bytes()
    assert keep_judgements(path, [judge("same")]) == 0
    assert path.read_bytes() == before


def test_an_empty_list_takes_its_first_row(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("# nothing yet\n[]\n", encoding="utf-8")
    keep_judgements(path, [judge("same")])
    assert read_judgements(path) == (judge("same"),)
    assert path.read_text(encoding="utf-8").startswith("# nothing yet\n")
