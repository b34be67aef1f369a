"""The protocol as lines of text: one request, one answer."""

from conformance.suite.targets.protocol import Call, Fixup, Pointer, Reply, TargetCrashedError, TargetError

_SPACE = " \t\r\n"


def encode_call(call: Call) -> str:
    """Write `call` as one line without its end."""
    for word in (call.library, call.name):
        if not word or any(c in _SPACE or not c.isprintable() or not c.isascii() for c in word):
            raise TargetError(f"{word!r} is no name of a library or function")
    words = ["call", call.library, call.name, str(len(call.arguments))]
    words += [f"@{a.block}" if isinstance(a, Pointer) else str(signed(a)) for a in call.arguments]
    words += [str(len(call.blocks)), *(block.hex() or "-" for block in call.blocks)]
    words += [str(len(call.fixups)), *(f"{f.block}:{f.offset}:{f.target}" for f in call.fixups)]
    return " ".join(words)


def decode_call(line: str) -> Call:
    """Read a line that `encode_call` wrote; raises ValueError where it is damaged."""
    words = iter(line.split())
    try:
        if next(words) != "call":
            raise ValueError("no such request")
        library, name = next(words), next(words)
        arguments = tuple(_argument(next(words)) for _ in range(int(next(words))))
        blocks = tuple(_block(next(words)) for _ in range(int(next(words))))
        fixups = tuple(_fixup(next(words)) for _ in range(int(next(words))))
    except (StopIteration, RuntimeError):  # a generator turns the former into the latter
        raise ValueError("the request ends early") from None
    return Call(library, name, arguments, blocks, fixups)


def encode_reply(reply: Reply) -> str:
    """Write `reply` as one line without its end."""
    return " ".join(["ok", str(signed(reply.result)), *(block.hex() or "-" for block in reply.blocks)])


def decode_reply(line: str) -> Reply:
    """Read an answer. Raises TargetError for one that says ``error``, TargetCrashedError for ``crash``."""
    verb, _, rest = line.strip().partition(" ")
    if verb == "error":
        raise TargetError(rest)
    if verb == "crash":
        raise TargetCrashedError(f"the other side crashed with {rest}")
    words = rest.split()
    try:
        if verb != "ok":
            raise ValueError
        return Reply(int(words[0]), tuple(_block(word) for word in words[1:]))
    except (ValueError, IndexError):
        raise TargetCrashedError(f"an answer that makes no sense: {line[:80]!r}") from None


def signed(number: int) -> int:
    """The number as a signed 64-bit one."""
    number &= 0xFFFF_FFFF_FFFF_FFFF
    return number - (1 << 64) if number >> 63 else number


def _argument(word: str) -> int | Pointer:
    return Pointer(int(word[1:])) if word.startswith("@") else int(word)


def _block(word: str) -> bytes:
    return b"" if word == "-" else bytes.fromhex(word)


def _fixup(word: str) -> Fixup:
    block, offset, target = (int(part) for part in word.split(":"))
    return Fixup(block, offset, target)
