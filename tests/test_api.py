import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from lxml import html

import kg
from kg.api import DocumentRecord, EntityRecord, KnowledgeGraph
from kg.api.progress import show_progress
from kg.errors import CorpusError, KGError, OutputError
from kg.exports.columns import load_tables
from kg.exports.markup import remove_surrogates
from kg.store import NAME, encode_knowledge
from tests.records import HOSTILE, build_hostile, build_small

REPORT = """2025年长沙市政府工作报告

一、2024年工作回顾
湘雅路过江通道建成通车。
二、2025年工作安排
推进湘江科学城建设。
"""


@pytest.fixture
def small() -> KnowledgeGraph:
    return KnowledgeGraph(build_small())


def run(script: str) -> str:
    """What a fresh Python prints."""
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True, cwd=root)
    return done.stdout


def test_importing_it_reads_no_file_but_its_own_code_and_loads_nothing() -> None:
    opened = json.loads(
        run(
            "import sys, json; opened = []\n"
            "sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0])))\n"
            "import kg\n"
            "print(json.dumps([opened, sorted(sys.modules)]))"
        )
    )
    files, modules = opened
    assert [name for name in files if not name.endswith((".py", ".pyc"))] == []
    assert {"spacy", "jieba", "networkx", "pandas", "yaml", "pyvis", "numpy"}.isdisjoint(modules)
    assert [name for name in modules if name.startswith("kg.")] == []


def test_opening_a_build_loads_no_model(tmp_path) -> None:
    (tmp_path / NAME).write_bytes(encode_knowledge(build_small()))
    loaded = run(f"import sys, kg; kg.open({str(tmp_path)!r}).documents; print('spacy' in sys.modules)")
    assert loaded.strip() == "False"


def test_the_command_line_starts_without_spacy_and_without_the_dictionary_of_sounds() -> None:
    loaded = run(
        "import sys, kg.cli; print([name for name in ('kg.mentions', 'spacy', 'pypinyin') if name in sys.modules])"
    )
    assert loaded.strip() == "['kg.mentions']"


def test_build_is_a_function_whether_or_not_its_module_was_imported() -> None:
    script = "import kg; before = kg.build; import kg.build as module; print(callable(before), callable(kg.build), "
    script += "module.build_knowledge.__name__)"
    assert run(script).split() == ["True", "True", "build_knowledge"]


def test_loose_files_are_built(tmp_path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    for paths in (path, str(path), [path], iter([str(path)])):
        assert [document.title for document in kg.build(paths).documents] == ["2025年长沙市政府工作报告"]
    with pytest.raises(CorpusError):
        kg.build([tmp_path / "nothing.txt"])


def test_a_build_is_opened_again(tmp_path) -> None:
    (tmp_path / NAME).write_bytes(encode_knowledge(build_small()))
    assert kg.open(tmp_path).records == build_small()
    assert kg.open(str(tmp_path)).documents[0].id == "city-2024"
    with pytest.raises(OutputError, match="holds no build"):
        kg.open(tmp_path / "elsewhere")


def test_an_unknown_name_is_no_attribute() -> None:
    assert not hasattr(kg, "biuld")
    assert {"build", "open", "load_pipeline", "KnowledgeGraph"} <= set(dir(kg))


@pytest.mark.parametrize("name", ["documents", "editions", "mentions", "entities", "lifelines", "issues"])
@pytest.mark.parametrize("build", [build_small, build_hostile])
def test_tables_are_sequences_and_frames_in_the_same_order(name, build) -> None:
    pytest.importorskip("pandas", reason="frames need the extra 'notebook'")
    table = getattr(KnowledgeGraph(build()), name)
    frame = table.to_frame()
    assert list(frame.columns) == list(load_tables()[name])
    assert len(frame) == len(table) == len(list(table))
    assert table[:2] == tuple(table)[:2]
    known = {"documents": "title", "entities": "name", "mentions": "text", "issues": "message", "lifelines": "name"}
    if name in known:
        assert list(frame[known[name]]) == [remove_surrogates(getattr(record, known[name])) for record in table]


def test_whole_numbers_stay_whole_where_some_are_missing(small) -> None:
    pytest.importorskip("pandas", reason="frames need the extra 'notebook'")
    assert small.entities.to_frame()["first_year"].dtype == "int64"
    assert str(small.issues.to_frame()["start"].dtype) in {"object", "Int64"}


@pytest.mark.parametrize("build", [build_small, build_hostile])
def test_what_is_shown_is_short(build) -> None:
    knowledge = KnowledgeGraph(build())
    tables = [knowledge.documents, knowledge.editions, knowledge.mentions, knowledge.entities, knowledge.lifelines]
    for record in [knowledge, knowledge.graph, *(record for table in tables for record in table), *knowledge.issues]:
        assert len(repr(record)) < 200
        assert repr(record).startswith("<")
    for table in (*tables, knowledge.issues, knowledge.recurring()):
        assert repr(table).startswith(f"<{len(table)} {table.name}>")
        assert len(repr(table)) < 800


def test_reprs_say_what_a_thing_is(small) -> None:
    assert repr(small) == "<KnowledgeGraph: 3 documents, 16 mentions, 8 entities, 1 issues>"
    assert repr(small.find("湘江科学城")[0]) == "<park 湘江科学城, 2 documents, 2 mentions>"
    assert repr(small.mentions[0]) == "<mention 湘雅路过江通道 (project): 2024 planned in_progress>"


def test_a_mention_knows_its_words_its_document_and_its_citation(small) -> None:
    mention = next(m for m in small.mentions if m.text == "滨河公园")
    assert (mention.type, mention.year, mention.quote) == ("park", "2024-2035", "到2035年，圭塘河两岸建成滨河公园。")
    assert (mention.document.title, mention.entity.name) == ("长沙市2024年政府工作报告", "滨河公园")
    assert mention.quote in mention.cite()
    assert "14 January 2024" in mention.cite("en")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("湘雅路过江通道", "湘雅路过江通道"),
        ("湘雅路隧道", "湘雅路过江通道"),
        ("过江", "湘雅路过江通道"),
        ("湘江科学成", "湘江科学城"),
        ("xiangjiang kexuecheng", "湘江科学城"),
        ("xjkxc", "湘江科学城"),
        ("guitang", "圭塘河"),
    ],
)
def test_a_name_is_found_in_chinese_or_pinyin_even_if_it_is_slightly_wrong(small, asked, found) -> None:
    assert small.find(asked)[0].name == found


