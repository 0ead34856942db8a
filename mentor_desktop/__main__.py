"""Where the installed program starts: hardens the process, then picks the window or the command line.

The one module outside the floors. Imports at start only what every path needs, so that neither the window
waits for the command line's libraries nor `--version` for Qt.
"""

import gc
import os
import sys

from mentor_desktop import __version__


def main(argv: list[str] | None = None) -> int:
    """Run with these arguments (those of the process by default) and return the exit status."""
    harden()
    arguments = sys.argv[1:] if argv is None else argv
    first = arguments[0] if arguments else ""
    if first in ("--version", "-V"):
        print(f"mentor-desktop {__version__}")
        return 0
    if first in ("--help", "-h"):
        print(help_text())
        return 0
    if first and not first.startswith("-"):
        # A word that is no command goes there too, to be refused like every other wrong usage.
        from mentor_desktop import cli

        return cli.run(arguments)
    if argv is None:
        # The window collects garbage from a timer of its own (`ui.collector`); until then, loading is a
        # tenth quicker without.
        gc.disable()
    from mentor_desktop.ui import binding

    binding.load()
    from mentor_desktop import app

    return app.run(arguments)


def harden() -> None:
    """Keep what is in memory and what is written to disk from other users of the machine.

    New files are the user's alone; no memory image is written after a crash; on Linux no other program of
    the same user can read the memory. Each is left as it is where the system has no such thing.
    """
    os.umask(0o077)
    if "faulthandler" in sys.modules:  # asked for by the environment
        sys.modules["faulthandler"].disable()
    import ctypes

    if sys.platform == "win32":
        # No window of the system that offers to send the memory in: SEM_FAILCRITICALERRORS and
        # SEM_NOGPFAULTERRORBOX.
        ctypes.windll.kernel32.SetErrorMode(0x0001 | 0x0002)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Number 4 is PR_SET_DUMPABLE in Linux's prctl.h, 31 is PT_DENY_ATTACH in macOS's ptrace.h.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)
    elif sys.platform == "darwin":
        ctypes.CDLL(None).ptrace(31, 0, None, 0)


def help_text() -> str:
    """What `--help` prints: the window's options and the names of the commands."""
    from mentor_desktop.cli import COMMANDS
    from mentor_desktop.words import _

    return "\n".join(
        [
            _("mentor-desktop opens the window. Its options:"),
            "",
            "  --vault DIR     " + _("open this vault"),
            "  --data-dir DIR  " + _("keep settings and new vaults in this folder"),
            "  --sample        " + _("show a vault of sample data"),
            "  --version       " + _("print the version"),
            "",
            _("mentor-desktop COMMAND works without a window. The commands:"),
            "",
            "  " + ", ".join(sorted(COMMANDS)),
            "",
            _("mentor-desktop COMMAND --help tells how to use one of them."),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
