"""The words from which statements about return values are built, as a locale pack lists them under ``statements:``."""

from typing import Literal

import msgspec

Phrases = tuple[str, ...]


class ValueWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that are values: zero, what is not zero, truth values, errors without a name, number words.

    `positive` and `negative` are whole phrases (``greater than zero``). `error` are nouns for an error code
    that is not named. `numbers` maps integers other than zero to their words.
    """

    zero: Phrases = ()
    nonzero: Phrases = ()
    positive: Phrases = ()
    negative: Phrases = ()
    true_value: Phrases = ()
    false_value: Phrases = ()
    null_value: Phrases = ()
    error: Phrases = ()
    numbers: dict[int, Phrases] = {}


class ConditionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around conditions.

    `opener` begins a condition (``if``), `unless` the opposite of one, `case` does so only before success,
    failure or processing (``in case of``), `purpose` begins a purpose (``to``), `for_case` what a sentence is
    limited to (``for``); `complete` are whole conditions (``if any``). `then` ends a condition, `otherwise` stands
    for the opposite of what was said, `concession` is no condition (``even if``), `means` stands between a value and
    its meaning (``indicates``).
    """

    opener: Phrases = ()
    unless: Phrases = ()
    case: Phrases = ()
    purpose: Phrases = ()
    for_case: Phrases = ()
    complete: Phrases = ()
    then: Phrases = ()
    otherwise: Phrases = ()
    concession: Phrases = ()
    means: Phrases = ()


class EventWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can happen: success, failure, an error, processing of a message."""

    success: Phrases = ()
    failure: Phrases = ()
    error: Phrases = ()
    process: Phrases = ()
    message: Phrases = ()


class ReturnWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for returning: `verb` (``returns``), `noun` (``the return value``), what stands for it later on.

    `this_value` points back at the value within a condition, `it_is` at the beginning of a sentence. `value`
    are words for value that add nothing, `following` announces a table or a list of values, `above` refers to
    what has been said, `also` to something besides the return value, `part` is a word of a value that holds two.
    """

    verb: Phrases = ()
    noun: Phrases = ()
    this_value: Phrases = ()
    it_is: Phrases = ()
    value: Phrases = ()
    following: Phrases = ()
    above: Phrases = ()
    also: Phrases = ()
    part: Phrases = ()


class UseWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say whether something is used: `used` and `meaning` count where they are negated."""

    used: Phrases = ()
    meaning: Phrases = ()
    unused: Phrases = ()
    ignored: Phrases = ()
    reserved: Phrases = ()
    must_be: Phrases = ()
    parameter: Phrases = ()


class Statements(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything the grammar knows of a language.

    A phrase is one or more words; a word that ends in ``*`` stands for every word that begins so. `order` is
    ``before`` where a condition stands before the value that it governs, ``either`` elsewhere. `filler` are
    words that may stand between a verb and its value. `neutral` are phrases that hold a word of this list but
    say nothing (``zero-based``). `aside` begins sentences that are about something else (``see``).
    `symbol_words` maps parts of symbols to words that translators put in their place.
    """

    order: Literal["before", "either"] = "either"
    values: ValueWords = ValueWords()
    conditions: ConditionWords = ConditionWords()
    events: EventWords = EventWords()
    returns: ReturnWords = ReturnWords()
    use: UseWords = UseWords()
    negation: Phrases = ()
    alternative: Phrases = ()
    conjunction: Phrases = ()
    or_more: Phrases = ()
    other: Phrases = ()
    filler: Phrases = ()
    neutral: Phrases = ()
    aside: Phrases = ()
    type_label: Phrases = ()
    symbol_words: dict[str, Phrases] = {}
