import pytest

from tests.exports.files import flat, open_sqlite
from tests.records import build_hostile, build_small

SEARCH = "SELECT mentions.* FROM mentions JOIN mentions_fts ON mentions.rowid = mentions_fts.rowid WHERE {}"


@pytest.mark.parametrize("query", ["高标准", "湘江科学城", "启动建设", "“智赋万企”行动", "杭州湾"])
def test_the_full_text_index_finds_chinese_inside_a_sentence(query) -> None:
    kg = build_small()
    with open_sqlite(kg) as database:
        rows = database.execute(SEARCH.format("mentions_fts MATCH ?"), [f'"{query}"']).fetchall()
    told = {row["mention"] for row in flat("mentions", kg) if query in row["name"] + row["text"] + row["quote"]}
    assert {row["mention"] for row in rows} == told
    assert bool(told) is (query != "杭州湾")


def test_two_characters_which_no_trigram_holds_are_found_by_like() -> None:
    with open_sqlite(build_small()) as database:
        rows = database.execute("SELECT text FROM mentions WHERE quote LIKE '%通车%'").fetchall()
    assert {row["text"] for row in rows} == {"湘雅路隧道", "长沙机场改扩建"}


def test_the_index_is_that_of_a_table_so_that_datasette_offers_a_search_box() -> None:
    with open_sqlite(build_small()) as database:
        (sql,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'mentions_fts'").fetchone()
    assert 'content="mentions"' in sql


@pytest.mark.parametrize("build", [build_small, build_hostile])
def test_every_key_that_a_row_refers_to_is_there(build) -> None:
    with open_sqlite(build()) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        referring = database.execute("PRAGMA foreign_key_list(steps)").fetchall()
    assert {row["table"] for row in referring} == {"lifelines", "documents", "mentions"}


def test_a_lifeline_is_one_join_away_from_its_quotes() -> None:
    sql = "SELECT s.quote FROM lifelines l JOIN steps s USING (entity) WHERE l.name = ? ORDER BY s.step"
    with open_sqlite(build_small()) as database:
        quotes = [row["quote"] for row in database.execute(sql, ["湘雅路过江通道"])]
    assert quotes[-1] == "湘雅路隧道建成通车，长沙机场改扩建。"
