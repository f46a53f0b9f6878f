# SPDX-License-Identifier: GPL-3.0-or-later
"""The arrows between rooms: who may link whom, and that includes follow the links.

Words are what we say, Brains decide, Hands touch the world, Office runs the day: arrows go down or to Words,
never sideways between Hands, never up. A room's LINKS in its CMakeLists.txt are its arrows; a header may be
included only along them.
"""

import re
import sys
from pathlib import Path

from source import line_of, without_comments_and_strings
from tree import project_files, report

WORDS, BRAINS, HANDS, OFFICE = range(4)
LAYERS = {
    "base": WORDS, "api": WORDS,
    "meta": BRAINS, "pick": BRAINS, "policy": BRAINS, "stats": BRAINS, "delta": BRAINS, "trace": BRAINS,
    "wire": HANDS, "http": HANDS, "cloud": HANDS, "discover": HANDS, "store": HANDS, "update": HANDS,
    "engine": OFFICE, "transfer": OFFICE, "swarm": OFFICE, "service": OFFICE,
}
LAYER_NAMES = {WORDS: "Words", BRAINS: "Brains", HANDS: "Hands", OFFICE: "Office"}
UI_MAY_INCLUDE = {"api", "base"}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]', re.MULTILINE)
WIDGET_HEADER = re.compile(
    r"(?:.*/)?Q(?:tGui|tWidgets)(?:$|/)|Q(?:\w*Widget|Gui\w*|Application|Action|Bitmap|Brush|Clipboard|Color|Cursor"
    r"|DesktopServices|\w*Dialog|Font\w*|Icon|Image\w*|Key\w*|Label|\w*Layout|MainWindow|Menu\w*|MessageBox|Paint\w*"
    r"|Palette|Pen|Pixmap|Screen|\w*Style|Style\w*|SystemTrayIcon|\w*Button"
    r"|(?:AbstractItem|Column|Graphics|Header|List|Table|Tree)View|Window)$", re.ASCII)
KEYWORDS = {"SOURCES", "LINKS", "EXTERNAL", "PUBLIC", "PRIVATE", "INTERFACE"}


def may_link(room: str, other: str) -> bool:
    """Whether the layers allow it. Whether rooms of one layer form a cycle is another question."""
    mine, theirs = LAYERS[room], LAYERS[other]
    if mine == theirs == WORDS:
        return (room, other) == ("api", "base")
    if mine == theirs == HANDS:
        return False
    return theirs <= mine


def links_of(text: str) -> list[tuple[str, int]]:
    """Rooms named after LINKS, or as freshet_ROOM in target_link_libraries, with their lines."""
    text = re.sub(r"#[^\n]*", lambda match: " " * len(match.group(0)), text)
    links = []
    for call in re.finditer(r"(\w+)\s*\(([^()]*)\)", text):
        section = ""
        for word in re.finditer(r"[^\s]+", call.group(2)):
            name = word.group(0)
            if name in KEYWORDS:
                section = name
                continue
            linked = section == "LINKS" or call.group(1) == "target_link_libraries" or name.startswith("freshet_")
            room = name.removeprefix("freshet_")
            if linked and room in LAYERS and word.start() > 0:
                links.append((room, line_of(text, call.start(2) + word.start())))
    return links


def closure(room: str, links: dict[str, set[str]]) -> set[str]:
    reached, waiting = set(), [room]
    while waiting:
        for other in links.get(waiting.pop(), ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached


class Tree:
    def __init__(self, root: Path):
        self.root = root
        self.files = project_files(root)
        self.findings: list[tuple[Path, int, str]] = []
        self.links: dict[str, set[str]] = {}

    def text(self, path: Path) -> str:
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    def found(self, path: Path, line: int, message: str) -> None:
        self.findings.append((path, line, message))

    def check(self) -> list[tuple[Path, int, str]]:
        lists = [path for path in self.files if path.name == "CMakeLists.txt" and len(path.parts) == 3
                 and path.parts[0] == "core"]
        for path in lists:
            self.read_room(path)
        for path in lists:
            room = path.parts[1]
            if room in closure(room, self.links):
                self.found(path, 1, f"{room} reaches itself through its LINKS: rooms must not form a cycle")
        for path in self.files:
            if path.suffix in {".h", ".cpp"} and path.parts[0] in {"core", "app", "ui"}:
                self.check_includes(path)
        return sorted(self.findings)

    def read_room(self, path: Path) -> None:
        room = path.parts[1]
        text = self.text(path)
        self.links[room] = set()
        if room not in LAYERS:
            self.found(path, 1, f"{room} is no room of any layer: give it one in .dev/lint/arrows.py")
            return
        for other, line in links_of(text):
            if other == room:
                continue
            self.links[room].add(other)
            if not may_link(room, other):
                self.found(path, line, f"{room} ({LAYER_NAMES[LAYERS[room]]}) must not link {other} "
                                       f"({LAYER_NAMES[LAYERS[other]]}): arrows go down or to Words")
        for match in re.finditer(r"Qt6?::(?:Gui|Widgets)\b", re.sub(r"#[^\n]*", "", text)):
            self.found(path, line_of(text, match.start()), f"core links no {match.group(0)}")

    def allowed_from(self, path: Path) -> set[str]:
        """Rooms whose headers this source may include."""
        top = path.parts[0]
        if top == "ui":
            return UI_MAY_INCLUDE
        if top == "core":
            room = path.parts[1] if len(path.parts) > 2 else ""
            return closure(room, self.links) | {room}
        allowed: set[str] = set()
        for directory in path.parents:  # app/ctl, then app
            cmake = directory / "CMakeLists.txt"
            if cmake in self.files and cmake.parent != Path("."):
                for room, _ in links_of(self.text(cmake)):
                    allowed |= {room} | closure(room, self.links)
        return allowed

    def check_includes(self, path: Path) -> None:
        text = without_comments_and_strings(self.text(path))
        allowed = self.allowed_from(path)
        top = path.parts[0]
        for match in INCLUDE.finditer(text):
            header, line = match.group(1), line_of(text, match.start(1))
            parts = header.split("/")
            if ".." in parts:
                self.found(path, line, f"{header}: include from the top of the tree, not along ..")
            elif parts[0] == "core" and len(parts) > 2 and parts[1] not in allowed:
                reason = "ui knows core/api and core/base only" if top == "ui" else "it is not among the LINKS"
                self.found(path, line, f"{header} is out of reach: {reason}")
            elif (top == "core" and parts[0] in {"ui", "app"}) or (top == "ui" and parts[0] == "app"):
                self.found(path, line, f"{header}: {top} knows nothing of {parts[0]}")
            elif top == "core" and WIDGET_HEADER.match(header):
                self.found(path, line, f"{header}: core uses neither QtGui nor QtWidgets")


if __name__ == "__main__":
    sys.exit(report(Tree(Path(sys.argv[1])).check()))
