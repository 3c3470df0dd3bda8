"""Takes the pictures that the documents show, of the real thing: `python -m docs.pictures`.

Starts a stack of its own, plays a morning of several visitors and agents on it, and photographs every screen. That
takes some minutes, since visitors wait for real; `--pace 0.1` lets them wait a tenth of it, to try something out.
"""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from playwright.sync_api import sync_playwright

from docs.pictures.camera import Camera
from docs.pictures.gallery import Gallery
from docs.pictures.scene import Scene
from local.testing import running_stack
from tests.e2e.browsers import launch

HERE = Path(__file__).parent


def main() -> None:
    options = ArgumentParser(prog="python -m docs.pictures", description="Take the pictures of the documents.")
    options.add_argument("--pace", type=float, default=1.0, help="how much of the waiting is waited")
    options.add_argument("--into", type=Path, default=HERE, help="the folder that they go to")
    chosen = options.parse_args()
    with (
        TemporaryDirectory() as folder,
        running_stack(Path(folder) / "data", ["--no-reload"]) as stack,
        sync_playwright() as playwright,
        launch(playwright) as browser,
        httpx.Client(timeout=30) as http,
    ):
        scene = Scene(stack, http, chosen.pace)
        Gallery(browser, stack, scene, Camera(browser, chosen.into)).fill()


if __name__ == "__main__":
    main()
