import shutil
from pathlib import Path

import pytest

from kg.corpus import Corpus, build_corpus, read_corpus, read_edition
from kg.errors import CorpusError
from kg.model import Period
from kg.resources import find_resource

SEEDS = find_resource("seeds")
REPORT = (
    "{year}年{place}政府工作报告\n——{year}年1月9日在{place}第八届人民代表大会第三次会议上\n各位代表：\n一、工作回顾\n过去一年，"
    "地区生产总值增长5%。\n二、{year}年工作安排\n"
)


def _write(folder: Path, **texts: str) -> Path:
    for stem, text in texts.items():
        (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
    return folder


def _told(corpus: Corpus) -> set[tuple[str, str]]:
    return {(issue.source, issue.kind) for issue in corpus.issues}


@pytest.fixture
def loose_seeds(tmp_path: Path) -> list[Path]:
    return [Path(shutil.copy(path, tmp_path)) for path in sorted(SEEDS.glob("*.txt"))]


def test_the_seeds_as_loose_files_are_four_documents(loose_seeds: list[Path]) -> None:
    documents = read_corpus(loose_seeds).documents
    told = [(d.id, d.issuer, d.place, d.kind, d.date, str(d.reviews), str(d.plans)) for d in documents]
    report = "government_work_report"
    assert told == [
        ("changsha-14fyp-proposal", "中共长沙市委", "长沙市", "plan_proposal", "2021-01-08", "2016-2020", "2021-2025"),
        ("changsha-2024-report", "长沙市人民政府", "长沙市", report, "2024-01-13", "2023", "2024"),
        ("changsha-2025-report-print", "长沙市人民政府", "长沙市", report, "2025", "2024", "2025"),
        ("hunan-2025-report", "湖南省人民政府", "湖南省", report, "2025-01-14", "2024", "2025"),
    ]
    assert documents[1].editions == ("changsha-2024-report", "changsha-2024-report-print")


def test_what_the_seeds_lack_is_recorded(loose_seeds: list[Path]) -> None:
    corpus = read_corpus(loose_seeds)
    assert corpus.editions["changsha-2024-report-print"].lacks == ("beginning", "end")
    assert corpus.editions["changsha-2025-report-print"].is_print
    assert _told(corpus) == {
        ("changsha-2024-report-print", "incomplete"),
        ("changsha-2024-report-print", "second_edition"),
        ("changsha-2025-report-print", "incomplete"),
    }
    for issue in corpus.issues:
        if issue.start is not None:
            assert corpus.editions[issue.source].text[issue.start : issue.end] in ("上接1版", "下转3版")


def test_the_catalogue_of_the_seeds_agrees_with_what_their_texts_tell(loose_seeds: list[Path]) -> None:
    inferred, catalogued = read_corpus(loose_seeds).documents, read_corpus([SEEDS]).documents
    for a, b in zip(inferred, catalogued, strict=True):
        assert (a.id, a.issuer, a.place, a.level, a.kind, a.date, a.reviews, a.plans, a.editions) == (
            (b.id, b.issuer, b.place, b.level, b.kind, b.date, b.reviews, b.plans, b.editions)
        )


def test_a_catalogue_row_overrides_the_text(tmp_path: Path) -> None:
    _write(tmp_path, a=REPORT.format(year=2024, place="常德市"))
    (tmp_path / "catalogue.yaml").write_text("a: {plans: 2030, title: 别的题目}", encoding="utf-8")
    [document] = read_corpus([tmp_path]).documents
    assert (document.title, document.plans, document.place) == ("别的题目", Period(2030, 2030), "常德市")


def test_one_bad_file_never_costs_the_others(tmp_path: Path) -> None:
    _write(tmp_path, good=REPORT.format(year=2024, place="常德市"), empty="", poem="床前明月光，疑是地上霜。")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\0\0\x01\x02")
    corpus = read_corpus([tmp_path, tmp_path / "gone.txt"])
    assert [document.id for document in corpus.documents] == ["good"]
    assert list(corpus.editions) == ["good"]
    assert _told(corpus) == {
        ("empty.txt", "empty"),
        ("gone.txt", "unreadable"),
        ("picture.txt", "unreadable"),
        ("poem.txt", "not_a_report"),
    }


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("empty.txt", "", "empty"),
        ("poem.txt", "床前明月光，疑是地上霜。", "no plan or report"),
        (None, None, "does not exist"),
    ],
)
def test_nothing_left_is_an_error(tmp_path: Path, name: str | None, text: str | None, reason: str) -> None:
    path = tmp_path / (name or "gone.txt")
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=reason):
        read_corpus([path])


