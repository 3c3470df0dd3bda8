"""The word lists that lie beside the code, as plain text that anybody can read and mend."""

from pathlib import Path

_HERE = Path(__file__).parent


def text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def words(name: str) -> list[str]:
    return text(name).split()


def pairs(name: str) -> dict[str, str]:
    """Of a list of `key:value` pairs."""
    return dict(pair.split(":") for pair in words(name))
