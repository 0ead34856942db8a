"""Everything a fresh machine needs to run and to test Mentor Desktop.

Standard library only, so that Python 3.11 or newer is the one thing to have first.

    python3 dev.py run [ARGUMENTS]    prepare what is missing, then start the program with these arguments
    python3 dev.py test [ARGUMENTS]   every check; with arguments, pytest alone with these arguments
    python3 dev.py bench [ARGUMENTS]  measure
    python3 dev.py faults [NAME...]   cause every fault of docs/reliability.md, or those named: B, E1, "power"
    python3 dev.py shots DIR          draw every screen into DIR
    python3 dev.py lock [--upgrade]   pin the dependencies named in pyproject.toml again
    python3 dev.py set-up             prepare everything for the commands above, then stop
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PYTHON_FLOOR = (3, 11)
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
# What pip needs to know of this project's own rules: nothing unpinned, nothing compiled here.
PIP_RULES = ["--require-hashes", "--only-binary=:all:"]


@dataclass(frozen=True)
class Need:
    """A library (`lib….so.N`) or a program the system has to bring, and the packages that bring it."""

    name: str
    debian: str
    arch: str

    def met(self) -> bool:
        if self.name == "ensurepip":
            return importlib.util.find_spec("ensurepip") is not None
        if not self.name.startswith("lib"):
            return shutil.which(self.name) is not None
        try:
            ctypes.CDLL(self.name)
        except OSError:
            return False
        return True


VENV_NEED = Need("ensurepip", f"python3.{sys.version_info[1]}-venv", "python")
# The libraries that the Qt wheels load and do not carry: for import and "offscreen", X11, Wayland, printing.
QT_NEEDS = (
    Need("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Need("libEGL.so.1", "libegl1", "libglvnd"),
    Need("libGL.so.1", "libgl1", "libglvnd"),
    Need("libX11.so.6", "libx11-6", "libx11"),
    Need("libX11-xcb.so.1", "libx11-xcb1", "libx11"),
    Need("libdbus-1.so.3", "libdbus-1-3", "dbus"),
    Need("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Need("libfreetype.so.6", "libfreetype6", "freetype2"),
    Need("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Need("libbrotlidec.so.1", "libbrotli1", "brotli"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Need("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Need("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Need("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Need("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Need("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Need("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Need("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    Need("libwayland-cursor.so.0", "libwayland-cursor0", "wayland"),
    Need("libwayland-egl.so.1", "libwayland-egl1", "wayland"),
    Need("libcups.so.2", "libcups2", "libcups"),
)
# A screen of their own for the tests that want a real window.
TEST_NEEDS = (Need("Xvfb", "xvfb", "xorg-server-xvfb"),)
# A bus with a keyring, and a way to watch and fail system calls: without them some tests are not run.
EXTRA_NEEDS = (
    Need("dbus-run-session", "dbus", "dbus"),
    Need("gnome-keyring-daemon", "gnome-keyring", "gnome-keyring"),
    Need("strace", "strace", "strace"),
)


def say(text: str) -> None:
    print(text, flush=True)


class Failed(Exception):
    """A step of the set-up did not work; the text says which, and what to do."""


class System:
    """The packages of the operating system: sees what is missing and installs it where it knows how."""

    def __init__(self, call: Callable[..., int] = subprocess.call) -> None:
        self._call = call

    def provide(self, needs: Sequence[Need]) -> None:
        """Install what is missing on Debian and its kin; elsewhere say the line to type. Raises Failed."""
        if sys.platform != "linux":
            return
        missing = [need for need in needs if not need.met()]
        if not missing:
            return
        if not shutil.which("apt-get"):
            raise Failed(
                "Some system packages are missing. This line installs them:\n  " + other_line(missing)
            )
        as_root = self._as_root()
        if as_root is None:
            names = " ".join(need.debian for need in missing)
            raise Failed(
                f"Some system packages are missing. This line installs them:\n  sudo apt-get install {names}"
            )
        say("Mentor Desktop needs system packages for: " + ", ".join(need.name for need in missing))
        say("Installing them with " + " ".join([*as_root, "apt-get install"]) + ".")
        apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
        # An old package list may still do, so a failed update is not the end.
        self._call([*apt, "update"])
        names_known = debian_names(missing, self._candidates)
        self._call([*apt, "install", "--no-install-recommends", *names_known])
        still = [need.name for need in missing if not need.met()]
        if still:
            raise Failed("These are still missing after the installation: " + ", ".join(still))

    def _as_root(self) -> list[str] | None:
        """How to run a command as root here: as it is, with sudo, or not at all."""
        if os.geteuid() == 0:
            return []
        if not shutil.which("sudo"):
            return None
        if sys.stdin is not None and sys.stdin.isatty():
            return ["sudo"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return ["sudo", "-n"] if self._call(["sudo", "-n", "true"], **quiet) == 0 else None

    @staticmethod
    def _candidates(names: Sequence[str]) -> str:
        policy = ["apt-cache", "policy", *names]
        return subprocess.run(
            policy, env={**os.environ, "LC_ALL": "C"}, stdout=subprocess.PIPE, text=True, check=False
        ).stdout


def debian_names(missing: Sequence[Need], policy: Callable[[Sequence[str]], str]) -> list[str]:
    """The packages to ask apt for: newer systems call some of them `…t64` (64-bit time)."""
    plain = sorted({need.debian for need in missing})
    told = policy([name + "t64" for name in plain])
    newer = set(re.findall(r"^(\S+):\n(?:  Installed: .*\n)  Candidate: (?!\(none\))", told, re.MULTILINE))
    return [name + "t64" if name + "t64" in newer else name for name in plain]


def other_line(missing: Sequence[Need]) -> str:
    """The one line that installs the missing packages on a system without apt."""
    if shutil.which("pacman"):
        return "sudo pacman -S --needed " + " ".join(sorted({need.arch for need in missing}))
    # RPM systems find the package by the library in it.
    wanted = [f"'{need.name}()(64bit)'" if need.name.startswith("lib") else need.name for need in missing]
    for installer in ("dnf", "zypper"):
        if shutil.which(installer):
            return f"sudo {installer} install " + " ".join(wanted)
    return "install: " + ", ".join(need.name for need in missing)


class Environment:
    """The virtual environment `.venv`: built from a lock, rebuilt only when lock or Python change."""

    def __init__(self, root: Path = ROOT, call: Callable[..., int] = subprocess.call) -> None:
        self.root = root
        self.folder = root / ".venv"
        self._call = call
        self._stamp = self.folder / "stamp"
        self._scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.tool("python")
        self.program = self.tool("mentor-desktop")

    def tool(self, name: str) -> Path:
        return self._scripts / (name + ".exe" if os.name == "nt" else name)

    def stamp(self, kind: str) -> str:
        """What the environment was made from; the folder too, since scripts in it hold its path."""
        made_of = hashlib.sha256((self.root / LOCKS[kind]).read_bytes())
        made_of.update(
            repr((sys.implementation.cache_tag, sysconfig.get_platform(), str(self.root))).encode()
        )
        return f"{kind} {made_of.hexdigest()}"

    def ready(self, kind: str) -> bool:
        """Whether nothing is to be done; what the tests need is enough for running too."""
        if not (self.python.exists() and self.program.exists()):
            return False
        fits = {self.stamp("dev")} if kind == "dev" else {self.stamp("run"), self.stamp("dev")}
        return self._last() in fits

    def prepare(self, kind: str) -> None:
        """Bring the environment to the lock. Raises Failed."""
        if self.ready(kind):
            return
        with alone(self.root / "dev.py"):
            if not self.ready(kind):
                self._build("dev" if self._last().startswith("dev") else kind)

    def _last(self) -> str:
        return self._stamp.read_text("utf-8").strip() if self._stamp.exists() else ""

    def _build(self, kind: str) -> None:
        say("Preparing .venv; the first time this downloads about 150 MB.")
        if self._last() == "unfinished" or not self._usable():
            self._step([sys.executable, "-m", "venv", "--clear", str(self.folder)])
        self._stamp.write_text("unfinished", "utf-8")
        self._step([*self._pip("install"), *PIP_RULES, "-r", str(self.root / LOCKS[kind])])
        strays = self._strays(kind)
        if strays:
            self._step([*self._pip("uninstall"), "--yes", *strays])
        self._step([*self._pip("install"), "--no-deps", "--no-build-isolation", "-e", str(self.root)])
        self._stamp.write_text(self.stamp(kind), "utf-8")

    def _usable(self) -> bool:
        """Whether an environment of this very Python stands there, so that its packages can stay."""
        if not self.python.exists():
            return False
        ask = "import pip, sys, sysconfig; print(sys.implementation.cache_tag, sysconfig.get_platform())"
        seen = subprocess.run([str(self.python), "-c", ask], capture_output=True, text=True, check=False)
        return seen.stdout.split() == [sys.implementation.cache_tag, sysconfig.get_platform()]

    def _pip(self, verb: str) -> list[str]:
        return [str(self.python), "-m", "pip", verb, "--disable-pip-version-check", "--no-input"]

    def _strays(self, kind: str) -> list[str]:
        """Packages that an earlier lock brought and this one does not name."""
        listed = subprocess.run(
            [*self._pip("list"), "--format=json"], stdout=subprocess.PIPE, text=True, check=True
        ).stdout
        lock = (self.root / LOCKS[kind]).read_text("utf-8")
        keep = {plain_name(name) for name in re.findall(r"^([A-Za-z0-9][\w.-]*)==", lock, re.MULTILINE)}
        keep |= {"pip", "setuptools", "wheel", "mentor-desktop"}
        return sorted({plain_name(row["name"]) for row in json.loads(listed)} - keep)

    def _step(self, command: list[str]) -> None:
        if self._call(command) != 0:
            raise Failed("This step did not work: " + shlex.join(command))


def plain_name(name: str) -> str:
    """A package name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@contextlib.contextmanager
