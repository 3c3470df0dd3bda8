"""Photographs pages, and keeps the pictures small."""

from base64 import b64decode, b64encode
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

STILL_LOADING = '[class*="skeleton"], [role="status"]:has-text("Loading")'
LARGEST_BYTES = 150_000
QUALITIES = (0.92, 0.86, 0.8, 0.72)
AS_WEBP = """async ([png, quality]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/webp", quality });
  const reader = new FileReader();
  await new Promise((done) => { reader.onload = done; reader.readAsDataURL(blob); });
  return reader.result.split(",")[1];
}"""


class PictureTooLarge(Exception):
    """A picture does not fit, even at the lowest quality."""


class Camera:
    """Takes what a page shows into a folder. A browser writes WebP itself, so nothing else is needed for it."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._darkroom = browser.new_page()
        self._folder = folder

    def take(self, page: Page, name: str) -> bytes:
        """The picture as it was taken, once everything is there; what is kept is smaller."""
        expect(page.locator(STILL_LOADING)).to_have_count(0)
        page.mouse.move(0, 0)
        picture = page.screenshot(animations="disabled", caret="hide")
        self.keep(picture, name)
        return picture

    def keep(self, picture: bytes, name: str) -> None:
        for quality in QUALITIES:
            found = b64decode(self._darkroom.evaluate(AS_WEBP, [b64encode(picture).decode(), quality]))
            if len(found) <= LARGEST_BYTES:
                (self._folder / f"{name}.webp").write_bytes(found)
                return
        raise PictureTooLarge(name)
