"""`dev.py`: what it prepares, when it leaves things alone, and what it says where it can do nothing."""

import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import dev

GONE = dev.Need("libno-such-library.so.9", "libno-such9", "no-such")


class Calls:
    """Stands in for running a command: keeps each, and answers 0 unless told otherwise."""

    def __init__(self, failing: str = "") -> None:
        self.seen: list[list[str]] = []
        self._failing = failing

    def __call__(self, command: Sequence[str], **_: Any) -> int:
        self.seen.append([str(part) for part in command])
        return 1 if self._failing and self._failing in command else 0

    def naming(self, word: str) -> list[list[str]]:
        return [command for command in self.seen if word in command]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with both locks and an environment that has Python and the program, and no stamp."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    (folder / "dev.py").write_text("", "utf-8")
    (folder / "requirements.lock").write_text("tool==1 \\\n    --hash=sha256:00\n", "utf-8")
    (folder / "requirements-dev.lock").write_text("tool==1 \\\n    --hash=sha256:00\npytest==9\n", "utf-8")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    dev.Environment(folder).program.touch()
    return folder


@pytest.fixture
def environment(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> dev.Environment:
    """The environment of that checkout; its commands are kept, not run, and it lists no packages."""
    monkeypatch.setattr(dev.Environment, "_strays", lambda self, kind: [])
    return dev.Environment(checkout, Calls())


def calls(of: dev.Environment) -> Calls:
    assert isinstance(of._call, Calls)
    return of._call


def stamped(environment: dev.Environment, stamp: str) -> None:
    (environment.folder / "stamp").write_text(stamp, "utf-8")


def test_a_prepared_environment_is_left_alone(environment: dev.Environment) -> None:
    stamped(environment, environment.stamp("run"))
    environment.prepare("run")
    assert calls(environment).seen == []


def test_what_the_tests_need_is_enough_for_running_but_not_the_other_way(
    environment: dev.Environment,
) -> None:
    stamped(environment, environment.stamp("dev"))
    assert environment.ready("run")
    stamped(environment, environment.stamp("run"))
    assert not environment.ready("dev")


def test_a_changed_lock_calls_for_work(environment: dev.Environment) -> None:
    stamped(environment, environment.stamp("run"))
    with (environment.root / "requirements.lock").open("a") as lock:
        lock.write("another==2\n")
    assert not environment.ready("run")


def test_another_python_or_a_moved_folder_calls_for_work(
    environment: dev.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamped(environment, environment.stamp("run"))
    moved = environment.root.with_name("moved")
    shutil.copytree(environment.root, moved, symlinks=True)
    assert not dev.Environment(moved).ready("run")
    monkeypatch.setattr("sysconfig.get_platform", lambda: "another-platform")
    assert not environment.ready("run")


def test_a_missing_program_calls_for_work(environment: dev.Environment) -> None:
    stamped(environment, environment.stamp("run"))
    environment.program.unlink()
    assert not environment.ready("run")


@pytest.mark.parametrize(("kind", "lock"), [("run", "requirements.lock"), ("dev", "requirements-dev.lock")])
def test_packages_come_from_the_lock_alone(environment: dev.Environment, kind: str, lock: str) -> None:
    environment.prepare(kind)
    first, second = (command for command in calls(environment).seen if "install" in command)
    assert first[-4:] == ["--require-hashes", "--only-binary=:all:", "-r", str(environment.root / lock)]
    assert second[-4:] == ["--no-deps", "--no-build-isolation", "-e", str(environment.root)]
    assert environment.ready(kind)


def test_running_keeps_what_the_tests_brought_when_the_lock_changes(environment: dev.Environment) -> None:
    stamped(environment, "dev of-an-earlier-lock")
    environment.prepare("run")
    assert environment.ready("dev")


def test_an_environment_made_by_hand_keeps_its_packages(
    environment: dev.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.Environment, "_usable", lambda self: True)
    environment.prepare("dev")
    assert not calls(environment).naming("--clear")


def test_a_set_up_that_did_not_finish_starts_from_nothing(
    environment: dev.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.Environment, "_usable", lambda self: True)
    broken = dev.Environment(environment.root, Calls(failing="--require-hashes"))
    with pytest.raises(dev.Failed, match="--require-hashes"):
        broken.prepare("dev")
    environment.prepare("dev")
    assert calls(environment).naming("--clear")


def test_an_environment_without_pip_is_made_anew(environment: dev.Environment) -> None:
    environment.prepare("dev")
    assert calls(environment).naming("--clear")


def test_packages_of_an_earlier_lock_are_named(root: Path, tmp_path: Path) -> None:
    (tmp_path / "requirements-dev.lock").write_text("PyTest==9\ntyping_extensions==4\n", "utf-8")
    here = dev.Environment(root)
    here.root = tmp_path
    here.python = Path(sys.executable)
    strays = here._strays("dev")
    assert "ruff" in strays
    assert not {"pytest", "typing-extensions", "pip", "mentor-desktop"} & set(strays)


def test_nothing_missing_means_nothing_said_or_done(capsys: pytest.CaptureFixture[str]) -> None:
    run = Calls()
    dev.System(run).provide(dev.QT_NEEDS)
    assert run.seen == []
    assert capsys.readouterr().out == ""


def test_root_on_debian_is_told_first_and_then_installs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(dev.System, "_candidates", staticmethod(lambda names: ""))
    run = Calls()
    with pytest.raises(dev.Failed, match="still missing"):
        dev.System(run).provide([GONE])
    assert [command[-1] for command in run.seen] == ["update", "libno-such9"]
    assert all("sudo" not in command for command in run.seen)
    assert "libno-such-library.so.9" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("allowed", "expected"), [(True, "still missing"), (False, "sudo apt-get install libno-such9")]
)
def test_another_user_installs_with_sudo_or_is_given_the_line(
    monkeypatch: pytest.MonkeyPatch, allowed: bool, expected: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("sys.stdin", None)
    monkeypatch.setattr(dev.System, "_candidates", staticmethod(lambda names: ""))
    run = Calls(failing="" if allowed else "true")
    with pytest.raises(dev.Failed, match=expected):
        dev.System(run).provide([GONE])
    assert all(command[:2] == ["sudo", "-n"] for command in run.seen)
    assert bool(run.naming("install")) is allowed


@pytest.mark.parametrize(
    ("installer", "line"),
    [
        ("pacman", "sudo pacman -S --needed no-such"),
        ("dnf", "sudo dnf install 'libno-such-library.so.9()(64bit)'"),
        ("zypper", "sudo zypper install 'libno-such-library.so.9()(64bit)'"),
        ("", "install: libno-such-library.so.9"),
    ],
)
def test_other_systems_get_one_line(monkeypatch: pytest.MonkeyPatch, installer: str, line: str) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name if name == installer else None)
    run = Calls()
    with pytest.raises(dev.Failed) as said:
        dev.System(run).provide([GONE])
    assert str(said.value).splitlines()[-1].strip() == line
    assert run.seen == []


def test_newer_systems_get_their_newer_package_names() -> None:
    needs = [need for need in dev.QT_NEEDS if need.debian in ("libglib2.0-0", "libegl1", "libcups2")]
    newer = "libglib2.0-0t64:\n  Installed: (none)\n  Candidate: 2.80.0-6\n  Version table:\n"
    dropped = "libcups2t64:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n"
    assert dev.debian_names(needs, lambda names: newer + dropped) == [
        "libcups2",
        "libegl1",
        "libglib2.0-0t64",
    ]


def test_run_hands_the_arguments_to_the_program(checkout: Path, root: Path) -> None:
    shutil.copy(root / "dev.py", checkout)
    environment = dev.Environment(checkout)
    environment.program.write_text(
        f"#!{sys.executable}\nimport sys; print(sys.argv[1:]); sys.exit(5)\n", "utf-8"
    )
    environment.program.chmod(0o755)
    stamped(environment, environment.stamp("run"))
    command = [sys.executable, str(checkout / "dev.py"), "run", "note", "DIR", "--shared", "two words"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (
        5,
        "['note', 'DIR', '--shared', 'two words']\n",
        "",
    )


def test_the_locks_are_for_all_platforms_with_hashes_and_without_addresses() -> None:
    run, tests = dev.lock_commands("uv", ["--upgrade"])
    for command in (run, tests):
        assert {"--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"} <= set(
            command
        )
        assert "--upgrade" in command
    assert run[-2:] == ["-o", "requirements.lock"]
    assert tests[-4:] == ["-c", "requirements.lock", "-o", "requirements-dev.lock"]


def answers(display: str) -> bool:
    """Whether a screen listens there."""
    with socket.socket(socket.AF_UNIX) as visitor:
        return visitor.connect_ex("/tmp/.X11-unix/X" + display.removeprefix(":")) == 0


def test_the_screen_of_the_tests_answers_and_ends() -> None:
    with dev.own_screen() as variables:
        display = variables["DISPLAY"]
        assert answers(display)
    assert not answers(display)


def test_the_screen_ends_with_a_test_command_that_is_ended(root: Path) -> None:
    script = (
        "import dev, signal, subprocess\n"
        "signal.signal(signal.SIGTERM, dev.ended)\n"
        "with dev.own_screen() as variables:\n"
        "    print(variables['DISPLAY'], flush=True)\n"
        "    subprocess.call(['cat'])\n"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        display = running.stdout.readline().strip()
        assert answers(display)
        running.send_signal(signal.SIGTERM)
        assert running.wait() == 128 + signal.SIGTERM
    assert not answers(display)


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["fly"], 2), (["--help"], 0), (["shots"], 1)])
def test_wrong_use_is_answered_with_the_commands(
    arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == status
    assert "python3 dev.py shots DIR" in capsys.readouterr().out


def test_an_old_python_is_told_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.version_info", (3, 10, 12))
    assert dev.main(["run"]) == 1
    assert "3.11" in capsys.readouterr().out


def test_without_its_environment_main_says_what_prepares_one(root: Path) -> None:
    """The interpreter is started without site packages, as on a machine where nothing is installed."""
    command = [sys.executable, "-S", "-E", str(root / "main.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "python3 dev.py run" in done.stderr
    assert "Traceback" not in done.stderr


def files_in(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_an_installed_program_finds_its_resources(root: Path, tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(tmp_path), str(root)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    ask = [sys.executable, "-S", "-c", "import mentor_desktop; print(mentor_desktop.RESOURCES)"]
    told = subprocess.run(
        ask, env={"PYTHONPATH": str(installed)}, cwd=tmp_path, capture_output=True, text=True
    )
    resources = Path(told.stdout.strip())
    assert resources.is_relative_to(installed)
    assert files_in(resources) == files_in(root / "resources") | {"using.md"}
    # The libraries come from this environment, the program and its guide from the wheel.
    asked = "from mentor_desktop.services import content; print(len(content.help_topics()))"
    ask = [sys.executable, "-c", asked]
    told = subprocess.run(
        ask, env={"PYTHONPATH": str(installed)}, cwd=tmp_path, capture_output=True, text=True
    )
    assert told.stdout.strip() == "16", told.stderr
