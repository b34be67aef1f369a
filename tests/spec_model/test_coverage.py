from spec_model.coverage import Coverage, coverage
from spec_model.locale import pack_for
from spec_model.page import Page

HEAD = '# <a name="xm_a-message"></a>XM\\_A\n\nUn mensaje.\n'


def covered(*bodies: str) -> Coverage:
    pack = pack_for("es-es")
    assert pack is not None
    return coverage(
        (Page("es-es", f"{number}.md", f"es-es/{number}.md", HEAD + body) for number, body in enumerate(bodies)), pack
    )


def test_a_page_that_the_pack_knows_leaves_nothing_to_add() -> None:
    body = (
        '\n## <a name="return-value"></a>Valor devuelto\n\nDevuelve cero.\n'
        '\n## <a name="requirements"></a>Requisitos\n\n| Requisito | Valor |\n|---|---|\n| Encabezado | Winuser.h |\n'
    )
    assert covered(body) == Coverage(1, (), (), (), (), ())


def test_unknown_headings_come_with_what_the_anchor_proves_the_most_frequent_first() -> None:
    body = '\n## <a name="remarks"></a>Apuntes\n'
    found = covered(body, body, "\n## Algo más\n")
    assert [(u.text, u.means, len(u.places)) for u in found.headings] == [
        ("Apuntes", "remarks", 2),
        ("Algo más", None, 1),
    ]
    place = found.headings[0].places[0]
    assert (place.path, place.line) == ("es-es/0.md", 5)


def test_unknown_labels_are_those_of_the_requirements_table() -> None:
    body = '\n## <a name="requirements"></a>Requisitos\n\n| Requisito | Valor |\n|---|---|\n| Cabecera | Winuser.h |\n'
    (label,) = covered(body).labels
    assert (label.text, label.places[0].line) == ("Cabecera", 9)


def test_unknown_notes_of_direction_are_told_and_known_ones_are_not() -> None:
    body = '\n## <a name="parameters"></a>Parámetros\n\n<dl> <dt>*wParam* \\[{}\\]</dt> <dd>El índice.</dd> </dl>\n'
    found = covered(body.format("en"), body.format("dentro"), body.format("!Nota"))
    assert [u.text for u in found.directions] == ["dentro"]


def test_the_name_of_a_parameter_may_be_a_paragraph_of_its_own() -> None:
    body = (
        '\n## <a name="parameters"></a>Parámetros\n\n<dl> <dt>\n\n*wParam* \\[dentro\\]\n</dt> <dd>Algo.</dd> </dl>\n'
    )
    (note,) = covered(body).directions
    assert (note.text, len(note.places)) == ("dentro", 1)


def test_sentences_that_were_not_understood_count_as_one_where_only_names_differ() -> None:
    body = '\n## <a name="return-value"></a>Valor devuelto\n\nDa **XM\\_{}** a quien lo pide.\n'
    (phrase,) = covered(body.format("UNO"), body.format("DOS")).returns
    assert (phrase.text, len(phrase.places)) == ("Da … a quien lo pide", 2)


def test_a_section_of_which_nothing_was_made_is_told_by_its_first_sentence() -> None:
    (phrase,) = covered('\n## <a name="return-value"></a>Valor devuelto\n\nConsulte las observaciones.\n').returns
    assert phrase.text == "Consulte las observaciones."


def test_short_descriptions_that_many_parameters_share_may_be_words_for_unused() -> None:
    body = '\n## <a name="parameters"></a>Parámetros\n\n<dl> <dt>*wParam*</dt> <dd>{}</dd> </dl>\n'
    found = covered(*[body.format("Libre.")] * 3, body.format("Reservado."), body.format("El índice."))
    assert [(u.text, len(u.places)) for u in found.uses] == [("Libre.", 3)]
