"""Tries the two commands of the README on a Debian that has nothing yet, in a folder of its own.

    sudo python3 packaging/bare_debian.py [--folder DIR] [ARGUMENTS of `dev.py test`]

Builds a minimal Debian with Python alone, clones the last commit of this checkout into it, then runs
`dev.py run --help`, `dev.py run` on a screen of its own until a window is painted, and `dev.py test`. Prints
what passed and what failed, and leaves nothing behind: every mount and every process lives in a namespace
that ends with it, so that the folder is deleted only when nothing is mounted in it any more.

Needs root, and debootstrap, git, unshare and Xvfb. Packages come from where this machine's own apt and pip
take them. Some 1.5 GB of disk and, for every test, half an hour.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUITE = "bookworm"
KIND = "Created-By: Packages"  # of the lists that apt knows, those of packages
INSIDE = "/opt/mentor-desktop"
TOOLS = ("debootstrap", "git", "unshare", "Xvfb", "apt-get")
DEVICES = ("null", "zero", "full", "random", "urandom", "tty")
# How this machine reaches its package archives; of these, the ones that are files go along.
REACHING = (
    *("PIP_INDEX_URL", "PIP_CERT", "SSL_CERT_FILE"),
    *("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"),
)
FILES = ("/etc/pip.conf", "/etc/resolv.conf", "/etc/hosts")
WINDOW_WITHIN = 900  # seconds, the set-up included
WINDOW_STAYS = 5  # seconds
WINDOW_COLOURS = 8  # an empty screen has one


class Failed(Exception):
    """A step could not be done; the text says which."""


@dataclass(frozen=True)
class Bare:
    """The other system, seen from outside."""

    root: Path

    def command(self, arguments: Sequence[str], **more: str) -> list[str]:
        """What runs `dev.py` in there with these arguments, and with nothing of this machine's variables."""
        known = {name: os.environ[name] for name in REACHING if name in os.environ}
        variables = (
            {"HOME": "/root", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"} | known | more
        )
        told = [f"{name}={value}" for name, value in variables.items()]
        line = f'cd {INSIDE} && exec python3 dev.py "$@"'
        return ["chroot", str(self.root), "env", "-i", *told, "sh", "-c", line, "sh", *arguments]

    def runs(self, *arguments: str) -> bool:
        """Whether `dev.py` with these arguments ends well."""
        return subprocess.call(self.command(arguments), stdin=subprocess.DEVNULL) == 0

    def opens_a_window(self, screens: Path) -> bool:
        """Whether `dev.py run` paints something on an empty screen and is still there a while later."""
        with screen(screens) as (display, picture):
            running = subprocess.Popen(self.command(["run"], DISPLAY=display), stdin=subprocess.DEVNULL)
            try:
                end = time.monotonic() + WINDOW_WITHIN
                while len(set(picture.read_bytes())) < WINDOW_COLOURS:
                    if running.poll() is not None or time.monotonic() > end:
                        return False
                    time.sleep(1)
                time.sleep(WINDOW_STAYS)
                return running.poll() is None
            finally:
                running.terminate()
                running.wait()


def call(*command: str) -> None:
    """Run it, or raise Failed."""
    if subprocess.call(command, stdin=subprocess.DEVNULL) != 0:
        raise Failed(f"This did not work: {command[0]}")


def mirror() -> str:
    """Where this machine's own apt finds the suite. Raises Failed if it knows none."""
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(CODENAME) $(COMPONENT) $(REPO_URI)", KIND],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for line in listed.splitlines():
        codename, component, address = line.split(maxsplit=2)
        if (codename, component) == (SUITE, "main"):
            return address
    raise Failed(f"This machine's apt has no archive of {SUITE}. Add one to its sources first.")


def build(root: Path) -> Bare:
    """A system with Python and nothing else, and a clone of this checkout."""
    call("debootstrap", "--variant=minbase", "--include=python3,python3-venv", SUITE, str(root), mirror())
    for name in (*FILES, *filter(None, map(os.environ.get, REACHING))):
        if name.startswith("/") and Path(name).is_file():
            target = root / name.removeprefix("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(name, target)
    told = subprocess.run(
        ["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=True
    ).stdout
    proxies = [line for line in told.splitlines() if line.startswith(("Acquire::http::", "Acquire::https::"))]
    (root / "etc/apt/apt.conf.d/90reaching").write_text("\n".join([*proxies, ""]), encoding="utf-8")
    call("git", "clone", "-q", "--no-hardlinks", str(ROOT), f"{root}{INSIDE}")
    call("mount", "-t", "proc", "proc", f"{root}/proc")
    call("mount", "-t", "tmpfs", "tmpfs", f"{root}/dev")
    for name in DEVICES:
        Path(f"{root}/dev/{name}").touch()
        call("mount", "--bind", f"/dev/{name}", f"{root}/dev/{name}")
    Path(f"{root}/dev/shm").mkdir(mode=0o1777)
    return Bare(root)


@contextmanager
def screen(folder: Path) -> Iterator[tuple[str, Path]]:
    """A screen of this machine's that the other system reaches too: its name, and its picture as a file."""
    read, write = os.pipe()
    size = ["-screen", "0", "1280x800x24", "-fbdir", str(folder)]
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), *size], pass_fds=[write])
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        if not number:
            raise Failed("The screen did not start.")
        yield f":{number}", folder / "Xvfb_screen0"
    finally:
        server.terminate()
        server.wait()


def inside(folder: Path, tests: list[str]) -> int:
    """Everything that mounts; run in a namespace of its own."""
    call("mount", "--make-rprivate", "/")
    screens = folder / "screens"
    screens.mkdir()
    try:
        bare = build(folder / "root")
        passed = {
            "python3 dev.py run --help": bare.runs("run", "--help"),
            "python3 dev.py run": bare.opens_a_window(screens),
            " ".join(["python3 dev.py test", *tests]): bare.runs("test", *tests),
        }
    except Failed as failed:
        print(f"failed: {failed}")
        return 1
    print()
    for name, well in passed.items():
        print(f"{'passed' if well else 'FAILED'}: {name}")
    return 0 if all(passed.values()) else 1


def mounted_below(folder: Path) -> bool:
    """Whether anything is still mounted in a folder; deleting it would reach into that."""
    points = (line.split()[4] for line in Path("/proc/self/mountinfo").read_text("utf-8").splitlines())
    return any(point.startswith(f"{folder}/") for point in points)


def main(arguments: list[str]) -> int:
    """Builds, tries, tells, cleans up."""
    parser = argparse.ArgumentParser(description="Tries the README's two commands on a bare Debian.")
    parser.add_argument("--folder", type=Path, help="where there is room (the system's own temporary folder)")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    chosen, tests = parser.parse_known_args(arguments)
    if chosen.inside:
        return inside(chosen.inside, tests)
    missing = [name for name in TOOLS if shutil.which(name) is None]
    if os.geteuid() != 0 or missing:
        print(f"Needs root and these programs: {', '.join(TOOLS)}. Missing: {', '.join(missing) or 'none'}.")
        return 2
    folder = Path(tempfile.mkdtemp(prefix="bare-debian-", dir=chosen.folder)).resolve()
    apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
    try:
        return subprocess.call([*apart, sys.executable, __file__, "--inside", str(folder), *tests])
    finally:
        if mounted_below(folder):
            print(f"Something is still mounted below {folder}; it was left as it is.")
        else:
            shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
