"""How the steps of a workflow hang together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from frontdesk.domain.workflow.steps import Ask, Asking, Branch, Choose, Say, Step, Workflow


def exits(step: Step) -> Iterator[tuple[str, str]]:
    """Where the step may lead, each with the field that says so."""
    if isinstance(step, (Say, Ask)):
        yield "next", step.next
    elif isinstance(step, Choose):
        yield from ((f"choices/{index}/next", option.next) for index, option in enumerate(step.options))
    elif isinstance(step, Branch):
        yield from ((f"cases/{index}/next", case.next) for index, case in enumerate(step.cases))
        yield "otherwise", step.otherwise


def unreached(workflow: Workflow) -> Sequence[str]:
    reached = _spread([workflow.start], _ways(workflow))
    return [own_id for own_id in workflow.steps if own_id not in reached]


def stuck(workflow: Workflow) -> Sequence[str]:
    """The steps from which the workflow cannot end."""
    ways = _ways(workflow)
    back: dict[str, list[str]] = {own_id: [] for own_id in ways}
    for own_id, following in ways.items():
        for one in following:
            back[one].append(own_id)
    able = _spread([own_id for own_id, following in ways.items() if not following], back)
    return [own_id for own_id in ways if own_id not in able]


def way_round(workflow: Workflow) -> Sequence[str]:
    """Steps that lead from one to the next and back to the first without a question, if there are any."""
    silent = {
        own_id: following
        for own_id, following in _ways(workflow).items()
        if not isinstance(workflow.steps[own_id], Asking)
    }
    harmless: set[str] = set()
    circles = (_circle(first, [], silent, harmless) for first in silent)
    return next(filter(None, circles), [])


def _circle(at: str, path: list[str], silent: Mapping[str, Sequence[str]], harmless: set[str]) -> Sequence[str]:
    if at in path:
        return path[path.index(at) :]
    if at in harmless or at not in silent:
        return []
    further = (_circle(following, [*path, at], silent, harmless) for following in silent[at])
    found = next(filter(None, further), [])
    harmless.add(at)
    return found


def _ways(workflow: Workflow) -> Mapping[str, Sequence[str]]:
    return {own_id: [following for _, following in exits(step)] for own_id, step in workflow.steps.items()}


def _spread(beginnings: Iterable[str], ways: Mapping[str, Sequence[str]]) -> set[str]:
    """Whatever can be come to."""
    reached: set[str] = set()
    ahead = list(beginnings)
    while ahead:
        at = ahead.pop()
        if at not in reached:
            reached.add(at)
            ahead.extend(ways[at])
    return reached