@pytest.mark.parametrize("asked", ["", "  ", "橘子洲", "shanghai"])
def test_another_name_is_not_found(small, asked) -> None:
    assert list(small.find(asked)) == []


def test_the_best_finds_come_first_and_make_a_frame(small) -> None:
    found = small.find("长沙", limit=3)
    assert [entity.name for entity in found] == ["长沙市", "长沙机场改扩建"]
    assert [row["name"] for row in found._find_rows()] == ["长沙市", "长沙机场改扩建"]


def test_a_lifeline_is_asked_for_by_name_alias_or_id(small) -> None:
    line = small.lifeline("湘雅路隧道")
    assert line == small.lifeline("湘雅路过江通道") == small.lifeline(line.entity)
    assert [(step.year, step.status) for step in line.mentions] == [("2024", "in_progress"), ("2024", "operating")]
    with pytest.raises(KGError, match="nothing is called '湘江科学成'; nearest: 湘江科学城"):
        small.lifeline("湘江科学成")


def test_what_recurs_can_be_filtered(small) -> None:
    assert small.recurring()[0].name == "长沙机场改扩建"
    assert [item.name for item in small.recurring(type="park")] == ["湘江科学城"]
    assert list(small.recurring(min_documents=4)) == []


def test_two_builds_can_be_compared(small) -> None:
    changes = small.subgraph(types=["park"]).diff(small)
    assert {change.change for change in changes} == {"new"}
    assert {change.name for change in changes} == {e.name for e in small.entities if e.type != "park"}
    assert list(small.diff(small)) == []


def test_neighbours_are_the_documents_that_name_it_and_what_it_is_linked_to(small) -> None:
    beside = small.neighbours("滨河公园")
    assert {n.title if isinstance(n, DocumentRecord) else n.name for n in beside} == {
        "长沙市2024年政府工作报告",
        "圭塘河",
    }
    (river,) = small.neighbours("滨河公园", kind="part_of")
    assert isinstance(river, EntityRecord)


def test_the_graph_is_that_of_networkx(small) -> None:
    assert isinstance(small.graph, nx.MultiDiGraph)
    assert small.graph.number_of_nodes() == len(small.documents) + len(small.entities)
    assert nx.is_directed(small.graph.copy())
    assert len({key for *_, key in small.graph.edges(keys=True)}) == small.graph.number_of_edges()


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"types": ["park"]}, {"湘江科学城", "滨河公园"}),
        ({"years": 2023}, {"湘江科学城"}),
        ({"years": (2030, 2040)}, {"滨河公园"}),
        ({"place": "湖南"}, {"长沙机场改扩建", "湘江科学城", "“智赋万企”行动", "长沙市"}),
        ({"statuses": ["operating"]}, {"湘雅路过江通道"}),
        ({"types": ["park"], "statuses": ["started"]}, {"湘江科学城"}),
        ({"types": []}, set()),
    ],
)
def test_a_subgraph_keeps_what_passes(small, filters, names) -> None:
    part = small.subgraph(**filters)
    assert {entity.name for entity in part.entities} == names
    assert {mention.entity.name for mention in part.mentions} == names


