import pytest

from spec_model.extract.identity import NotAMessage, identify
from spec_model.locale import pack_for
from spec_model.model import Witness
from spec_model.page import Page
from spec_model.witness import read_witness

API = "---\ntitle: x\napi_name:\n- {}\napi_type:\n- HeaderDef\n---\n"


def read(text: str, locale: str = "es-es"):
    page = Page(locale, "a.md", "a.md", text)
    return identify(page, pack_for(locale))


@pytest.mark.parametrize(
    ("locale", "text", "name", "kind", "scope"),
    [
        ("es-es", '# <a name="wm_a-message"></a>WM\\_A', "WM_A", "message", None),
        ("ru-ru", '# <a name="wm_a-message"></a>\\_А сообщение WM', "WM_A", "message", None),
        ("es-es", '# <a name="nm_click-notification-code"></a>x', "NM_CLICK", "notification", None),
        ("es-es", '# <a name="nm_click-notification"></a>x', "NM_CLICK", "notification", None),
        ("es-es", '# <a name="nm_click-list-view-notification-code"></a>x', "NM_CLICK", "notification", "list view"),
        ("es-es", API.format("Wm_Ab") + '# <a name="wm_ab-message"></a>x', "Wm_Ab", "message", None),
        ("es-es", "# Mensaje WMSZ\n## Parámetros\n", "WMSZ", "message", None),
        ("es-es", '# <a name="wmsz-message"></a>Mensaje WMSZ', "WMSZ", "message", None),
        ("es-es", "# Mensaje WM\\_A\n## Parámetros\n", "WM_A", "message", None),
        ("es-es", "# Mensaje WM \\_ A\n", "WM_A", "message", None),
        ("es-es", "# Código de notificación NM\\_A (lista)\n", "NM_A", "notification", "lista"),
        ("ru-ru", "# Сообщение WM_A\n", "WM_A", "message", None),
        ("fr-fr", "# Message WM_A\n", "WM_A", "message", None),
        ("it-it", "# Messaggio WM_A\n", "WM_A", "message", None),
        ("zh-tw", "# WM_A 訊息\n", "WM_A", "message", None),
        ("ru-ru", API.format("WM_A") + "# Сообщение _А WM\n", "WM_A", "message", None),
        ("ru-ru", API.format("WM_A") + "# WM_A message\n", "WM_A", "message", None),
        ("zh-tw", API.format("NM_A") + "# NM_A notification code\n", "NM_A", "notification", None),
    ],
)
def test_messages_are_recognised(locale: str, text: str, name: str, kind: str, scope: str | None) -> None:
    found = read(text, locale)
    assert not isinstance(found, NotAMessage)
    assert (found.name.value, found.kind.value, found.scope.value if found.scope else None) == (name, kind, scope)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "other"),
        ("uno\n", "other"),
        ("## Parámetros\n", "other"),
        ('# <a name="getmessage-function"></a>GetMessage', "function"),
        ('# <a name="nmhdr-structure"></a>NMHDR', "structure"),
        ('# <a name="window-messages"></a>Mensajes', "messages"),
        ('# <a name="about-messages-and-message-queues"></a>Mensajes', "other"),
        ('# <a name="error-message"></a>Mensaje de error', "other"),
        ("# Mensajes de ventana\n\nuno\n", "other"),
        ("# Enviar el mensaje WM\\_A a una ventana\n\nuno\n", "other"),
        ('# <a name="wm_a-message-dde.h"></a>WM\\_A', "message with a header in its title"),
    ],
)
def test_other_pages_are_counted_by_kind(text: str, kind: str) -> None:
    assert read(text) == NotAMessage(kind)


def test_the_forms_of_a_name_are_aliases() -> None:
    front = "---\napi_name:\n- WM_A\n- WM_AW\n- WM_AA\n- WM_B\n---\n"
    assert read(front + '# <a name="wm_a-message"></a>x').aliases == ("WM_AA", "WM_AW")


def test_the_evidence_has_its_place(at) -> None:
    page = Page("es-es", "a.md", "a.md", API.format("WM_A") + '# <a name="wm_a-message"></a>\\_A de **WM**')
    found = read_witness(page)
    assert isinstance(found, Witness)
    anchor, front, visible = found.name.evidence
    assert [e.kind for e in found.name.evidence] == ["anchor", "front-matter", "text"]
    assert at(page, anchor.span) == "wm_a"
    assert at(page, front.span) == "WM_A"
    assert at(page, visible.span) == "\\_A de **WM**"
    assert visible.text == "_A de WM"
    assert at(page, found.kind.evidence[0].span) == "message"


@pytest.mark.parametrize("title", ["A" * 30_000, "A _ " * 30_000, "(" * 30_000, "A" + " " * 30_000 + "_"])
def test_titles_of_any_length_are_read(title: str) -> None:
    assert read(f"# Mensaje {title}\n## Parámetros\n") is not None


def test_a_page_that_no_pack_serves_is_an_error() -> None:
    with pytest.raises(ValueError, match="qq-qq"):
        read_witness(Page("qq-qq", "a.md", "a.md", ""))
