"""Programs of other people that open our files: LibreOffice and Chromium, kept off the network.

They are large, so no check needs them: where one is missing, its tests say that they were not run.
"""

import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

PATIENCE = 150  # seconds that one of them may take
_LIBREOFFICE = ("soffice", "libreoffice")
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def program(names: Sequence[str], called: str) -> str:
    """Where a program is; a test that asks for one that is not there ends here, and says so."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"not run: {called} is not on this machine")
    return found


@cache
def without_network() -> tuple[str, ...]:
    """What to put before a command so that it sees no network; nothing where the system does not allow it."""
    apart = ("unshare", "--map-root-user", "--net")
    if shutil.which(apart[0]) and subprocess.run([*apart, "true"], capture_output=True).returncode == 0:
        return apart
    return ()


def converted(files: Sequence[Path], to: str, folder: Path) -> None:
    """LibreOffice opens the files and saves them in another format, each beside its own name, in a folder."""
    office = program(_LIBREOFFICE, "LibreOffice")
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [*without_network(), office, own, "--headless", "--norestore", "--convert-to", to]
    _run([*command, "--outdir", str(folder), *map(str, files)])
    # It ends well even if it could not open a file.
    assert all((folder / f"{file.stem}.{to}").stat().st_size for file in files)


def text_of_pdf(file: Path) -> str:
    """The words of a PDF in the order in which they were drawn."""
    reader = program(("pdftotext",), "pdftotext")
    return _run([reader, "-raw", str(file), "-"]).decode()


def opened(page: Path, folder: Path, *what: str, network: bool = False) -> bytes:
    """Chromium opens a page, without a window, in a profile of its own; what it prints.

    With `network`, it reaches this machine's own addresses and no others.
    """
    browser = program(_CHROMIUM, "Chromium")
    quiet = [
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        *("--hide-scrollbars", "--window-size=1000,1400", f"--user-data-dir={folder / 'browser'}"),
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    before = () if network else without_network()
    return _run([*before, browser, *quiet, *what, page.as_uri()])


def _run(command: Sequence[str]) -> bytes:
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=PATIENCE
    ).stdout


class Listener:
    """A listener on this machine's own address that counts who comes."""

    def __init__(self, door: socket.socket) -> None:
        self.port = int(door.getsockname()[1])
        self.visits = 0


@contextmanager
def listening() -> Iterator[Listener]:
    """Counts connections and closes each at once, until the end."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        listener = Listener(door)

        def serve() -> None:
            while True:
                try:
                    visitor, _address = door.accept()
                except OSError:
                    return
                listener.visits += 1
                visitor.close()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener
        finally:
            door.shutdown(socket.SHUT_RDWR)
            thread.join()
