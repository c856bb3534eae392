"""The real program, killed at random moments: what it had said to be on the disk is there, whole, again and again."""

from collections import Counter
from random import SystemRandom

import pytest
from tests.annotations.disk import long_after
from tests.killing import Disk, Killer, Shown, Toll, acknowledged, shown
from tests.person import MOSCOW_TIMES, Person

from newsread.annotations.records import Verdict

ROUNDS = 8


@pytest.fixture
def seed() -> int:
    """Return what `python -m bench.kill --seed` makes the same choices with."""
    return SystemRandom().randrange(2**32)


@pytest.mark.slow
def test_what_the_reader_shows_as_saved_outlives_a_kill(ana: Person, seed: int) -> None:
    killer = Killer(ana, seed)
    for _ in range(ROUNDS):
        killer.kill_reader()
        assert not killer.toll.damage, f"seed {seed}"
    assert killer.toll.acknowledged
    ana.succeeds("tag", MOSCOW_TIMES, "140", "374", "verified")


@pytest.mark.slow
def test_a_tag_that_ended_with_status_0_outlives_a_kill(ana: Person, seed: int) -> None:
    killer = Killer(ana, seed)
    for _ in range(ROUNDS):
        killer.kill_command()
        assert not killer.toll.damage, f"seed {seed}"
    assert killer.toll.acknowledged
    ana.succeeds("tag", MOSCOW_TIMES, "140", "374", "verified")


@pytest.mark.slow
def test_what_a_script_has_saved_outlives_a_kill(ana: Person, seed: int) -> None:
    killer = Killer(ana, seed)
    for _ in range(ROUNDS):
        killer.kill_script()
        assert not killer.toll.damage, f"seed {seed}"
    assert killer.toll.acknowledged > ROUNDS
    ana.succeeds("tag", MOSCOW_TIMES, "140", "374", "verified")


# What is looked for would be found


def test_a_torn_file_and_a_record_that_has_gone_are_seen(ana: Person) -> None:
    ana.succeeds("tag", MOSCOW_TIMES, "140", "374", "verified")
    file = ana.file_of("ana")
    long_after(ana.annotations)
    whole = file.read_bytes()
    disk, toll = Disk(ana.annotations), Toll()
    assert [record["verdict"] for record in disk.look(toll)] == ["verified"]
    assert (disk.look(toll), toll.damage) == ([], ())
    file.write_bytes(whole[:-9])
    disk.look(toll)
    assert (len(toll.unreadable), len(toll.lost)) == (1, 1)
    file.write_bytes(whole)
    disk.look(toll)
    file.write_bytes(b"")
    disk.look(toll)
    assert (len(toll.unreadable), len(toll.lost)) == (1, 2)


def test_the_title_tells_how_many_of_the_keys_are_shown_as_saved() -> None:
    before = Counter({Verdict.VERIFIED: 2})
    title = " newsread · event · 2 articles · 3 ✓ verified  1 ✗ disputed               1 not saved · ana "
    assert shown(title) == Shown(Counter({Verdict.VERIFIED: 3, Verdict.DISPUTED: 1}), 1)
    assert acknowledged(shown(title), before, "vdu") == 1
    assert acknowledged(shown(title), before, "vduz") == 1  # both before `u` and after its undoing
    assert acknowledged(Shown(Counter({Verdict.VERIFIED: 3}), 0), before, "dzv") == 3
    assert acknowledged(Shown(before, 0), before, "vdu") == 0
    with pytest.raises(ValueError, match="is not in list"):
        acknowledged(Shown(Counter(), 0), before, "vdu")