def alone(file: Path) -> Iterator[None]:
    """Let a second set-up of the same checkout wait for the first one, where the system can lock files."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with file.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def own_screen() -> Iterator[dict[str, str]]:
    """The variables for a process on a screen of its own, where Xvfb is there; it ends with the block."""
    variables = dict(os.environ)
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        yield variables
        return
    told, tell = os.pipe()
    server = subprocess.Popen(
        [xvfb, "-displayfd", str(tell), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(tell,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        os.close(tell)
        with open(told, encoding="ascii") as answer:
            number = answer.readline().strip()
        if number:
            variables["DISPLAY"] = f":{number}"
            variables.pop("WAYLAND_DISPLAY", None)
        yield variables
    finally:
        server.terminate()
        server.wait()


def run(arguments: list[str]) -> int:
    environment = prepared("run", QT_NEEDS)
    command = [str(environment.program), *arguments]
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(command[0], command)


def test(arguments: list[str]) -> int:
    environment = prepared("dev", QT_NEEDS + TEST_NEEDS)
    try:
        System().provide(EXTRA_NEEDS)
    except Failed as error:
        say(f"Some tests will not be run. {error}")
    # Journeys through whole windows take minutes and run by themselves: dev.py test tests/journeys.
    chosen = arguments or ["--ignore=tests/journeys"]
    pytest = [str(environment.python), "-m", "pytest", *chosen]
    steps = [pytest]
    if not arguments:
        ruff = str(environment.tool("ruff"))
        steps = [
            [ruff, "check", "."],
            [ruff, "format", "--check", "."],
            [str(environment.tool("mypy"))],
            [str(environment.tool("lint-imports"))],
            pytest,
        ]
    signal.signal(signal.SIGTERM, ended)
    failed = []
    with own_screen() as variables:
        for step in steps:
            name = " ".join([Path(step[0]).name, *step[1:]])
            say(f"\n== {name}")
            if subprocess.call(step, cwd=ROOT, env=variables) != 0:
                failed.append(name)
    say("\nNot passed: " + "; ".join(failed) if failed else "\nEvery check passed.")
    return 1 if failed else 0


def ended(number: int, _frame: object) -> None:
    """Leave in good order when told to end, so that the screen ends too."""
    sys.exit(128 + number)


def bench(arguments: list[str]) -> int:
    environment = prepared("dev", QT_NEEDS + TEST_NEEDS)
    with own_screen() as variables:
        return subprocess.call([str(environment.python), "-m", "bench", *arguments], cwd=ROOT, env=variables)


def faults(arguments: list[str]) -> int:
    environment = prepared("dev", QT_NEEDS + TEST_NEEDS)
    signal.signal(signal.SIGTERM, ended)
    with own_screen() as variables:
        command = [str(environment.python), "-m", "tests.faults", *arguments]
        return subprocess.call(command, cwd=ROOT, env=variables)


def shots(arguments: list[str]) -> int:
    if len(arguments) != 1:
        raise Failed("Name one folder for the pictures: python3 dev.py shots DIR")
    environment = prepared("dev", QT_NEEDS)
    folder = str(Path(arguments[0]).resolve())
    return subprocess.call([str(environment.python), "-m", "tests.shots", folder], cwd=ROOT)


def lock(arguments: list[str]) -> int:
    """Write both locks for all platforms; needs uv, and puts it into `.venv-tools` if it is not there."""
    uv = shutil.which("uv")
    if uv is None:
        tools = ROOT / ".venv-tools"
        scripts = tools / ("Scripts" if os.name == "nt" else "bin")
        uv = str(scripts / ("uv.exe" if os.name == "nt" else "uv"))
        if not Path(uv).exists():
            say("Preparing .venv-tools with uv, which resolves for all platforms at once.")
            System().provide([VENV_NEED])
            subprocess.check_call([sys.executable, "-m", "venv", str(tools)])
            (tools / ".gitignore").write_text("*\n", "utf-8")
            subprocess.check_call(
                [str(scripts / "python"), "-m", "pip", "install", "--only-binary=:all:", "uv"]
            )
    for command in lock_commands(uv, arguments):
        if subprocess.call(command, cwd=ROOT) != 0:
            return 1
    return 0


def lock_commands(uv: str, arguments: Sequence[str]) -> list[list[str]]:
    """The tests get the very versions the program gets, so the second lock is bound by the first."""
    common = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url"]
    common += ["--no-emit-find-links", "--no-annotate", "--no-header", "--python-version", "3.11", *arguments]
    common += ["pyproject.toml", "--extra", "build"]
    return [
        [*common, "-o", LOCKS["run"]],
        [*common, "--extra", "dev", "-c", LOCKS["run"], "-o", LOCKS["dev"]],
    ]


def set_up(arguments: list[str]) -> int:
    if arguments:
        raise Failed("set-up takes no arguments.")
    prepared("dev", QT_NEEDS + TEST_NEEDS)
    return 0


def prepared(kind: str, needs: Sequence[Need]) -> Environment:
    """The environment, with the system packages under it. Raises Failed."""
    environment = Environment()
    System().provide([*needs] if environment.ready(kind) else [VENV_NEED, *needs])
    environment.prepare(kind)
    return environment


COMMANDS = {
    "run": run, "test": test, "bench": bench, "faults": faults, "shots": shots, "lock": lock,
    "set-up": set_up,
}  # fmt: skip


def main(arguments: list[str]) -> int:
    if sys.version_info < PYTHON_FLOOR:
        say("Mentor Desktop needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")
        return 1
    if not arguments or arguments[0] not in COMMANDS:
        say(__doc__ or "")
        return 0 if arguments[:1] in (["--help"], ["-h"]) else 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except Failed as failure:
        say(str(failure))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
