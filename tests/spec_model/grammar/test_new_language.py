"""A language is one file: the pack that the guide ends with reads its language as the shipped packs read theirs."""

import re
from pathlib import Path

import pytest

from spec_model.extract.returns import read_returns
from spec_model.extract.usage import read_usage
from spec_model.grammar.check import check_pack
from spec_model.locale import LocalePack, load_pack
from spec_model.markdown import parse_blocks
from spec_model.page import Page

GUIDE = Path(__file__).parents[3] / "docs/adding-a-language.md"
PACK = re.compile(r"^```yaml\n(language: .*?)^```", re.DOTALL | re.MULTILINE)
HEAD = '# <a name="xm_test-message"></a>XM\\_TEST\n\n## <a name="return-value"></a>Return value\n\n'


@pytest.fixture(scope="module")
def text() -> str:
    (found,) = PACK.findall(GUIDE.read_text("utf-8"))
    return str(found)


@pytest.fixture(scope="module")
def pack(text: str) -> LocalePack:
    return load_pack(text, "pt.yaml")


def test_the_pack_of_the_guide_has_no_fault(text: str) -> None:
    assert check_pack(text) == ()


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Esta mensagem não retorna um valor.", "none"),
        ("Nenhum.", "none"),
        ("O valor de retorno é ignorado.", "ignored"),
        ("O valor retornado não é usado.", "ignored"),
        ("Consulte os comentários.", "unspecified"),
        ("Retorna o índice de base zero da aba.", "always described"),
        ("Retorna TRUE se for bem-sucedida; caso contrário, FALSE.", "failure FALSE, success TRUE"),
        ("Se um aplicativo processar esta mensagem, ele deverá retornar zero.", "processed 0"),
        (
            "Se a função for bem-sucedida, o valor retornado será diferente de zero. Caso contrário, será zero.",
            "failure 0, success nonzero",
        ),
        ("Se não ocorrer nenhum erro, o valor retornado é 0.", "success 0"),
        ("Retorna a posição da linha, ou LB \\_ erro se ocorrer um erro.", "failure LB_ERR, success described"),
    ],
)
def test_it_reads_return_statements(pack: LocalePack, sentence: str, said: str) -> None:
    page = Page("en-us", "a.md", "a.md", f"{HEAD}{sentence}\n")
    contract = read_returns(page.section("return-value"), pack)
    assert (", ".join(sorted(f"{o.when} {o.value}" for o in contract.outcomes)) or contract.disposition) == said


@pytest.mark.parametrize(
    ("description", "used"),
    [
        ("O identificador da aba.", True),
        ("Este parâmetro não é usado.", False),
        ("Reservado; deve ser zero.", False),
        ("Se a lista estiver vazia, este parâmetro deve ser zero.", True),
    ],
)
def test_it_reads_whether_a_parameter_is_used(pack: LocalePack, description: str, *, used: bool) -> None:
    fact = read_usage(parse_blocks(description, 0, len(description)), pack)
    assert fact is not None
    assert fact.value is used
