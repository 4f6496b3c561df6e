"""What a release says of itself is believed only where it is plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediadesk.domain.releases import (
    Platform,
    Standing,
    news_of,
    release_from_toml,
    schema_number,
    standing,
    sums_from,
    version_key,
)

SUM = "a" * 64
GOOD = {"version": "1.2.3", "schema": 9, "artefacts": {"linux-run": "x.run", "amiga": "../x"}}


@pytest.mark.parametrize(
    "line",
    [
        f"{SUM}  ../evil",
        f"{SUM}  a/b",
        f"{SUM}  C:evil",
        f"{SUM}  a\\b",
        f"{SUM}  .hidden",
        f"{SUM}  -rf",
        f"{SUM}  a b",
        f"{SUM}  {'a' * 121}",
        f"{SUM}  a\x00",
        f"{SUM[:-1]}  a",
        f"{SUM} a",
        "",
        "text",
        f"{SUM}  a\n{SUM}  a",
        "\n".join(f"{SUM}  a{n}" for n in range(201)),
    ],
)
def test_a_list_of_checksums_with_anything_odd_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"[\s\S]*"):
        sums_from(line)


def test_a_plain_list_is_read() -> None:
    assert sums_from(f"{SUM.upper()}  a.deb\n{SUM} *b_1+c~2.exe\n") == {
        "a.deb": SUM,
        "b_1+c~2.exe": SUM,
    }


@given(st.text())
def test_no_text_leads_out_of_the_folder(text: str) -> None:
    try:
        names = sums_from(text)
    except ValueError:
        return
    assert not [n for n in names if "/" in n or "\\" in n or n.startswith(".") or ":" in n]


def test_versions_are_compared_by_number() -> None:
    assert standing("0.10.0", "0.9.9") is Standing.NEWER
    assert standing("0.2", "0.2.0") is Standing.SAME
    assert standing("0.1.9", "0.2.0") is Standing.OLDER
    assert version_key("1.2.3.4") > version_key("1.2.3")


@pytest.mark.parametrize("odd", ["", "1", "v1.0", "1.0-rc", "1..2", "1.2.3.4.5", "999999.1"])
def test_what_is_no_version_is_refused(odd: str) -> None:
    with pytest.raises(ValueError, match=r"[\s\S]*"):
        version_key(odd)


@given(st.tuples(*[st.integers(0, 99999)] * 3), st.tuples(*[st.integers(0, 99999)] * 3))
def test_the_order_of_versions_is_that_of_their_numbers(
    one: tuple[int, ...], other: tuple[int, ...]
) -> None:
    told = standing(".".join(map(str, one)), ".".join(map(str, other)))
    assert (told is Standing.NEWER) == (one > other)
    assert (told is Standing.SAME) == (one == other)


def test_a_description_names_the_files_of_platforms_that_are_known() -> None:
    release = release_from_toml(GOOD)
    assert (release.version, release.schema, release.day) == ("1.2.3", 9, "")
    assert release.artefacts == {Platform.LINUX_RUN: "x.run"}
    assert release.news == {"ru": (), "kk": (), "en": ()}


@pytest.mark.parametrize(
    "change",
    [
        {"version": 1},
        {"version": "new"},
        {"schema": "9"},
        {"schema": True},
        {"artefacts": "x.run"},
        {"artefacts": {"linux-run": "../x.run"}},
        {"artefacts": {"linux-run": ["x"]}},
    ],
)
def test_a_description_that_makes_no_sense_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"[\s\S]*"):
        release_from_toml(GOOD | change)


def test_news_are_lines_and_not_too_many() -> None:
    told = news_of({"news": {"ru": "один\n\n два ", "kk": ["x" * 2000, "", *["y"] * 100]}})
    assert told["ru"] == ("один", "два")
    assert (len(told["kk"]), len(told["kk"][0])) == (60, 1000)
    assert told["en"] == ()
    assert news_of({"news": "text"}) == {"ru": (), "kk": (), "en": ()}


def test_the_schema_is_the_number_of_a_migration() -> None:
    assert schema_number("m0008_indexes") == 8
    assert schema_number("other") == 0
