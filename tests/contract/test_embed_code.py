"""The files that sites are told to load are those that the build makes under a fixed name."""

import re
from pathlib import Path

from frontdesk.entrypoints.embed_code import embed_code

BUILD = Path(__file__).parents[2] / "widget" / "vite.config.ts"


def test_every_file_that_the_code_names_is_one_that_the_build_makes() -> None:
    code = embed_code("token", "https://desk.example")
    named = re.findall(r"https://desk\.example/widget/([\w.-]+)", code.element + code.module)
    [entries] = re.findall(r"entry: \{([^}]*)\}", BUILD.read_text())
    built = {f"{name}.js" for name in re.findall(r"(\w+):", entries)}
    assert set(named) <= built
    assert len(named) == 2
