"""What answering costs with 10,000 articles: time, memory and bytes, each measured in a process of its own.

Of several runs the least of each figure is told: whatever else the machine does only adds to it. Memory is the
process's own high-water mark (VmHWM, so on Linux alone): `getrusage` would count that of the process it came from.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.answering.data import read_rows

HERE = Path(__file__).resolve()
RUNS = 5

_MEMORY = """
def memory():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
"""
_BUILD = """
import sys, time
from pathlib import Path
from benchmarks.answering.data import read_articles
from frontdesk.domain.answering.index_builder import build_index
articles = read_articles(Path(sys.argv[1]))
begun = time.perf_counter()
packed = build_index(articles)
taken = time.perf_counter() - begun
Path(sys.argv[2]).write_bytes(packed)
print([taken, memory(), len(packed) / 1e6])
"""
_LOAD = """
import sys, time
begun = time.perf_counter()
from frontdesk.domain.answering.engine import AnswerEngine
from frontdesk.domain.answering.index import Index
with open(sys.argv[1], "rb") as file:
    engine = AnswerEngine(Index(file.read()))
loaded = time.perf_counter() - begun
questions, taken = sys.stdin.read().split("\\n"), []
for question in questions:
    begun = time.perf_counter()
    engine.answer(question)
    taken.append(time.perf_counter() - begun)
first, in_order = taken[0], sorted(taken)
print([loaded * 1e3, first * 1e3, in_order[len(in_order) // 2] * 1e3, in_order[len(in_order) * 95 // 100] * 1e3,
       memory()])
"""


def footprint_lines(data: Path) -> Iterator[str]:
    questions = "\n".join(row["q"] for row in read_rows(data / "scale_queries.jsonl"))
    with tempfile.TemporaryDirectory() as folder:
        packed = f"{folder}/index"
        build, build_memory, size = _run(_BUILD, str(data / "scale_kb_10k.jsonl"), packed)
        runs = [_run(_LOAD, packed, questions=questions) for _ in range(RUNS)]
    load, first, middle, late, memory = map(min, zip(*runs, strict=True))
    yield "\n| 10,000 articles | measured | target |\n|---|---|---|"
    yield f"| build | {build:.1f} s in {build_memory:.0f} MB | 15 s in 512 MB |"
    yield f"| index, compressed | {size:.2f} MB | 12 MB |"
    yield f"| import and load | {load:.0f} ms | 150 ms |"
    yield f"| first question | {first:.1f} ms | |"
    yield f"| question, median and 95th percentile | {middle:.1f} ms, {late:.1f} ms | 8 ms |"
    yield f"| memory of the answering process | {memory:.0f} MB | 80 MB |"


def _run(script: str, *arguments: str, questions: str = "") -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY + script, *arguments],
        cwd=HERE.parents[2],
        input=questions,
        capture_output=True,
        text=True,
        check=True,
    )
    measured: list[float] = json.loads(done.stdout)
    return measured
