"""The long campaign: `python -m tests.reliability.simulation --runs 10000`."""

import sys
from argparse import ArgumentParser
from os import cpu_count

from tests.reliability.simulation.campaign import run_campaign


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.reliability.simulation", description=__doc__)
    parser.add_argument("--runs", type=int, default=1000, help="how many seeds (default: %(default)s)")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="the first seed (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=cpu_count() or 1, help="default: one per core")
    options = parser.parse_args()
    campaign = run_campaign(range(options.first, options.first + options.runs), options.processes)
    sys.stdout.write("".join(f"{line}\n" for line in campaign.lines()))
    return 1 if campaign.broken or campaign.faults_that_never_struck else 0


if __name__ == "__main__":
    sys.exit(main())
