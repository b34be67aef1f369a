"""The file behind the cache: bytes by key in one SQLite database, which several runs may use at once.

One file, since to create a file for each entry takes longer than to write it. The database is in write-ahead mode:
readers and a writer do not wait for each other, and a process that is killed leaves it whole. After a failure of
the machine it may be damaged, as no write is waited for; a damaged file is put away and a new one begun.
"""

import contextlib
import os
import sqlite3
import time
from pathlib import Path

#: An entry that no run has asked for in so many days is dropped.
KEPT_DAYS = 30

_NAME = "judgements.sqlite"
_BUSY_SECONDS = 10
_TRY_AGAIN_SECONDS = 0.01
_ERRORS = (sqlite3.Error, UnicodeDecodeError)
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
# An entry has some ten to a hundred kB: in the pages of 4 kB that a new file gets by itself it is read in many pieces.
_SCHEMA = """
    pragma page_size = 16384;
    pragma journal_mode = wal;
    pragma synchronous = off;
    create table if not exists entries (key blob primary key, day integer not null, data blob not null);
    create index if not exists entries_by_day on entries (day);
"""
_FIND = "select day, data from entries where key = ?"
_USED = "update entries set day = ? where key = ?"
_KEEP = "insert or replace into entries values (?, ?, ?)"
_DROP = "delete from entries where day < ?"


class Entries:
    """Bytes by key in a database in `folder`, opened when it is first asked, by each process for itself.

    Nothing here raises for what may happen to a file: an entry that cannot be read is not there, one that cannot
    be written is not kept, and a file that is damaged is begun anew, which `take_problems` tells.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._opened: tuple[int, sqlite3.Connection | None] | None = None
        self._problems: list[str] = []

    def __getstate__(self) -> dict[str, object]:
        """A copy in another process opens the file for itself."""
        return {"folder": self.folder, "_opened": None, "_problems": []}

    @property
    def file(self) -> Path:
        """The file of the database."""
        return self.folder / _NAME

    def get(self, key: bytes) -> bytes | None:
        """The bytes at `key`, None where there are none."""
        today = _today()
        try:
            database = self._database()
            row = database.execute(_FIND, (key,)).fetchone() if database else None
            if database and row and row[0] != today:
                database.execute(_USED, (today, key))
        except _ERRORS as error:
            self._failed(error)
            return None
        if row is None:
            return None
        return row[1] if isinstance(row[1], bytes) else b""  # damage can turn it into anything

    def put(self, key: bytes, data: bytes) -> None:
        """Keep `data` at `key`."""
        try:
            database = self._database()
            if database:
                database.execute(_KEEP, (key, _today(), data))
        except _ERRORS as error:
            self._failed(error)

    def take_problems(self) -> list[str]:
        """What has been found wrong with the file since this was last asked."""
        problems, self._problems = self._problems, []
        return problems

    def close(self) -> None:
        """Leave the file whole on its own: what other processes that are gone have left beside it goes into it."""
        with contextlib.suppress(*_ERRORS):
            database = self._database()
            if database:
                database.close()
        self._opened = None

    def _database(self) -> sqlite3.Connection | None:
        """The database, None where there can be none; raises where it is damaged."""
        process = os.getpid()
        if self._opened is None or self._opened[0] != process:
            self._opened = process, None  # one attempt is enough
            self._opened = process, _connect(self.folder)
        return self._opened[1]

    def _failed(self, error: Exception) -> None:
        """Go on without the file; where it is damaged, with a new one."""
        assert self._opened is not None
        process, database = self._opened
        self._opened = process, None
        if not _is_damage(error):
            return
        self._problems.append(f"cache file {self.file}: it was damaged ({error}) and is begun anew")
        if database:
            database.close()
        for ending in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                os.unlink(f"{self.file}{ending}")
        with contextlib.suppress(*_ERRORS):
            self._opened = process, _connect(self.folder)


def _connect(folder: Path) -> sqlite3.Connection | None:
    """The database in `folder`, begun where there is none; None where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    database = sqlite3.connect(folder / _NAME, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        _begin(database)
        database.execute(_DROP, (_today() - KEPT_DAYS,))
    except BaseException:
        database.close()
        raise
    return database


def _begin(database: sqlite3.Connection) -> None:
    """Make sure of the tables; of several processes that begin the file at once one does it, the others try again."""
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            database.executescript(_SCHEMA)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_TRY_AGAIN_SECONDS)


def _is_damage(error: Exception) -> bool:
    """Whether what went wrong is the file itself, not that it is locked, full, or may not be written."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGE


def _today() -> int:
    return int(time.time()) // 86400
