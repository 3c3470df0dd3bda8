"""What a cold start of each function costs before its first event.

Processor time of importing `handler.py` with its clients made, in a process of its own; the least of several runs.
The baseline is the same function when it imports at its start what it now imports when it is first needed.
"""

import os
import resource
import subprocess
import sys
from dataclasses import dataclass

from tests.contract.deployed import environment
from tests.contract.sam_template import PROJECT, REGION, functions

RUNS = 7
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "x",
    "AWS_SECRET_ACCESS_KEY": "x",
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
}
# Each with what it is first needed for.
NEEDED_LATER = (
    "frontdesk.adapters.warm_engine",  # a question
    "email_validator",  # a workflow that asks for an address
    "markdown_it, nh3",  # an article that is shown
    "yaml",  # articles from files
)


@dataclass(frozen=True, slots=True)
class Cost:
    milliseconds: float
    modules: int


def cost(function: str, *later: str) -> Cost:
    """Of a start that also imports `later`."""
    code = "import handler\n" + "".join(f"import {names}\n" for names in later) + "import sys; print(len(sys.modules))"
    runs = [_run(function, code) for _ in range(RUNS)]
    return min(runs, key=lambda run: run.milliseconds)


def _run(function: str, code: str) -> Cost:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT / functions()[function]["CodeUri"],
        env={"PATH": os.environ["PATH"], **CREDENTIALS, **environment(function)},
        capture_output=True,
        text=True,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(spent * 1000, int(answer.stdout.split()[-1]))


def main() -> None:
    print(f"processor time of a cold start, the least of {RUNS} runs, Python {sys.version.split()[0]}\n")
    print(f"{'function':<22}{'modules':>8}{'ms':>8}{'all at once':>13}{'ratio':>8}")
    for function in sorted(functions()):
        now, eager = cost(function), cost(function, *NEEDED_LATER)
        ratio = now.milliseconds / eager.milliseconds
        print(
            f"{function:<22}{now.modules:>8}{now.milliseconds:>8.0f}{eager.milliseconds:>13.0f}{ratio:>8.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
