"""From a corpus to all that its contracts state: the rules, and for each a plan or the reason why there is none."""

from collections.abc import Iterable

import msgspec

from conformance.suite.book import Book, shipped_book
from conformance.suite.numbers import shipped_numbers
from conformance.suite.plan import NoPlanError, Plan, Planner, Worth
from conformance.suite.quote import quoter
from conformance.suite.rules import Rule, rules_of
from spec_model.model import Message


class Suite(msgspec.Struct, frozen=True):
    """The rules in the order of their pages; the plans and, where there is none, the reasons, by id.

    `worths` says what the values of every rule are worth, by id. `numbers` are those of the messages, by name;
    `titles` those of the families.
    """

    rules: tuple[Rule, ...]
    plans: dict[str, Plan]
    reasons: dict[str, str]
    worths: dict[str, Worth]
    numbers: dict[str, int]
    titles: dict[str, str]


def assemble(messages: Iterable[Message], book: Book | None = None) -> Suite:
    """Everything that `messages` state; `book` has the ways to reach states (None: the one that ships)."""
    messages = tuple(messages)
    book = book or shipped_book()
    numbers = shipped_numbers(messages)
    by_page = {message.page: numbers.of_message(message) for message in messages}
    rules = rules_of(messages, book, quoter())
    contracts: dict[str, list[Rule]] = {}
    for rule in rules:
        contracts.setdefault(rule.page, []).append(rule)
    planner = Planner(book, numbers.find, by_page)
    plans: dict[str, Plan] = {}
    reasons: dict[str, str] = {}
    for rule in rules:
        try:
            plans[rule.id] = planner.plan(rule, tuple(contracts[rule.page]))
        except NoPlanError as error:
            reasons[rule.id] = str(error)
    known = {m.name: number for m in messages if (number := by_page[m.page]) is not None}
    titles = {family.name: family.title for family in book.families.values()}
    return Suite(rules, plans, reasons, {rule.id: planner.worth(rule) for rule in rules}, known, titles)
