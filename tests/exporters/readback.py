"""Reads the words back from each format, by other means than those that wrote them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import docx
import pikepdf
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

_BLOCKS = {
    "p",
    "li",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "br",
    "title",
    "blockquote",
    "tr",
}


class Page(HTMLParser):
    """An HTML page: its elements in order, and the text of its body."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.text = ""
        self._in_body = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        self._in_body = self._in_body or tag == "body"
        if tag in _BLOCKS:
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        if self._in_body:
            self.text += data


def words_of_html(page: bytes) -> list[str]:
    """What a browser shows."""
    return Page(page.decode()).text.split()


def words_of_markdown(file: bytes) -> list[str]:
    """What a CommonMark reader with tables shows: an independent one, raw HTML switched on."""
    rendered = MarkdownIt("commonmark").enable("table").render(file.decode())
    return Page(f"<body>{rendered}").text.split()


def words_of_docx(file: bytes) -> list[str]:
    """What Word shows, bullets and numbers apart."""
    word = docx.Document(BytesIO(file))
    paragraphs = word.element.body.iter(qn("w:p"))
    return [found for paragraph in paragraphs for found in _paragraph_text(paragraph).split()]


def _paragraph_text(paragraph: Any) -> str:
    pieces: list[str] = []
    for node in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
        pieces.append(node.text if node.tag == qn("w:t") else "\n")
    return "".join(pieces)


class Tagged:
    """A PDF as a screen reader meets it: `leaves` are (path of structure types, text) in reading order."""

    def __init__(self, file: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(file))
        self.untagged = ""  # what is drawn outside the structure and not marked as decoration
        self._marked: dict[tuple[tuple[int, int], int], list[tuple[float, str]]] = {}
        for page in self.pdf.pages:
            self._read(page)
        self.leaves = list(self._walk(self.pdf.Root.StructTreeRoot, (), None))
        self.types = list(self._types(self.pdf.Root.StructTreeRoot))

    def words(self) -> list[str]:
        """The words of the structure, list marks apart."""
        return "".join(text for path, text in self.leaves if "Lbl" not in path).split()

    def _read(self, page: pikepdf.Page) -> None:
        fonts = {
            name: _to_unicode(font.ToUnicode.read_bytes().decode("latin-1"))
            for name, font in dict(page.Resources.get("/Font", {})).items()
        }
        stack: list[Any] = []
        height, font = 0.0, ""
        for step in pikepdf.parse_content_stream(page):
            operands: Any = step.operands
            name = str(step.operator)
            if name == "BDC":
                stack.append(operands[1] if isinstance(operands[1], pikepdf.Dictionary) else {})
                stack[-1] = (str(operands[0]), stack[-1])
                actual = stack[-1][1].get("/ActualText")
                if actual is not None:
                    self._put(page, stack, height, str(actual))
            elif name == "BMC":
                stack.append((str(operands[0]), {}))
            elif name == "EMC":
                stack.pop()
            elif name == "cm":
                height = float(operands[5])
            elif name == "Tf":
                font = str(operands[0])
            elif name in ("Tj", "TJ") and not any("/ActualText" in marks for _tag, marks in stack):
                strings = operands[0] if name == "TJ" else [operands[0]]
                codes = b"".join(bytes(piece) for piece in strings if isinstance(piece, pikepdf.String))
                text = "".join(fonts[font][codes[at : at + 2]] for at in range(0, len(codes), 2))
                self._put(page, stack, height, text)

    def _put(self, page: pikepdf.Page, stack: list[Any], height: float, text: str) -> None:
        for tag, marks in reversed(stack):
            if tag == "/Artifact":
                return
            if "/MCID" in marks:
                self._marked.setdefault((page.obj.objgen, int(marks["/MCID"])), []).append((height, text))
                return
        self.untagged += text

    def _walk(self, node: Any, path: tuple[str, ...], page: Any) -> Iterator[tuple[tuple[str, ...], str]]:
        if isinstance(node, int):
            yield path, self._text((page.objgen, node))
            return
        page = node.get("/Pg", page)
        kind = node.get("/S")
        inner = (*path, str(kind)[1:]) if kind is not None else path
        if node.get("/Type") == "/MCR":
            yield path, self._text((page.objgen, int(node.MCID)))
        elif node.get("/Type") != "/OBJR":
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                yield from self._walk(kid, inner, page)
            if kind is not None and str(kind)[1:] not in ("Span", "Link", "Strong", "Em", "Code"):
                yield inner, "\n"

    def _text(self, key: tuple[tuple[int, int], int]) -> str:
        text, last = "", None
        for height, piece in self._marked.get(key, []):
            if last is not None and height != last:
                text += " "
            text, last = text + piece, height
        return text

    def _types(self, node: Any) -> Iterator[str]:
        if isinstance(node, pikepdf.Dictionary):
            if "/S" in node and node.get("/Type") != "/OBJR":
                yield str(node.S)[1:]
            kids: Any = node.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                yield from self._types(kid)


def _to_unicode(cmap: str) -> dict[bytes, str]:
    letters: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letters[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = bytes.fromhex(text).decode("utf-16-be")
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = (int(first, 16) + step).to_bytes(2, "big")
                letters[code] = start[:-1] + chr(ord(start[-1]) + step)
    return letters
