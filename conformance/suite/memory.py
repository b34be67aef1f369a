"""Memory that a message points to: texts, buffers and structures, laid out as on 64-bit Windows."""

import struct as packing
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import yaml

_CODES = {"u8": "B", "i8": "b", "u16": "H", "i16": "h", "u32": "I", "i32": "i", "u64": "Q", "i64": "q", "ptr": "Q"}
_POINTER = 8
#: memory larger than this (bytes) is asked for by mistake
MAX_SIZE = 1 << 20


class LayoutError(ValueError):
    """A structure or field that is not known, or a value that does not fit; the message says which."""


class Field(msgspec.Struct, frozen=True):
    """A scalar of a structure: its dotted path, its offset in bytes, and its kind (``u32``, ``ptr``, ...)."""

    path: str
    offset: int
    kind: str

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        return packing.calcsize(_CODES[self.kind])


class Layout(msgspec.Struct, frozen=True):
    """A structure: its scalars by path, its size and alignment in bytes."""

    fields: dict[str, Field]
    size: int
    alignment: int


class Memory(msgspec.Struct, frozen=True, tag=True):
    """Bytes with the further memory that they point to: `links` maps offsets to it.

    `layout` names the structure, None where it is none. `wide` is true for UTF-16 text.
    """

    data: bytes
    links: tuple[tuple[int, "Memory"], ...] = ()
    layout: str | None = None
    wide: bool = True

    def read(self, path: str, data: bytes) -> int:
        """The number in field `path` of `data`, this memory as it came back."""
        field = layout(self.layout or "").fields.get(path)
        if field is None:
            raise LayoutError(f"{self.layout} has no field {path}")
        number: int = packing.unpack_from(
            "<" + _CODES[field.kind], data.ljust(field.offset + field.size, b"\0"), field.offset
        )[0]
        return number


def text(string: str) -> Memory:
    """A UTF-16 string with its end."""
    return Memory(string.encode("utf-16-le", "surrogatepass") + b"\0\0")


def ansi(string: str) -> Memory:
    """A string of bytes with its end, in the Western code page; what it lacks becomes ``?``."""
    return Memory(string.encode("cp1252", "replace") + b"\0", wide=False)


def buffer(size: int) -> Memory:
    """`size` bytes of zero."""
    if not 0 <= size <= MAX_SIZE:
        raise LayoutError(f"a buffer of {size} bytes")
    return Memory(bytes(size))


def array(kind: str, *numbers: int) -> Memory:
    """Numbers of one kind, one behind the other."""
    return Memory(b"".join(_pack(kind, number) for number in numbers))


def struct(name: str, /, **fields: "int | Memory") -> Memory:
    """The structure `name` with these fields, the others 0; ``__`` in a keyword stands for the dot of a path."""
    return struct_of(name, {path.replace("__", "."): value for path, value in fields.items()})


def struct_of(name: str, fields: "dict[str, int | Memory]") -> Memory:
    """The structure `name` with these fields by dotted path; its own size is filled in where it has a field for it."""
    shape = layout(name)
    data = bytearray(shape.size)
    links: list[tuple[int, Memory]] = []
    own: dict[str, int | Memory] = {"cbSize": shape.size} if "cbSize" in shape.fields else {}
    given = own | fields
    for path, value in given.items():
        field = shape.fields.get(path)
        if field is None:
            raise LayoutError(f"{name} has no field {path}")
        if isinstance(value, Memory):
            if field.kind != "ptr":
                raise LayoutError(f"{path} of {name} is no pointer")
            links.append((field.offset, value))
        else:
            data[field.offset : field.offset + field.size] = _pack(field.kind, value)
    return Memory(bytes(data), tuple(links), name)


def flatten(memory: Memory) -> list[Memory]:
    """`memory` and all that it points to, itself first."""
    found = [memory]
    for item in found:  # grows while it is walked
        found += [target for _, target in item.links]
    return found


@cache
def layout(name: str) -> Layout:
    """The layout of structure `name`. Raises LayoutError for one that is not known."""
    shapes = _shapes()
    if name not in shapes:
        raise LayoutError(f"no structure {name} is known")
    fields: dict[str, Field] = {}
    offset, alignment = 0, 1
    for path, declared in _members(shapes[name]):
        kind, _, packed = declared.partition("/")
        inner = layout(kind) if kind in shapes else None
        step = inner.alignment if inner else packing.calcsize(_code(kind))
        boundary = min(step, int(packed)) if packed else step
        offset = _aligned(offset, boundary)
        alignment = max(alignment, boundary)
        if inner:
            for key, field in inner.fields.items():
                fields[f"{path}.{key}"] = Field(f"{path}.{key}", offset + field.offset, field.kind)
            offset += inner.size
        else:
            fields[path] = Field(path, offset, kind)
            offset += packing.calcsize(_code(kind))
    return Layout(fields, _aligned(offset, alignment), alignment)


def _members(shape: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Names and kinds; ``u16*8`` becomes eight members ``name.0`` to ``name.7``."""
    for path, declared in shape.items():
        kind, _, count = declared.partition("*")
        if count:
            yield from ((f"{path}.{index}", kind) for index in range(int(count)))
        else:
            yield path, kind


@cache
def _shapes() -> dict[str, dict[str, str]]:
    text_of = (Path(__file__).parent / "data" / "structures.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.load(text_of, Loader=yaml.CSafeLoader), dict[str, dict[str, str]])


def _code(kind: str) -> str:
    if kind not in _CODES:
        raise LayoutError(f"no kind of number {kind}")
    return _CODES[kind]


def _pack(kind: str, number: int) -> bytes:
    size = packing.calcsize(_code(kind))
    return (number & ((1 << (8 * size)) - 1)).to_bytes(size, "little")


def _aligned(offset: int, alignment: int) -> int:
    return (offset + alignment - 1) // alignment * alignment