def test_a_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "table.csv").write_text("a,b", encoding="utf-8")
    with pytest.raises(CorpusError, match="no readable"):
        read_corpus([tmp_path])


def test_a_text_outside_the_genre_with_place_and_year_is_kept_as_other(tmp_path: Path) -> None:
    _write(
        tmp_path,
        note="长沙市人民政府办公厅通知\n（2024年3月1日市长办公会议通过）\n长沙县第三届书法比赛将在浏阳举行，欢迎报名。\n",
    )
    corpus = read_corpus([tmp_path])
    assert [(d.kind, d.date) for d in corpus.documents] == [("other", "2024-03-01")]
    assert _told(corpus) == {("note.txt", "not_a_report")}


def test_files_of_one_stem_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    (tmp_path / "changde").mkdir()
    (tmp_path / "yueyang").mkdir()
    _write(tmp_path / "changde", report=REPORT.format(year=2024, place="常德市"))
    _write(tmp_path / "yueyang", report=REPORT.format(year=2024, place="岳阳市"))
    corpus = read_corpus([tmp_path / "changde", tmp_path / "yueyang"])
    assert {d.id: d.place for d in corpus.documents} == {"report": "常德市", "yueyang-report": "岳阳市"}


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    _write(tmp_path, a=REPORT.format(year=2024, place="常德市"))
    assert list(read_corpus([tmp_path, tmp_path / "a.txt"]).editions) == ["a"]


def test_documents_come_in_the_order_of_their_dates(tmp_path: Path) -> None:
    _write(tmp_path, b=REPORT.format(year=2023, place="常德市"), a=REPORT.format(year=2024, place="岳阳市"))
    assert [document.id for document in read_corpus([tmp_path]).documents] == ["b", "a"]


def test_no_year_is_recorded() -> None:
    corpus = build_corpus([read_edition("a.txt", "长沙市政府工作报告\n各位代表：\n过去一年，攻坚克难。".encode())])
    assert _told(corpus) == {("a", "no_year")}


def test_a_print_supplies_what_the_fuller_text_does_not_tell() -> None:
    body = (SEEDS / "changsha-2024-report.txt").read_text(encoding="utf-8")
    start, end = body.index("一、2023年"), body.index("七、") if "七、" in body else len(body)
    headless = read_edition("web.txt", body[start:].encode())
    headed = read_edition("print.txt", body[: end * 2 // 3].encode())
    [document] = build_corpus([headless, headed]).documents
    assert (document.id, document.date, document.place) == ("web", "2024-01-13", "长沙市")


def test_a_file_that_may_not_be_read_becomes_an_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, good=REPORT.format(year=2024, place="常德市"), locked=REPORT.format(year=2023, place="常德市"))
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.stem == "locked":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    corpus = read_corpus([tmp_path])
    assert list(corpus.editions) == ["good"]
    assert _told(corpus) == {("locked.txt", "unreadable")}


def test_a_broken_catalogue_stops_the_run(tmp_path: Path) -> None:
    _write(tmp_path, a=REPORT.format(year=2024, place="常德市"))
    (tmp_path / "catalogue.yaml").write_text("b: {title: 报告}", encoding="utf-8")
    with pytest.raises(CorpusError, match="row 'b'"):
        read_corpus([tmp_path])


def test_standard_input_is_read_with_files(tmp_path: Path) -> None:
    _write(tmp_path, stdin=REPORT.format(year=2024, place="常德市"))
    stream = read_edition("-", REPORT.format(year=2023, place="岳阳市").encode("gb18030"))
    corpus = read_corpus([tmp_path], [stream])
    assert {d.place: d.id for d in corpus.documents} == {"岳阳市": "stdin", "常德市": f"{tmp_path.name}-stdin"}
