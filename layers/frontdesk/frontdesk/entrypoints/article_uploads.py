"""What an import brings, and what an export gives: files of articles, alone, several in JSON, or in a zip."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from pydantic import ValidationError

from frontdesk.contract.article_models import ArticleFile, ImportArticles, ImportedArticle
from frontdesk.domain.article import Article
from frontdesk.domain.article_files import Unreadable, csv_of, markdown_of, read_file
from frontdesk.domain.errors import InvalidInput, InvalidParts, TooLarge
from frontdesk.entrypoints.errors import field_errors
from frontdesk.use_cases.import_articles import Arrival

# A function is handed six megabytes at most, and hands back as many; a zip is a third longer on the way.
FILES_BYTES = 4 * 1024 * 1024
# What the routes take within the time of one request.
MOST_ARTICLES = 250
JSON, MARKDOWN, CSV, ZIP = "application/json", "text/markdown", "text/csv", "application/zip"
MEDIA_TYPES = (JSON, MARKDOWN, CSV, ZIP)
SHOWN_FAULTS = 50
# Beside a zip's own entries, what archivers put in.
CLUTTER = ("__MACOSX/", ".")


def arrivals_of(media_type: str, body: bytes) -> list[Arrival]:
    """Every article that a request brings. Raises InvalidInput, InvalidParts, TooLarge."""
    return arrivals_in(_files(media_type.partition(";")[0].strip().lower(), body))


def arrivals_in(files: Iterable[ArticleFile]) -> list[Arrival]:
    """Every article of every file. Raises InvalidParts, naming each file, row and field at fault; TooLarge."""
    arrivals: list[Arrival] = []
    faults: list[tuple[str, str]] = []
    for file in files:
        try:
            read = read_file(file.name, file.content)
        except Unreadable as reason:
            faults.append((file.name, str(reason)))
            continue
        for one in read:
            try:
                arrivals.append(Arrival(one.place, ImportedArticle.model_validate(one.values).changes()))
            except ValidationError as error:
                faults += [(f"{one.place}: {fault.field}", fault.message) for fault in field_errors(error.errors())]
    if faults:
        raise InvalidParts(faults[:SHOWN_FAULTS])
    if len(arrivals) > MOST_ARTICLES:
        raise TooLarge(f"One import takes up to {MOST_ARTICLES} articles; these are {len(arrivals)}.")
    return arrivals


def zip_of(articles: Iterable[Article]) -> bytes:
    """A Markdown file for each. Raises TooLarge."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for article in articles:
            moment = article.updated_at
            entry = ZipInfo(f"{article.slug}.md", (max(moment.year, 1980), *moment.timetuple()[1:6]))
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, markdown_of(article))
            _check_size(packed.tell())
    return packed.getvalue()


def table_of(articles: Iterable[Article]) -> bytes:
    """Raises TooLarge."""
    written = csv_of(_counted(articles)).encode()
    _check_size(len(written))
    return written


def _counted(articles: Iterable[Article]) -> Iterator[Article]:
    """So that no more is read than can be given out."""
    size = 0
    for article in articles:
        size += len(article.body.encode())
        _check_size(size)
        yield article


def _files(media_type: str, body: bytes) -> Iterable[ArticleFile]:
    match media_type:
        case "text/markdown":
            return [ArticleFile(name="article.md", content=_text("article.md", body))]
        case "text/csv":
            return [ArticleFile(name="articles.csv", content=_text("articles.csv", body))]
        case "application/zip":
            return _unpacked(body)
        case "application/json":
            return _listed(body)
        case _:
            raise InvalidInput("Content-Type", f"An import is one of {', '.join(MEDIA_TYPES)}.")


def _listed(body: bytes) -> Iterable[ArticleFile]:
    try:
        return ImportArticles.model_validate_json(body).files
    except ValidationError as error:
        faults = field_errors(error.errors())
        raise InvalidParts([(fault.field or "body", fault.message) for fault in faults[:SHOWN_FAULTS]]) from None


def _unpacked(body: bytes) -> Iterable[ArticleFile]:
    try:
        with ZipFile(BytesIO(body)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_clutter(entry.filename)]
            # What an entry says of its size binds: no more than that is read of it.
            _check_size(sum(entry.file_size for entry in entries))
            return [
                ArticleFile(name=entry.filename[-200:], content=_text(entry.filename, archive.read(entry)))
                for entry in entries
            ]
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InvalidInput("body", "This is no zip that can be read.") from error


def _is_clutter(name: str) -> bool:
    return name.startswith(CLUTTER) or name.rpartition("/")[2].startswith(".")


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(name, "This file is not in UTF-8.") from None


def _check_size(size: int) -> None:
    if size > FILES_BYTES:
        raise TooLarge(
            f"Files of articles hold up to {FILES_BYTES // 1024 // 1024} MB together: take them in parts, by tag, "
            "locale or published."
        )
