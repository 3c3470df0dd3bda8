"""`python -m local`: Frontdesk on this machine. `--template` runs any other SAM template instead."""

import argparse
import json
import os
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from local.config import Page, StackConfig
from local.demo import AGENTS, PASSWORD, PUSH_SERVICES, SENDER, WIDGET_TOKEN
from local.errors import StackError
from local.supervisor import run

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "template.yaml"
DATA = ROOT / ".local"
TOOLS = ROOT / ".tools"
PORTS_FILE = "ports.json"
"""In the data folder, once the stack is ready: which door is where."""
# What receives webhooks is on this machine too, and whoever tries one out does not want to wait.
WEBHOOKS = {
    "FRONTDESK_WEBHOOK_LOCAL": "on",
    "FRONTDESK_WEBHOOK_SECONDS": "0.5",
    "FRONTDESK_WEBHOOK_RETRY_SECONDS": "1",
}


def main(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    config = _config(options)
    try:
        run(config, options.reset, lambda ports: _announce(config, ports))
    except StackError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    parser.add_argument("--template", type=Path, default=TEMPLATE, help="the SAM template (default: Frontdesk's)")
    parser.add_argument("--parameter", action="append", default=[], metavar="NAME=VALUE", help="a template parameter")
    parser.add_argument("--data", type=Path, default=DATA, help="where data is kept (default: .local)")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "3000")), help="the first port")
    parser.add_argument("--free-ports", action="store_true", help="let the system choose the ports")
    parser.add_argument("--reset", action="store_true", default=os.environ.get("RESET") == "1", help="start afresh")
    parser.add_argument("--faults", action="store_true", help="allow tests to inject faults")
    parser.add_argument("--time-scale", type=float, default=1.0, help="run schedules and limits this much faster")
    parser.add_argument("--no-reload", action="store_true", help="do not watch the code for changes")
    return parser


def _config(options: argparse.Namespace) -> StackConfig:
    common = StackConfig(
        name="local",
        template=options.template,
        data=options.data.resolve(),
        tools=TOOLS,
        parameters=dict(item.split("=", 1) for item in options.parameter),
        first_port=None if options.free_ports else options.port,
        time_scale=options.time_scale,
        faults=options.faults,
        hot_reload=not options.no_reload,
    )
    return _with_frontdesk(common) if options.template == TEMPLATE else common


def _with_frontdesk(common: StackConfig) -> StackConfig:
    os.environ |= {**WEBHOOKS, **os.environ}
    return common.model_copy(
        update={
            "name": "frontdesk",
            "bucket_folders": {"SiteBucket": {"": ROOT / "dashboard" / "dist", "widget/": ROOT / "widget" / "dist"}},
            "pages": {"demo": Page(folder=ROOT / "local" / "demo_site", values={"WIDGET_TOKEN": WIDGET_TOKEN})},
            "prepare": "local.seed:seed",
            # Who changes an article here wants to see at once what comes of it.
            "parameters": {"PushServices": PUSH_SERVICES, "SenderEmail": SENDER, "KnowledgeSeconds": "0.5"}
            | common.parameters,
        }
    )


def _announce(config: StackConfig, ports: dict[str, int]) -> None:
    ports_file = config.data / PORTS_FILE
    first_time = not ports_file.exists()
    # Whole from the moment that it is there: others wait for it.
    written = ports_file.with_suffix(".new")
    written.write_text(json.dumps(ports))
    written.replace(ports_file)
    lines = [f"{door:<14} http://localhost:{port}" for door, port in ports.items()]
    if config.template == TEMPLATE:
        lines = [
            f"Demo shop with the widget   http://localhost:{ports['demo']}",
            f"Dashboard                   http://localhost:{ports['Site']}",
            "",
            *(f"Sign in as {agent.email:<18} ({agent.role}), password {PASSWORD}" for agent in AGENTS),
        ]
        if first_time and _somebody_watches():
            webbrowser.open(f"http://localhost:{ports['demo']}")
    _box([*lines, "", "Ctrl-C ends everything · RESET=1 starts afresh"])


def _somebody_watches() -> bool:
    """A person at a terminal, with a screen for a browser."""
    has_screen = sys.platform == "darwin" or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    return sys.stdout.isatty() and has_screen and "CI" not in os.environ


def _box(lines: list[str]) -> None:
    width = max(len(line) for line in lines)
    print(f"\n┌{'─' * (width + 4)}┐")
    for line in lines:
        print(f"│  {line:<{width}}  │")
    print(f"└{'─' * (width + 4)}┘\n", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
