from packaging.version import Version

from scripts.audit import advisories, floors, holes, licence, locked

HOLE = {"package": "a", "below": "1.10", "advisory": "X-1", "about": "a hole"}


def test_a_version_below_the_mended_one_has_the_hole() -> None:
    assert holes({"a": Version("1.9")}, [HOLE]) == ["a 1.9: X-1, a hole. Mended in 1.10."]
    assert holes({"a": Version("1.10"), "b": Version("0.1")}, [HOLE]) == []


def test_every_advisory_is_about_a_package_that_is_used() -> None:
    assert {row["package"] for row in advisories()} <= set(locked())


def test_the_lowest_versions_admitted_are_no_higher_than_the_locked_ones() -> None:
    versions = locked()
    assert {name for name, version in floors().items() if version > versions[name]} == set()


def test_every_package_states_a_licence() -> None:
    assert [name for name in locked() if licence(name) == "not stated"] == []
