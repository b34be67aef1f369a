"""Text of pages in generated code: it can neither end a comment or a string nor continue or break a line."""

import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator

_LONGEST = 1_200
_WIDTH = 96


def visible(text: str) -> str:
    """`text` as one line of visible characters; what has no visible form is written ``<U+2028>``.

    Line ends of every language, controls and marks that turn the direction of text are among them.
    """
    return " ".join("".join(_visible(c) for c in text).split())


def plain(text: str) -> str:
    """`visible` text, cut where it is longer than anybody reads in a comment."""
    return visible(text[:_LONGEST]) + ("..." if len(text) > _LONGEST else "")


def wrap(lines: Iterable[str]) -> Iterator[str]:
    """`lines` as `plain` text that is folded to a width that fits every language."""
    for line in lines:
        yield from textwrap.wrap(plain(line), _WIDTH, break_long_words=False, break_on_hyphens=False)


def _visible(character: str) -> str:
    if character in "\t\n\r\v\f":
        return " "
    # Cc, Cf, Cs, Co, Cn: controls and formats; Zl, Zp: line and paragraph separators.
    if unicodedata.category(character)[0] == "C" or unicodedata.category(character) in ("Zl", "Zp"):
        return f"<U+{ord(character):04X}>"
    return character


def ascii_only(text: str) -> str:
    """`plain` text with every character beyond ASCII written ``<U+0436>``: compilers differ in what they take."""
    return "".join(c if c.isascii() else f"<U+{ord(c):04X}>" for c in plain(text))


def c_comment(text: str) -> str:
    """`text` inside a block comment of C and C++."""
    return _without_comment_signs(ascii_only(text)).replace("??", "? ?").replace("\\", "<U+005C>")


def js_comment(text: str) -> str:
    """`text` inside a block comment of TypeScript."""
    return _without_comment_signs(plain(text))


def _without_comment_signs(text: str) -> str:
    return text.replace("*/", "* /").replace("/*", "/ *")


def py_docstring(text: str) -> str:
    """`text` inside a triple-quoted string of Python."""
    return plain(text).replace("\\", "\\\\").replace('"', '\\"')


def line_comment(text: str) -> str:
    """`text` behind ``#`` or ``//`` up to the end of the line; a backslash cannot continue it."""
    return plain(text).replace("\\", "<U+005C>")


def xml_comment(text: str) -> str:
    """`text` inside an element of an XML documentation comment of C#."""
    return plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\\", "&#92;")


def c_string(text: str) -> str:
    """`text` as a string literal of C: bytes of UTF-8, in octal where they are not plain ASCII."""
    return '"' + "".join(_c_byte(byte) for byte in visible(text).encode("utf-8")) + '"'


def _c_byte(byte: int) -> str:
    return chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\?' else f"\\{byte:03o}"


def py_string(text: str) -> str:
    """`text` as a string literal of Python, in ASCII and double quotes."""
    inner = ascii(visible(text))
    body = inner[1:-1].replace("\\'", "'")
    return f'"{body}"' if inner[0] == "'" and '"' not in body else inner


FILTERS: dict[str, Callable[[str], str] | Callable[[Iterable[str]], Iterator[str]]] = {
    "wrap": wrap,
    "c_comment": c_comment,
    "js_comment": js_comment,
    "py_docstring": py_docstring,
    "line_comment": line_comment,
    "xml_comment": xml_comment,
    "c_string": c_string,
    "py_string": py_string,
    "visible": visible,
}
