"""The commands about a vault as a whole: create, sample, info."""

import argparse
import os

from mentor_desktop import __version__, vault
from mentor_desktop.cli.common import DONE, opened, passphrase, print_json
from mentor_desktop.services import sample, vaults
from mentor_desktop.services.clocks import SystemClock
from mentor_desktop.services.people import checked_zone
from mentor_desktop.services.refusal import name_of


def create(options: argparse.Namespace) -> int:
    """Make a vault. Whatever can be refused is refused before the passphrase is asked for."""
    zone = checked_zone(options.zone or SystemClock().zone())
    name = name_of(options.name)
    _require_free(options)
    new, recovery_key = vaults.create(options.dir, passphrase(options, twice=True), name, zone)
    new.close()
    print(recovery_key)
    return DONE


def fill(options: argparse.Namespace) -> int:
    """Make a vault with sample data."""
    _require_free(options)
    secret = passphrase(options, twice=True)
    new, recovery_key = vaults.create(options.dir, secret, sample.MENTOR, sample.MENTOR_ZONE)
    try:
        sample.fill(new.desk)
    finally:
        new.close()
    print(recovery_key)
    return DONE


def _require_free(options: argparse.Namespace) -> None:
    if os.path.lexists(options.dir):
        raise vault.AlreadyExists("something at the path")


def info(options: argparse.Namespace) -> int:
    """Count what is in a vault."""
    with opened(options) as known:
        facts = {"program": __version__, **vaults.facts(known)}
    if options.json:
        print_json(facts)
    else:
        for name, value in facts.items():
            print(f"{name}: {', '.join(value) if isinstance(value, list) else value}")
    return DONE
