"""An article as a page of its own: no script, nothing from elsewhere but the article's pictures."""

import re
from base64 import b64encode
from datetime import datetime
from hashlib import sha256
from html import escape

from frontdesk.domain.article import Article
from frontdesk.domain.widget import Widget
from frontdesk.entrypoints.article_html import html_of

STYLE = """
:root {
  color-scheme: light dark;
  --ink: #1c1b22; --muted: #5b5967; --paper: #fff; --raised: #f6f5f9; --line: #dcdae4; --link: #3730a3;
  font: 1.0625rem/1.65 system-ui, sans-serif; color: var(--ink); background: var(--paper);
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #ecebf1; --muted: #a9a7b6; --paper: #17161c; --raised: #211f28; --line: #3a3845; --link: #a5b4fc; }
}
* { box-sizing: border-box; }
body { margin: 0; border-block-start: 6px solid var(--brand); min-height: 100vh; }
.skip { position: absolute; inset-inline-start: 1rem; inset-block-start: -4rem; padding: .5rem .75rem;
  background: var(--paper); }
.skip:focus { inset-block-start: 1rem; }
header, main { max-width: 44rem; margin: 0 auto; padding: 0 1.25rem; overflow-wrap: anywhere; }
main { padding-block-end: 4rem; }
header { padding-block: 1.5rem; color: var(--muted); font-weight: 600; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.2rem); line-height: 1.2; letter-spacing: -.015em; margin: .5rem 0 .75rem;
  text-wrap: balance; }
h2 { font-size: 1.35rem; } h3 { font-size: 1.15rem; } h4, h5, h6 { font-size: 1rem; }
h2, h3, h4, h5, h6 { line-height: 1.3; margin: 2em 0 .5em; }
.when { color: var(--muted); font-size: .9rem; margin: 0 0 2rem; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
img { max-width: 100%; height: auto; border-radius: 8px; }
code { font: .9em ui-monospace, monospace; background: var(--raised); padding: .1em .3em; border-radius: 4px; }
pre { background: var(--raised); padding: 1rem; border-radius: 8px; overflow-x: auto; }
pre code { padding: 0; background: none; }
blockquote { margin: 1.5rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--brand);
  color: var(--muted); }
table { display: block; border-collapse: collapse; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .4rem .75rem; text-align: start; overflow-wrap: break-word; }
th { background: var(--raised); }
hr { border: 0; border-block-start: 1px solid var(--line); margin: 2rem 0; }
@media print { body { border: 0; } .skip { display: none; } }
"""
PAGE = """<!doctype html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="description" content="{description}">
<title>{title} · {company}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#article">{skip}</a>
<header dir="auto">{company}</header>
<main id="article">
{main}
</main>
</body>
</html>
"""
ARTICLE = """<article>
<h1 dir="auto">{title}</h1>
<p class="when">{when}</p>
{html}
</article>"""
MISSING = "<h1>{title}</h1>\n<p>{text}</p>"
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
DEFAULT_COLOUR = "#4f46e5"
MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
}
WORDS = {
    "en": {
        "skip": "Skip to the article",
        "updated": "Updated on {}",
        "missing": "This article is not here",
        "why": "It may have been moved or withdrawn. The chat can help you further.",
    },
    "id": {
        "skip": "Langsung ke artikel",
        "updated": "Diperbarui pada {}",
        "missing": "Artikel ini tidak ada",
        "why": "Mungkin sudah dipindahkan atau ditarik. Obrolan kami siap membantu Anda.",
    },
}


def page_of(article: Article, widget: Widget) -> str:
    """Every word of it that people have chosen is escaped or sanitised."""
    language = _language(article.locale)
    day = f'<time datetime="{article.updated_at:%Y-%m-%d}">{_day(article.updated_at, language)}</time>'
    return _page(
        widget,
        lang=article.locale,
        title=article.title,
        description=article.excerpt,
        skip=WORDS[language]["skip"],
        main=ARTICLE.format(
            title=escape(article.title), when=WORDS[language]["updated"].format(day), html=html_of(article.body)
        ),
    )


def missing_page(widget: Widget) -> str:
    language = _language(str(widget.behaviour.get("locale", "en")))
    words = WORDS[language]
    return _page(
        widget,
        lang=language,
        title=words["missing"],
        description=words["why"],
        skip=words["skip"],
        main=MISSING.format(title=words["missing"], text=words["why"]),
    )


def policy_of(widget: Widget) -> str:
    """The page's Content-Security-Policy. Its one style is known by its fingerprint."""
    style = b64encode(sha256(_style(widget).encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; img-src https:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


def _page(widget: Widget, *, lang: str, title: str, description: str, skip: str, main: str) -> str:
    return PAGE.format(
        lang=escape(lang),
        direction="rtl" if lang.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr",
        title=escape(title),
        description=escape(description),
        company=escape(widget.name),
        style=_style(widget),
        skip=skip,
        main=main,
    )


def _style(widget: Widget) -> str:
    chosen = str(widget.appearance.get("primary_colour", ""))
    return f"{STYLE}:root {{ --brand: {chosen if COLOUR.fullmatch(chosen) else DEFAULT_COLOUR}; }}\n"


def _language(locale: str) -> str:
    language = locale.partition("-")[0].lower()
    return language if language in WORDS else "en"


def _day(moment: datetime, language: str) -> str:
    return f"{moment.day} {MONTHS[language][moment.month - 1]} {moment.year}"
