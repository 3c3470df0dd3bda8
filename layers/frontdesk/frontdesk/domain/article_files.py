"""Articles as files: Markdown with YAML front matter, one article each, and CSV, one article a row.

What is exported reads as what it came from. What is read is not checked here: `Read` carries what its author wrote, by
the names of an article's fields.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any

from frontdesk.domain.article import WRITTEN, Article
from frontdesk.domain.article_text import tidy

MARKDOWN_SUFFIXES = (".md", ".markdown")
CSV_SUFFIX = ".csv"
FENCE = "---"
FRONT_MATTER_LENGTH = 64_000
COLUMNS = ("title", "slug", "locale", "published", "tags", "examples", "body")
IN_FRONT = COLUMNS[:-1]
DELIMITERS = (",", ";", "\t")
# What a spreadsheet takes for a formula, and the sign that it takes for text.
FORMULAS = ("=", "+", "-", "@", "'")
AS_TEXT = "'"


class Unreadable(Exception):
    """The file as a whole is none that can be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Read:
    """One article as it was read. `place` is where: a file, or a row of one."""

    place: str
    values: Mapping[str, Any]


def read_file(name: str, text: str) -> list[Read]:
    """Raises Unreadable."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if name.lower().endswith(MARKDOWN_SUFFIXES):
        return [Read(name, _from_markdown(plain))]
    if name.lower().endswith(CSV_SUFFIX):
        return [Read(f"{name} row {number}", values) for number, values in _from_csv(plain)]
    raise Unreadable("Only files whose names end with .md, .markdown or .csv hold articles.")


def own_name(place: str) -> str:
    """What a file is called that holds this article alone, without its ending; empty for a row of a table."""
    name, dot, suffix = place.rpartition(".")
    return name if f"{dot}{suffix}".lower() in MARKDOWN_SUFFIXES else ""


def markdown_of(article: Article) -> str:
    import yaml  # noqa: PLC0415 - of all requests, only import and export need it

    front = {name: _plain(getattr(article, name)) for name in IN_FRONT}
    matter = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=float("inf"))
    return f"{FENCE}\n{matter}{FENCE}\n\n{article.body}\n"


def csv_of(articles: Iterable[Article]) -> str:
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for article in articles:
        writer.writerow(_guarded(_cell(name, getattr(article, name))) for name in COLUMNS)
    return table.getvalue()


def _from_markdown(text: str) -> dict[str, Any]:
    import yaml  # noqa: PLC0415

    first, _, rest = text.partition("\n")
    matter, closing, body = f"\n{rest}".partition(f"\n{FENCE}")
    if first.rstrip() != FENCE or not closing or body.partition("\n")[0].strip():
        raise Unreadable("The file begins with front matter: a line of ---, lines such as `title: …`, a line of ---.")
    if len(matter) > FRONT_MATTER_LENGTH:
        raise Unreadable(f"Front matter has up to {FRONT_MATTER_LENGTH} characters.")
    try:
        # This loader makes texts, lists and maps, and nothing else.
        front = yaml.load(matter, Loader=yaml.BaseLoader) or {}  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Unreadable(f"Line {line} is no YAML: {error.problem}.") from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise Unreadable("The front matter is no YAML.") from None
    if not isinstance(front, dict):
        raise Unreadable("Front matter is lines such as `title: …`.")
    values = _given({str(name): _lines(name, value) for name, value in front.items()})
    return {**values, "body": tidy(body.partition("\n")[2])}


def _from_csv(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    rows = csv.reader(StringIO(text), strict=True, delimiter=_delimiter(text))
    try:
        header = [name.strip() for name in next(rows, [])]
        unknown = [name for name in header if name not in WRITTEN]
        if "title" not in header or unknown or len(set(header)) < len(header):
            raise Unreadable(f"The first row names the columns, each once; there are {', '.join(COLUMNS)}.")
        for number, row in enumerate(rows, start=2):
            if not any(row):
                continue
            if len(row) != len(header):
                raise Unreadable(f"Row {number} has {len(row)} cells; the first row has {len(header)}.")
            cells = dict(zip(header, map(_unguarded, row), strict=True))
            yield number, _given({name: _lines(name, cell) for name, cell in cells.items()})
    except csv.Error as error:
        raise Unreadable(f"Line {rows.line_num} is no CSV: {error}.") from None


def _delimiter(text: str) -> str:
    """Where a comma stands in numbers, spreadsheets put something else between cells; no column's name holds any."""
    head = text.partition("\n")[0]
    return max(DELIMITERS, key=head.count)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is left empty is not given, unless it may be empty: then it is."""
    may_be_empty = ("tags", "examples", "body")
    return {name: value for name, value in values.items() if value or name in may_be_empty}


def _lines(name: object, value: Any) -> Any:
    """Tags may be written on one line, with commas between; examples on one line each."""
    if not isinstance(value, str):
        return value
    match name:
        case "tags":
            return [tag.strip() for tag in value.replace("\n", ",").split(",") if tag.strip()]
        case "examples":
            return [line.strip() for line in value.split("\n") if line.strip()]
        case "published":
            return value.strip().lower()
        case "body":
            return tidy(value)
        case _:
            return value.strip()


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _cell(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return (", " if name == "tags" else "\n").join(value)
    return str(value)


def _guarded(cell: str) -> str:
    return f"{AS_TEXT}{cell}" if cell.startswith(FORMULAS) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(AS_TEXT) and cell[1:].startswith(FORMULAS) else cell
