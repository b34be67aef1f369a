"""The desktop of Windows for the agent of the target ``native``: the same built-ins as those of the agent in C."""

import ctypes
from collections.abc import Callable
from typing import Any

_WM_COMMAND, _WM_NOTIFY = 0x111, 0x4E
_STYLE = 0x12CF0000  # an overlapped, visible window that does not draw over its children
_CODE_OFFSET = 16  # of the code in the head of every WM_NOTIFY structure
_MAX_LOG = 512


class WindowsDesktop:
    """A window procedure that logs notifications, functions by name and by address."""

    def __init__(self) -> None:
        windows: Any = ctypes
        self._load: Callable[[str], Any] = windows.WinDLL
        self._user = self._load("user32")
        self._kernel = self._load("kernel32")
        self._prototype = windows.WINFUNCTYPE(ctypes.c_int64, *(ctypes.c_int64,) * 4)
        self._procedure = self._prototype(self._notice)
        self._stub = self._prototype(lambda *_: 0)
        self._parent = 0
        self._log: list[int] = []
        self._answers: dict[int, int] = {}
        self._atom = self._register()
        controls = (ctypes.c_uint32 * 2)(8, 0xFFFF)
        self._load("comctl32").InitCommonControlsEx(ctypes.byref(controls))

    def reset(self) -> None:
        """A fresh parent window; the one before it goes, with all its children."""
        if self._parent:
            self._call("user32", "DestroyWindow", self._parent)
        self._pump(1000)
        self._log, self._answers = [], {}
        name = ctypes.create_unicode_buffer("PolyspecParent")
        arguments = (0, ctypes.addressof(name), ctypes.addressof(name), _STYLE, 0, 0, 640, 480, 0, 0, 0, 0)
        self._parent = self._call("user32", "CreateWindowExW", *arguments)

    def own(self, name: str, arguments: tuple[int, ...]) -> int | None:
        """The result of the built-in `name`, or None where there is none of this name."""
        built_in = self._built_ins().get(name)
        return built_in(*arguments) if built_in else None

    def _built_ins(self) -> dict[str, Callable[..., int]]:
        return {
            "parent": lambda: self._parent,
            "pump": self._pump,
            "notified": lambda code: self._log.count(code & 0xFFFFFFFF),
            "forget": self._forget,
            "answer": self._answer,
            "stub": lambda: ctypes.cast(self._stub, ctypes.c_void_p).value or 0,
            "library": lambda path: self._call("kernel32", "LoadLibraryW", path),
            "procedure": lambda library, name: self._call("kernel32", "GetProcAddress", library, name),
            "invoke": lambda address, *arguments: self._function(address, len(arguments))(*arguments),
        }

    def _forget(self) -> int:
        count, self._log = len(self._log), []
        return count

    def _answer(self, code: int, value: int) -> int:
        self._answers[code & 0xFFFFFFFF] = value
        return 1

    def find(self, library: str, name: str) -> Callable[..., int] | None:
        """The function `name` of `library`, or None."""
        try:
            found = getattr(self._load(library), name)
        except (AttributeError, OSError):
            return None
        found.restype = ctypes.c_int64

        def function(*arguments: int) -> int:
            return int(found(*map(ctypes.c_int64, arguments)))

        return function

    def _call(self, library: str, name: str, *arguments: int) -> int:
        function = self.find(library, name)
        if function is None:
            raise ValueError(f"{library} has no {name}")
        return function(*arguments)

    def _function(self, address: int, count: int) -> Callable[..., int]:
        windows: Any = ctypes
        made: Callable[..., int] = windows.WINFUNCTYPE(ctypes.c_int64, *(ctypes.c_int64,) * count)(address)
        return made

    def _pump(self, rounds: int) -> int:
        message = ctypes.create_string_buffer(48)
        at = ctypes.addressof(message)
        while rounds > 0 and self._call("user32", "PeekMessageW", at, 0, 0, 0, 1):
            self._call("user32", "TranslateMessage", at)
            self._call("user32", "DispatchMessageW", at)
            rounds -= 1
        return 0

    def _register(self) -> int:
        """Register the class of the parent window: a WNDCLASSEXW of 80 bytes."""
        self._name = ctypes.create_unicode_buffer("PolyspecParent")
        description = bytearray(80)
        procedure = ctypes.cast(self._procedure, ctypes.c_void_p).value or 0
        for offset, size, value in ((0, 4, 80), (8, 8, procedure), (64, 8, ctypes.addressof(self._name))):
            description[offset : offset + size] = value.to_bytes(size, "little")
        block = ctypes.create_string_buffer(bytes(description), 80)
        return self._call("user32", "RegisterClassExW", ctypes.addressof(block))

    def _notice(self, window: int, message: int, w: int, l: int) -> int:  # noqa: E741 - as pages name it
        code = None
        if message & 0xFFFFFFFF == _WM_NOTIFY and l:
            code = ctypes.c_uint32.from_address(l + _CODE_OFFSET).value
        elif message & 0xFFFFFFFF == _WM_COMMAND and l:
            code = (w >> 16) & 0xFFFF
        if code is not None:
            if len(self._log) < _MAX_LOG:
                self._log.append(code)
            if code in self._answers:
                return self._answers[code]
        return self._call("user32", "DefWindowProcW", window, message, w, l)
