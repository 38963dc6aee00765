"""Patterns of the words around names, by language: what is called after persons, trades, companies, labels, relatives, closings."""

from __future__ import annotations

import re
from functools import cache

from postulat.normalize.privacy.name_words import pattern_of, phrases_of
from postulat.normalize.vocabulary.phrases import rows

OF_PATRONS = ("title", "patron-title", "family-before")
"""What may stand between a street's or a school's word and its patron."""


def may_end(near: str, roles: tuple[str, ...], language: str) -> bool:
    """Whether the last word of a text can end a phrase of these roles: a quick first look."""
    words = near.rsplit(maxsplit=1)
    return bool(words) and words[-1].lower().lstrip("(„\"'").startswith(last_words(roles, language))


@cache
def last_words(roles: tuple[str, ...], language: str) -> tuple[str, ...]:
    """How the last words of the phrases of these roles begin."""
    return tuple(
        {phrase.split()[-1].split("*")[0].split("?")[0].lower() for role in roles for phrase in phrases_of(role, language)}
    )


@cache
def patron_before(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"{pattern_of(('patron',), language)}\s*(?:{pattern_of(('patron', *OF_PATRONS), language)}\s*)*[„”\"]?$", re.IGNORECASE
    )


@cache
def trade_before(language: str) -> re.Pattern[str]:
    """A word of a trade, with up to two more words of the company's name behind it."""
    return re.compile(rf"(?<![\w.]){pattern_of(('trade',), language)}(?:[ \u00a0][^\W\d_]{{2,30}}){{0,2}}[ \u00a0]$", re.IGNORECASE)


@cache
def cited_before(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern_of(('cited',), language)}[ \u00a0,:]{{1,3}}$", re.IGNORECASE)


@cache
def and_between(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, phrases_of("and", language)))
    return re.compile(rf"(?:,[ \u00a0]|[ \u00a0](?:{words or '(?!)'})[ \u00a0])")


@cache
def label_before(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern_of(('label',), language)}[ \u00a0,:–-]{{1,3}}$", re.IGNORECASE)


@cache
def kin_before(language: str) -> re.Pattern[str]:
    """A word for a relative right before a first name alone."""
    return re.compile(rf"(?<!\w){pattern_of(('kin',), language)},?[ \u00a0]$", re.IGNORECASE)


@cache
def closing_before(language: str) -> re.Pattern[str]:
    """A letter's closing right before a first name alone."""
    closing = "|".join(re.escape(words).replace(r"\ ", r"\s") for words in closings(language)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{closing}),?\s{{1,3}}$", re.IGNORECASE)


@cache
def closings(language: str) -> tuple[str, ...]:
    """The words that close a letter or a message, before who writes."""
    return (*(row["phrase"] for row in rows("closings") if row["language"] == language), *phrases_of("closing", language))


@cache
def body_behind(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:[ \u00a0][^\W\d_][\w'’-]{{0,30}}){{0,2}}[ \u00a0]{pattern_of(('body-after',), language)}", re.IGNORECASE
    )


@cache
def known_names() -> frozenset[str]:
    return frozenset(row["phrase"] for row in rows("person_words") if row["role"] == "known-name")


@cache
def title_here(language: str) -> re.Pattern[str]:
    return re.compile(pattern_of(("title",), language), re.IGNORECASE)


@cache
def namesake_before(language: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern_of(('namesake',), language)}\s*(?:{pattern_of(OF_PATRONS, language)}\s*)*[„”\"]?$", re.IGNORECASE)


@cache
def place_before(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern_of(('place-before',), language)}[ \u00a0]$", re.IGNORECASE)


@cache
def company_form(language: str) -> re.Pattern[str]:
    """Up to two more words and a company's form."""
    forms = {
        row["phrase"].removeprefix("* ")
        for row in rows("organisation_forms")
        if row["kind"] == "company" and row["phrase"].startswith("* ")
    }
    short = sorted((form for form in forms if "*" not in form), key=len, reverse=True)
    return re.compile(rf"(?:[ \u00a0][^\W\d_][\w-]*){{0,2}}?,?[ \u00a0](?:{'|'.join(map(re.escape, short))})(?!\w)", re.IGNORECASE)


@cache
def says_behind(language: str) -> re.Pattern[str]:
    """A verb that tells what somebody said or did ("asked", "seconded") right behind a name."""
    return re.compile(rf"[ \u00a0]{pattern_of(('says',), language)}")


@cache
def suffix_behind(language: str) -> re.Pattern[str]:
    """What a full name may end with: "Jr.", "Esq", "(Mrs)"."""
    words, honorific = pattern_of(("suffix",), language), pattern_of(("honorific",), language)
    return re.compile(rf",?[ \u00a0](?:{words}\.?|\({honorific}\))(?!\w)", re.IGNORECASE)
