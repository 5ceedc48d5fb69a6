"""What a reader may ask of a page: a narrow window, wider spacing, larger letters; and what then goes wrong."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Page

from tests.browser.windows import styled, tell


class Need(NamedTuple):
    """What a reader asks for: a width in CSS pixels, a sheet of their own, and the size of ordinary text in pixels."""

    name: str
    width: int
    sheet: str = ""
    size: int = 16

    def __str__(self) -> str:
        return self.name

    @property
    def ordinary(self) -> bool:
        """Whether only the width is asked for."""
        return not self.sheet and self.size == 16


#: The four measures of WCAG 2.2, 1.4.12. `*` does not reach what a sheet inserts before or after, so that is named.
SPACED = (
    "*, ::before, ::after { line-height: 1.5 !important; letter-spacing: .12em !important;"
    " word-spacing: .16em !important } p { margin-bottom: 2em !important }"
)
DOUBLED = "html { font-size: 200% !important }"
#: 320 px is also what a window of 1280 px leaves at 400 % (1.4.10). Letters are doubled in two ways: by the browser's
#: own setting, which widths in em follow, and by a sheet, which they do not.
NEEDS = [
    Need("1280 px", 1280),
    Need("spaced", 1280, SPACED),
    Need("200 % by a sheet", 1280, DOUBLED),
    Need("200 % by the browser", 1280, size=32),
    Need("1120 px", 1120),  # the narrowest that shows the drawing of both editions
    Need("640 px and 200 % by a sheet", 640, DOUBLED),
    Need("320 px", 320),
    Need("320 px and spaced", 320, SPACED),
    Need("320 px and 200 % by a sheet", 320, DOUBLED),
    Need("320 px and 200 % by the browser", 320, size=32),
]


class Reader:
    """A reader before an open page, whose sheet no policy of the page governs."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._session = styled(page)
        frame = self._session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self._sheet = self._session.send("CSS.createStyleSheet", {"frameId": frame})["styleSheetId"]
        self._worn = ""

    def asks(self, need: Need) -> None:
        """The page as this reader wants it; to ask for what there is has the page laid out anew too."""
        self.wears(need.sheet)
        tell(self.page, "Page.setFontSizes", fontSizes={"standard": need.size, "fixed": need.size})
        size = {"width": need.width, "height": 256 if need.width == 320 else 900}
        if self.page.viewport_size != size:
            self.page.set_viewport_size(size)  # type: ignore[arg-type] - a TypedDict of just these

    def wears(self, sheet: str) -> None:
        """The page under a sheet of the reader's own, and under no other of theirs."""
        if sheet != self._worn:
            self._session.send("CSS.setStyleSheetText", {"styleSheetId": self._sheet, "text": sheet})
            self._worn = sheet
