"""What of an article is shown where it answers a question."""

import re
from collections.abc import Sequence

from frontdesk.domain.answering.article import Field, sentences_of
from frontdesk.domain.article import Article
from frontdesk.domain.article_reading import Block, Kind, cut, plain_text
from frontdesk.domain.article_text import one_line, without_markup

LENGTH = 400

# What is left of a link whose address has been taken out of a passage.
_OPEN_LINK = re.compile(r"!?\[|(?<![ \t])[ \t]+(?=[.,;:!?](?:\s|$))")


def matched_text(article: Article, passage: int) -> str:
    """The passage of that number. An article that was rewritten since is known by its title."""
    passages = article.for_answering().passages()
    if passage >= len(passages):
        return article.title
    found = passages[passage]
    told = _plain(found.text)
    # A heading is nothing but markup to an excerpt.
    return (one_line(without_markup(told)) or told) if found.field is Field.BODY else told


def passage_to_show(article: Article, passage: int) -> str:
    """The whole body where it is read at a glance. Otherwise as much as is of the section that the passage is of, or
    from the beginning where the passage is not of the body."""
    blocks = Block.all_of(article.body)
    whole = plain_text(blocks, LENGTH)
    if len(whole) <= LENGTH:
        return whole or article.title
    return cut(plain_text(_around(article, passage, blocks), LENGTH) or whole, LENGTH)


def _around(article: Article, passage: int, blocks: Sequence[Block]) -> list[Block]:
    """The blocks from the one on that the passage is of, to the end of its section."""
    passages = article.for_answering().passages()
    if passage >= len(passages) or passages[passage].field is not Field.BODY:
        return []
    # The title comes before the body's.
    number = passage - 1
    for place, block in enumerate(blocks):
        sentences = sentences_of(block.text)
        if number < len(sentences):
            return _section(blocks, place, number)
        number -= len(sentences)
    return []


def _section(blocks: Sequence[Block], place: int, number: int) -> list[Block]:
    """From where the reader has to begin to understand the sentence of that number in the block."""
    start, end = place, place
    while start and (blocks[start - 1].leads_in or blocks[start - 1].kind is blocks[start].kind is Kind.LIST):
        start -= 1
    while end < len(blocks) and blocks[end].kind is Kind.HEADING:
        end += 1
    while end < len(blocks) and blocks[end].kind is not Kind.HEADING:
        end += 1
    before = plain_text(blocks[start:place], LENGTH)
    if len(before) + sum(map(len, sentences_of(blocks[place].text)[: number + 1])) <= LENGTH:
        return list(blocks[start:end])
    return [_rest(blocks[place], number), *blocks[place + 1 : end]]


def _rest(block: Block, number: int) -> Block:
    """Of a list or table, from the line on that the sentence is of."""
    if not block.has_lines:
        return Block(block.kind, _plain(" ".join(sentences_of(block.text)[number:])))
    lines = block.text.splitlines()
    while lines and number >= len(sentences_of(lines[0])):
        number -= len(sentences_of(lines.pop(0)))
    return Block(block.kind, "\n".join(lines))


def _plain(text: str) -> str:
    return _OPEN_LINK.sub("", text)
