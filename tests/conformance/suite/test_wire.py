import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance.suite.targets.protocol import Call, Fixup, Pointer, Reply, TargetCrashedError, TargetError
from conformance.suite.targets.wire import decode_call, decode_reply, encode_call, encode_reply

_WORDS = st.text(alphabet="abcXYZ019_.", min_size=1, max_size=12)
_NUMBERS = st.integers(-(1 << 63), (1 << 63) - 1)


@given(
    st.builds(
        Call,
        _WORDS,
        _WORDS,
        st.lists(st.one_of(_NUMBERS, st.builds(Pointer, st.integers(0, 31))), max_size=12).map(tuple),
        st.lists(st.binary(max_size=40), max_size=5).map(tuple),
        st.lists(st.builds(Fixup, *[st.integers(0, 99)] * 3), max_size=3).map(tuple),
    )
)
def test_a_call_survives_the_wire(call: Call) -> None:
    line = encode_call(call)
    assert "\n" not in line
    assert decode_call(line) == call


@given(st.builds(Reply, _NUMBERS, st.lists(st.binary(max_size=40), max_size=5).map(tuple)))
def test_a_reply_survives_the_wire(reply: Reply) -> None:
    assert decode_reply(encode_reply(reply)) == reply


@pytest.mark.parametrize("name", ["", "two words", "new\nline", "naïve", "tab\t"])
def test_a_name_that_could_break_the_line_is_refused(name: str) -> None:
    with pytest.raises(TargetError):
        encode_call(Call("user32", name))


@pytest.mark.parametrize(
    "line", ["", "call", "call a", "call a b", "call a b x", "call a b 1", "reset", "call a b 0 1"]
)
def test_a_damaged_request_is_a_value_error(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode_call(line)


@pytest.mark.parametrize("line", ["", "ok", "ok x", "ok 1 zz", "hello", "ok 1 0"])
def test_an_answer_that_makes_no_sense_is_a_crash(line: str) -> None:
    with pytest.raises(TargetCrashedError):
        decode_reply(line)


def test_errors_and_crashes_are_told_apart() -> None:
    with pytest.raises(TargetError, match="no such function"):
        decode_reply("error no such function")
    with pytest.raises(TargetCrashedError, match="0xc0000005"):
        decode_reply("crash 0xc0000005")
