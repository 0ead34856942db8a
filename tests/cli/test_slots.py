"""The commands about what opens a vault."""

from pathlib import Path

from mentor_desktop import vault
from mentor_desktop.services import people, vaults
from tests.cli.calling import Run, listed, one_line
from tests.support import reopened


def test_the_keyslots_are_listed_without_a_passphrase(run: Run, folder: Path) -> None:
    found = listed(run("slots", folder, "--json", file=None))
    assert [(each["kind"], each["memory_kib"], each["passes"], each["lanes"]) for each in found] == [
        ("passphrase", 19 * 1024, 1, 1),
        ("recovery", None, None, None),
    ]
    assert {each["pending"] for each in found} == {False}
    words = run("slots", folder, file=None)
    assert words.code == 0
    assert [line.split()[:2] for line in words.out.splitlines()] == [
        [found[0]["id"], "passphrase"],
        [found[1]["id"], "recovery"],
    ]


def test_no_vault_and_a_damaged_header_are_told(run: Run, folder: Path, tmp_path: Path) -> None:
    missing = run("slots", tmp_path / "nothing", file=None)
    assert missing.code == 1
    assert "no vault" in one_line(missing)
    (folder / "keys.json").write_bytes(b"{}")
    damaged = run("slots", folder, file=None)
    assert damaged.code == 4
    assert "keys.json" in one_line(damaged)


def test_a_new_key_prints_the_new_recovery_key(run: Run, folder: Path) -> None:
    run("person-add", folder, "Amara Okafor")
    answer = run("rekey", folder)
    assert answer.code == 0
    opened = vaults.open_vault(folder, recovery_key=answer.only)
    assert people.everyone(opened.desk)[-1].name == "Amara Okafor"
    opened.close()
    reopened(folder).close()


def test_a_wrong_passphrase_changes_no_key(run: Run, folder: Path) -> None:
    before = (folder / "keys.json").read_bytes()
    answer = run("rekey", folder, file="-", typed="wrong horse battery staple\n")
    assert answer.code == 3
    assert "does not open" in one_line(answer)
    assert (folder / "keys.json").read_bytes() == before
    assert vault.header_of(folder).slots[0].pending is None