def test_a_subgraph_is_a_whole_knowledge_graph_with_every_export(small, tmp_path) -> None:
    part = small.subgraph(types=["park", "place"])
    assert [step.text for line in part.lifelines for step in line.mentions]
    assert {d.id for d in part.documents} == {m.document.id for m in part.mentions}
    for format_ in ("jsonl", "graphml", "gexf", "csv", "xlsx", "sqlite"):
        assert part.export(format_, tmp_path)
    with pytest.raises(KGError, match="no format 'pdf'; choose one of jsonl, "):
        part.export("pdf", tmp_path)


def test_a_relation_to_what_was_left_out_is_left_out(small) -> None:
    river = small.subgraph(types=["place"])
    assert [mention.relations for mention in river.mentions if mention.text == "圭塘河"] == [()]
    assert river.records.links == ()


def test_all_of_it_is_the_same_as_itself(small) -> None:
    assert small.subgraph().records == small.records


@pytest.mark.parametrize("build", [build_small, build_hostile])
def test_cards_and_lines_show_text_and_run_nothing(build) -> None:
    knowledge = KnowledgeGraph(build())
    for entity in knowledge.entities:
        for shown in (entity._repr_html_(), entity.lifeline._repr_html_()):
            tree = html.fromstring(shown)
            assert not tree.xpath("//script | //img | //a | //@onmouseover")
            assert tree.xpath("string(//b)") == html.fromstring(f"<b>{entity.name.replace('<', '&lt;')}</b>").text
    for name in ("documents", "mentions", "entities", "lifelines", "issues", "editions"):
        assert not html.fromstring(getattr(knowledge, name)._repr_html_()).xpath("//script | //img | //a")


def test_a_card_tells_what_the_pages_tell(small) -> None:
    card = small.find("湘江科学城")[0]._repr_html_()
    assert "2 份文件" in card
    assert "<mark>湘江科学城</mark>启动建设" in card
    assert "#1f6fb4" in card, "the colour of the status started"


def test_the_graph_is_shown_in_a_frame_and_writes_nothing(small, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    frame = html.fromstring(small.graph._repr_html_())
    assert frame.tag == "iframe"
    assert frame.get("sandbox") == "allow-scripts allow-downloads"
    assert "湘江科学城" in frame.get("srcdoc")
    assert small._repr_html_() == small.graph._repr_html_()
    assert list(tmp_path.iterdir()) == []
    assert small.graph.copy()._repr_html_() is None, "a graph made of it has no page"


def test_hostile_names_do_not_break_out_of_the_frame() -> None:
    tree = html.fromstring(f"<div>{KnowledgeGraph(build_hostile()).graph._repr_html_()}</div>")
    assert [element.tag for element in tree.iter()] == ["div", "iframe"]
    assert len(HOSTILE) == 10


def test_the_pipeline_marks_mentions_with_status_modality_and_period() -> None:
    doc = kg.load_pipeline()(REPORT)
    told = {span.text: (span.label_, span._.status, span._.modality, span._.period) for span in doc.spans["mentions"]}
    assert told["湘雅路过江通道"] == ("project", "operating", "achieved", "2024")
    assert told["湘江科学城"] == ("park", "in_progress", "planned", "2025")


def test_the_pipeline_says_what_its_components_need_and_give() -> None:
    nlp = kg.load_pipeline()
    assert all(nlp.has_factory(name) for name in nlp.pipe_names)
    assert not any(nlp.analyze_pipes()["problems"].values())
    assert nlp.pipe_names[-1] == "kg_statements"


@pytest.mark.parametrize("style", ["span", "ent"])
def test_displacy_shows_the_mentions(style) -> None:
    from spacy import displacy

    page = displacy.render(kg.load_pipeline()(REPORT), style=style, options={"spans_key": "mentions"}, jupyter=False)
    assert "project" in page.lower()


def test_a_few_words_that_are_no_report_can_be_read() -> None:
    some, none = kg.load_pipeline()("香炉洲大桥建成通车。"), kg.load_pipeline()("")
    assert [span.text for span in some.spans["mentions"]] == [span.text for span in some.ents] == ["香炉洲大桥"]
    assert list(none.spans["mentions"]) == []


def test_a_notebook_shows_a_bar_and_takes_it_away(monkeypatch) -> None:
    display = pytest.importorskip("IPython.display", reason="notebooks need the extra 'notebook'")
    shown: list[str] = []
    monkeypatch.setattr(display.DisplayHandle, "display", lambda _, data, raw: shown.append(data["text/html"]))
    monkeypatch.setattr(display.DisplayHandle, "update", lambda _, data, raw: shown.append(data["text/html"]))
    monkeypatch.setattr("kg.api.progress._is_notebook", lambda: True)
    with show_progress(is_wanted=True) as report:
        report("<script>", 1, 2)
    assert shown == ["", '<progress value="1" max="2"></progress> 1 / 2 &lt;script&gt;', ""]


@pytest.mark.parametrize("is_wanted", [True, False])
def test_nothing_is_shown_outside_a_notebook(is_wanted, capsys) -> None:
    with show_progress(is_wanted=is_wanted) as report:
        assert report is None
    assert capsys.readouterr().out == ""
