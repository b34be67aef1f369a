from importlib import resources


def test_a_shipped_pack_fits(polyspec) -> None:
    status, out, _ = polyspec("locale", "check", resources.files("spec_model") / "locales/es.yaml")
    assert status == 0
    assert "the pack of Spanish (es) fits" in out


def test_a_pack_that_does_not_fit_is_refused_with_the_place(polyspec, tmp_path) -> None:
    pack = tmp_path / "xx.yaml"
    pack.write_text("language: xx\nname: [\n")
    status, out, err = polyspec("locale", "check", pack)
    assert (status, out) == (2, "")
    assert err.startswith(f"polyspec: {pack}:3: ")
