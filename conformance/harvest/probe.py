"""The C source that asks a compiler for numbers, and the reading of what it answers.

Every name is asked for in a line of its own that is marked with its index, so that an error tells which name
it is about; the number of a constant stands as text in the assembly.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

HEADER_MARK = "polyspec-header"
NAME_MARK = "polyspec-name"

_ANSWER = re.compile(r'->(?P<index>\d+) \$?(?P<high>-?\d+) \$?(?P<low>-?\d+) \$?(?P<unsigned>[01])"')
_LINE = re.compile(r'# \d+ "(?P<file>(?:[^"\\]|\\.)*)"')
_DEFINE = re.compile(r"#define (?P<name>[A-Za-z_]\w*)(?P<call>\()?[ \t]*(?P<body>.*)")
_UNDEF = re.compile(r"#undef (?P<name>\w+)")
_WORD = re.compile(r"[A-Za-z_]\w*")

# A constant of an integer type, an enumerator, or an address that is written as a number. What is none of
# them (a string, a float, a function, a type) does not compile. An operand of the assembler holds 32 bits.
_PROBE = """\
#line {index} "{mark}"
enum {{ polyspec_{index} = (long long)({name}) / (__builtin_classify_type({name}) != 8), polyspec_u{index} = \
__builtin_classify_type({name}) == 1 && (long long)({name}) < 0 && ({name}) > 0 }}; \
void polyspec_at_{index}(void) {{ __asm__ volatile("\\n.ascii \\"->{index} %c0 %c1 %c2\\"" : : \
"i"((int)((long long)polyspec_{index} >> 32)), "i"((int)polyspec_{index}), "i"(polyspec_u{index})); }}
"""


class Definitions(msgspec.Struct, frozen=True):
    """What the preprocessor saw: object-like macros with the header that defines each and the text it stands for.

    `words` are the identifiers that are left after preprocessing, with the header of the first: enumerators
    are among them. `absent` are the indices of headers that the SDK does not have.
    """

    macros: dict[str, tuple[str, str]]
    words: dict[str, str]
    absent: frozenset[int]


def include_lines(headers: Sequence[str]) -> str:
    """The lines that include those of `headers` that are there."""
    lines = []
    for index, header in enumerate(headers):
        lines += [f"#if __has_include(<{header}>)", f'#line {index + 1} "{HEADER_MARK}"', f"#include <{header}>"]
        lines += ["#else", f"#define POLYSPEC_ABSENT_{index} 1", "#endif"]
    return "\n".join(lines) + "\n"


def probe_lines(names: Sequence[str], skip: frozenset[int]) -> str:
    """The lines that ask for `names`, but for the indices in `skip`."""
    asked = (i for i in range(len(names)) if i not in skip)
    return "".join(_PROBE.format(index=i + 1, name=names[i], mark=NAME_MARK) for i in asked)


def answers(assembly: str) -> Iterator[tuple[int, int]]:
    """(index, number) of every name that the assembly answers."""
    for match in _ANSWER.finditer(assembly):
        number = (int(match["high"]) << 32) + (int(match["low"]) & 0xFFFFFFFF)
        yield int(match["index"]) - 1, number + (1 << 64) if match["unsigned"] == "1" else number


def read_definitions(preprocessed: str) -> Definitions:
    """Macros and words of preprocessed text, each with its header (the file's name in lower case)."""
    macros: dict[str, tuple[str, str]] = {}
    words: dict[str, str] = {}
    header = ""
    for line in preprocessed.splitlines():
        if not line.startswith("#"):
            if header:
                for word in _WORD.findall(line):
                    words.setdefault(word, header)
        elif mark := _LINE.match(line):
            header = _header_of(mark["file"])
        elif define := _DEFINE.match(line):
            if not define["call"]:
                macros[define["name"]] = (header, define["body"].strip())
        elif undef := _UNDEF.match(line):
            macros.pop(undef["name"], None)
    absent = frozenset(int(name.rsplit("_", 1)[1]) for name in macros if name.startswith("POLYSPEC_ABSENT_"))
    return Definitions(macros, words, absent)


def _header_of(file: str) -> str:
    """The name of a header file; empty for what is none: the source itself, and the compiler's own."""
    name = re.split(r"[\\/]+", file)[-1].lower()
    return name if name.endswith(".h") else ""
