"""The numbered list of the release gate, in groups A to J. `docs/reliability.md` says the same in words."""

from __future__ import annotations

from tests.faults import calls, crashes, damage, power, whole
from tests.faults.case import Case, by_pytest

CASES: tuple[Case, ...] = (
    # A. What lies on the disk and in memory
    Case("A1", "words on the disk: killed while writing, erased, attached", by_pytest(
        "tests/vault/test_crash.py::test_a_kill_in_the_middle_of_a_write_leaks_and_loses_nothing",
        "tests/vault/test_database.py::test_a_large_sort_never_spills_into_a_file",
        "tests/store/test_trash.py::test_erasing_leaves_no_word",
        "tests/services/test_attachments.py::test_nothing_of_it_lies_in_clear",
        "tests/services/test_attachments.py::test_erasing_takes_row_key_and_file",
    )),
    Case("A2", "words on the disk: a whole journey through the window, then a kill", by_pytest(
        "tests/journeys/test_leaks.py"), minutes=1),
    Case("A3", "two vaults of one passphrase share nothing; the format by its description", by_pytest(
        "tests/vault/test_opening.py::test_two_vaults_of_one_passphrase_share_nothing",
        "tests/vault/test_vectors.py", "tests/vault/test_backup_file.py::test_the_description_is_enough")),
    Case("A4", "passphrase and keys in memory after a lock", whole.left_in_memory, minutes=3),
    Case("A5", "no core file, no debugger, files for their owner alone", by_pytest(
        "tests/test_main.py::test_the_process_is_hardened",
        "tests/vault/test_opening.py::test_files_and_folder_are_the_owners_alone")),
    # B. Damage and forgery
    Case("B1", "every single bit of the header", damage.header_bits, quick=True),
    Case("B2", "bits of the database at random", damage.database_bits, quick=True, minutes=3),
    Case("B3", "every cut of header, database and backup", damage.truncations, quick=True, minutes=1),
    Case("B4", "headers that ask for too much", damage.bombs, quick=True),
    Case("B5", "forged headers, exchanged slots, weaker costs", by_pytest(
        "tests/vault/test_header.py", "tests/vault/test_opening.py")),
    Case("B6", "Hypothesis over the readers of header, backup and attachment", damage.readers, quick=True,
         minutes=2),
    Case("B7", "a damaged vault is read, told and rescued, never written", by_pytest(
        "tests/services/test_damage.py", "tests/services/test_rescuing.py"), minutes=2),
    # C. Passphrase and recovery key
    Case("C1", "lengths, letters, block list, slips of the pen", by_pytest(
        "tests/vault/test_passphrase.py", "tests/vault/test_recovery.py",
        "tests/services/test_passphrases.py", "tests/services/test_recovery_sheet.py",
        "tests/ui/lock/test_lock.py")),
    Case("C2", "a new passphrase: every call killed or failed", calls.a_header_change, quick=True, minutes=1),
    # D. Keyring
    Case("D1", "a real keyring: kept, read in a later session, replaced by an older copy, absent", by_pytest(
        "tests/services/test_real_keyring.py", programs=("gnome-keyring-daemon", "dbus-run-session"))),
    Case("D2", "keyrings that are locked, dismissed, hang or lie; 14 days; clocks set back", by_pytest(
        "tests/services/test_keyring.py", "tests/ui/lock/test_keyring.py")),
    # E. Crashes, disks, power, two at once
    Case("E1", "kill -9 while notes are written", crashes.kills, quick=True, minutes=6),
    Case("E2", "a save: every call killed or failed", calls.a_save, quick=True, minutes=2),
    Case("E3", "a backup: every fifth call killed or failed", calls.a_backup, minutes=3),
    Case("E4", "a restore: every fifth call killed or failed", calls.a_restore, minutes=0.5),
    Case("E5", "replacing the key: every fifth call killed or failed", calls.a_rekeying, minutes=5),
    Case("E6", "a migration: every fifth call killed or failed", calls.a_migration, minutes=2),
    Case("E7", "a disk of 1 MB fills up", crashes.full_disk, quick=True),
    Case("E8", "the power goes: writes dropped, kept in part, torn", power.power_cuts, quick=True, minutes=4),
    Case("E9", "two programs write in turns", crashes.two_writers, quick=True, minutes=4),
    Case("E10", "stale locks, reused numbers, other computers, files replaced, second starts", by_pytest(
        "tests/vault/test_holder.py", "tests/ui/test_instance.py", "tests/ui/watching/test_elsewhere.py",
        "tests/journeys/test_two_starts.py"), minutes=1),
    Case("E11", "quit, signal and kill in the middle of a word", by_pytest(
        "tests/journeys/test_lock_and_kill.py"), minutes=1),
    # F. Clocks
    Case("F1", "clocks that jump, zones that change, sleep and restart in a session", by_pytest(
        "tests/domain/test_sessionclock.py", "tests/domain/test_when.py", "tests/services/test_restart.py")),
    Case("F2", "many days of backups, full disks and jumping clocks", whole.many_days, quick=True, minutes=2),
    Case("F3", "a wrong clock alone erases nothing and puts nothing off", by_pytest(
        "tests/domain/test_retention.py",
        "tests/store/test_trash.py::test_a_wrong_clock_alone_erases_nothing",
        "tests/services/test_damage.py::test_a_clock_set_back_does_not_put_it_off",
        "tests/services/test_backups.py::test_a_clock_set_back_makes_one_due_and_no_more")),
    # G. Backups
    Case("G1", "the drill: everything is gone but a stick and the recovery sheet", whole.drill, quick=True),
    Case("G2", "corrupt backups", damage.corrupt_backups, quick=True, minutes=1),
    Case("G3", "backups while writing, stale logs, kept places, old secrets", by_pytest(
        "tests/vault/test_backups.py", "tests/vault/test_backup_file.py", "tests/services/test_backups.py"),
        minutes=1),
    Case("G4", "vaults of earlier shapes", by_pytest(
        "tests/store/test_old_vaults.py",
        "tests/store/test_schema.py::test_a_newer_vault_is_left_alone",
        "tests/store/test_schema.py::test_an_older_vault_is_copied_and_brought_up_to_date",
        "tests/store/test_schema.py::test_a_step_that_fails_changes_nothing",
        "tests/store/test_schema.py::test_a_vault_cut_off_before_its_tables_is_finished")),
    # H. Hostile text
    Case("H1", "text meant to break things, in every field", by_pytest(
        "tests/journeys/test_hostile_text.py", "tests/journeys/test_hostile_places.py"), minutes=5),
    Case("H2", "names of files, markup and bombs in exports", by_pytest(
        "tests/exporters/test_files.py", "tests/exporters/test_reading.py", "tests/exporters/test_html.py")),
    # I. What leaves
    Case("I1", "300 random vaults through every export: no private word", by_pytest(
        "tests/services/test_leaks.py::test_nothing_private_leaves",
        "tests/services/test_leaks.py::test_what_is_private_changes_no_byte",
        env={"MENTOR_LEAK_VAULTS": "300"}), minutes=6),
    Case("I2", "every screen and whole journeys without a network: no call to one",
         whole.tour_without_network, minutes=5),
    Case("I3", "200 errors in the log: ids and counts alone", by_pytest("tests/services/test_logs.py")),
    Case("I4", "the clipboard is marked, taken back in time and at the lock", by_pytest(
        "tests/ui/test_clipboard.py")),
    # J. Locking
    Case("J1", "idle, screen lock, sleep, lid, user switch, on a private bus", by_pytest(
        "tests/ui/watching", programs=("dbus-daemon",)), minutes=1),
    Case("J2", "nothing of the vault is left in the window; drafts are kept", by_pytest(
        "tests/ui/test_lock_leaves_nothing.py", "tests/ui/test_locking.py"), minutes=1),
    Case("J3", "a lock at any moment of saving, copying and reading, 200 times", by_pytest(
        "tests/faults/test_lock_race.py"), minutes=2),
)  # fmt: skip
