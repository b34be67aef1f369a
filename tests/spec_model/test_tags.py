"""Which language serves a tag: told as the packs state it, without reading them."""

from spec_model.locale import packs
from spec_model.tags import language_for, languages_by_tag


def test_tags_are_told_as_the_packs_state_them() -> None:
    assert languages_by_tag() == {tag: pack.language for pack in packs().values() for tag in pack.tags}


def test_a_region_that_no_pack_names_is_served_by_its_language() -> None:
    assert (language_for("ZH_Hant"), language_for("fr-ch"), language_for("de-de")) == ("zh-tw", "fr", None)
