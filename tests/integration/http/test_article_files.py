"""Articles that come from files, and go into files."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from tests.integration.http.api import Api, both_ways
from tests.integration.http.client import AGENT, VISITOR, Answer

PATH = f"{AGENT}/articles"
RETURNS = (
    "---\ntitle: Returns\ntags: [orders]\nexamples: ['Can I send it back?']\npublished: true\n---\n\nSend it *back*.\n"
)
HOURS = "---\ntitle: Jam buka\nlocale: id\n---\nSetiap hari.\n"


def bring(api: Api, content: bytes, media_type: str) -> Answer:
    return api.ask("POST", f"{PATH}/import", raw=content, media_type=media_type, token=api.agent())


def bring_files(api: Api, **files: str) -> Answer:
    body = {"files": [{"name": name.replace("_", "."), "content": content} for name, content in files.items()]}
    return api.ask("POST", f"{PATH}/import", body, token=api.agent())


def export(api: Api, **query: Any) -> Answer:
    given = api.ask("GET", f"{PATH}/export", token=api.agent(), **query)
    assert given.status == 200
    return given


def slugs(api: Api) -> list[str]:
    return sorted(item["slug"] for item in api.ask("GET", PATH, token=api.agent()).json["items"])


def packed(**files: str | bytes) -> bytes:
    archive = BytesIO()
    with ZipFile(archive, "w") as written:
        for name, content in files.items():
            written.writestr(name.replace("_", "."), content)
    return archive.getvalue()


def test_files_become_articles_and_change_them(api: Api) -> None:
    assert bring_files(api, returns_md=RETURNS, hours_md=HOURS).json == {"created": 2, "updated": 0, "unchanged": 0}
    assert slugs(api) == ["jam-buka", "returns"]
    changed = HOURS.replace("Setiap", "Tiap")
    assert bring_files(api, returns_md=RETURNS, hours_md=changed).json == {"created": 0, "updated": 1, "unchanged": 1}
    assert api.ask("GET", f"{VISITOR}/articles/returns").json["html"] == "<p>Send it <em>back</em>.</p>\n"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (RETURNS.encode(), "text/markdown; charset=utf-8"),
        (b'\xef\xbb\xbftitle,tags,published,body\r\nReturns,"orders, new",yes,Send it back.\r\n', "text/csv"),
    ],
)
def test_one_file_may_come_as_it_is(api: Api, content: bytes, media_type: str) -> None:
    assert bring(api, content, media_type).json == {"created": 1, "updated": 0, "unchanged": 0}
    assert slugs(api) == ["returns"]


@both_ways
@pytest.mark.parametrize(("format", "media_type"), [("markdown", "application/zip"), ("csv", "text/csv")])
def test_what_is_exported_can_be_imported_and_is_the_same(api: Api, format: str, media_type: str) -> None:
    bring_files(api, returns_md=RETURNS, hours_md=HOURS)
    given = export(api, format=format)
    assert given.headers["content-type"].startswith(media_type)
    assert given.headers["content-disposition"].startswith('attachment; filename="articles.')
    assert bring(api, given.content, media_type).json == {"created": 0, "updated": 0, "unchanged": 2}
    for item in api.ask("GET", PATH, token=api.agent()).json["items"]:
        assert api.ask("DELETE", f"{PATH}/{item['id']}", token=api.agent()).status == 204
    assert bring(api, given.content, media_type).json == {"created": 2, "updated": 0, "unchanged": 0}
    again = export(api, format=format)
    assert sorted(contents(again.content, format)) == sorted(contents(given.content, format))


def contents(file: bytes, format: str) -> list[str]:
    if format == "csv":
        return file.decode().splitlines()
    with ZipFile(BytesIO(file)) as archive:
        return [archive.read(name).decode() for name in archive.namelist()]


def test_an_export_may_be_a_part(api: Api) -> None:
    bring_files(api, returns_md=RETURNS, hours_md=HOURS)
    for query in ({"tag": "orders"}, {"locale": "en"}, {"published": True}):
        with ZipFile(BytesIO(export(api, **query).content)) as archive:
            assert archive.namelist() == ["returns.md"]


def test_every_fault_of_every_file_is_named_and_nothing_is_written(api: Api) -> None:
    table = "title,slug,published\nGood,good,true\n,bad slug,maybe\n"
    refused = bring_files(
        api, returns_md=RETURNS, none_md="No front matter", odd_md="---\ntitle: A\ncolour: red\n---\n", more_csv=table
    )
    assert refused.problem == (422, "invalid_request")
    assert refused.fields == [
        "none.md",
        "odd.md: colour",
        "more.csv row 3: title",
        "more.csv row 3: slug",
        "more.csv row 3: published",
    ]
    assert slugs(api) == []


def test_two_articles_of_one_slug_are_refused(api: Api) -> None:
    refused = bring_files(api, a_md=RETURNS, b_md=RETURNS)
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), ["b.md: slug"])
    assert slugs(api) == []


@pytest.mark.parametrize(
    ("content", "media_type", "field"),
    [
        (b"<p>", "text/html", "Content-Type"),
        (b"", "", "Content-Type"),
        (b"\xff\xfe", "text/csv", "articles.csv"),
        (b"{", "application/json", "body"),
        (b"{}", "application/json", "files"),
        (b'{"files": [{"name": "a.md"}]}', "application/json", "files.0.content"),
        (b"PK no zip", "application/zip", "body"),
        (packed(a_html="<p>"), "application/zip", "a.html"),
        (packed(a_md=b"\xff"), "application/zip", "a.md"),
    ],
)
def test_what_cannot_be_read_says_which_part(api: Api, content: bytes, media_type: str, field: str) -> None:
    refused = bring(api, content, media_type)
    assert (refused.problem, refused.fields) == ((422, "invalid_request"), [field])


def test_what_archivers_put_beside_files_is_passed_over(api: Api) -> None:
    archive = BytesIO()
    with ZipFile(archive, "w") as written:
        for name in ("__MACOSX/._returns.md", "help/.DS_Store", "help/returns.md", "help/"):
            written.writestr(name, RETURNS if name == "help/returns.md" else "")
    assert bring(api, archive.getvalue(), "application/zip").json["created"] == 1


def test_an_import_may_be_larger_than_other_bodies_and_has_a_limit(api: Api) -> None:
    rows = "".join(f"Title {number},{'x' * 40_000}\n" for number in range(2))
    assert bring(api, f"title,body\n{rows}".encode(), "text/csv").json["created"] == 2
    assert bring(api, b"x" * (4 * 1024 * 1024 + 1), "text/csv").problem == (413, "too_large")
    many = "".join(f"Title {number}\n" for number in range(251))
    assert bring(api, f"title\n{many}".encode(), "text/csv").problem == (413, "too_large")
    bomb = BytesIO()
    with ZipFile(bomb, "w", compression=8) as archive:
        archive.writestr("a.md", "x" * (5 * 1024 * 1024))
    assert bring(api, bomb.getvalue(), "application/zip").problem == (413, "too_large")


def test_an_export_that_would_be_too_large_says_how_to_take_it_in_parts(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_files(api, returns_md=RETURNS)
    monkeypatch.setattr("frontdesk.entrypoints.article_uploads.FILES_BYTES", 10)
    for format in ("markdown", "csv"):
        refused = api.ask("GET", f"{PATH}/export", token=api.agent(), format=format)
        assert refused.problem == (413, "too_large")
        assert "by tag, locale or published" in refused.json["detail"]
