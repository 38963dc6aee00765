"""Numbers as people write them: grouped digits, numbers in words, and thousands or millions after either.

Words are rows of `number_words.csv`. Amounts and percents are built from the patterns here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from postulat.normalize.vocabulary.phrases import ahead, rows

SPACE = r"[^\S\n]{0,3}"
THIN = r"[ \u00a0\u2007\u2009\u202f]"
"""What parts groups of digits: a space, a no-break space, a thin one."""
NUMBER = (
    rf"(?:\d{{1,3}}(?:{THIN}\d{{3}}){{1,4}}(?!\d)(?:[.,]\d\d?(?!\d))?"
    r"|\d{1,3}(?:\.\d{3}){1,4}(?!\d)(?:,\d\d?(?!\d))?|\d{1,3}(?:,\d{3}){1,4}(?!\d)(?:\.\d\d?(?!\d))?"
    r"|\d{1,3}(?:['’]\d{3}){1,4}(?!\d)(?:[.,]\d\d?(?!\d))?|\d{1,12}(?:[.,]\d{1,4})?(?!\d))"
)
NO_FIGURE_BEFORE = r"(?<!\w)(?<!\d[.,/'’:])"
DASH = r"[–—-]"
WORDS_IN_A_ROW = 12
HUNDRED = 100
THOUSANDS_GROUP = 3
DIGIT = re.compile(r"\d")
TOKEN = re.compile(rf"{NUMBER}|[^\W\d]+\.?")


def has_figure(text: str) -> bool:
    """Whether a text holds a digit at all: most figures and references are not looked for where it holds none."""
    return DIGIT.search(text) is not None


def quantity(text: str) -> Decimal:
    """The number that a figure stands for.

    >>> quantity("50.000,00"), quantity("1,2 mln"), quantity("1.250"), quantity("1 mln 200 tys.")
    (Decimal('50000.00'), Decimal('1200000.0'), Decimal('1250'), Decimal('1200000'))
    >>> quantity("sto dwadzieścia pięć tysięcy"), quantity("półtora miliona"), quantity("five hundred thousand")
    (Decimal('125000'), Decimal('1500000.0'), Decimal('500000'))
    """
    total = current = Decimal(0)
    tokens = TOKEN.findall(text)
    for index, token in enumerate(tokens):
        if token[0].isdigit():
            current += of_digits(token, scaled=index + 1 < len(tokens) and is_scale(tokens[index + 1]))
            continue
        value = word_value(token)
        if value is None:
            continue
        if is_scale(token):
            total += (current or 1) * value
            current = Decimal(0)
        elif value == HUNDRED and 1 < current < 10:
            current *= value
        else:
            current += value
    return total + current


def of_digits(digits: str, scaled: bool = False) -> Decimal:
    """Digits with their grouping and decimal marks. Before "mln" a comma is always decimal ("1,234 mln").

    >>> of_digits("1,234"), of_digits("1,234", scaled=True), of_digits("1 234.5"), of_digits("0,125")
    (Decimal('1234'), Decimal('1.234'), Decimal('1234.5'), Decimal('0.125'))
    """
    grouped = re.search(rf"{THIN}|['’]", digits) is not None
    bare = re.sub(rf"{THIN}|['’]", "", digits)
    last = max(bare.rfind("."), bare.rfind(","))
    if last < 0:
        return Decimal(bare)
    whole, part = bare[:last], bare[last + 1 :]
    several = bare.count(bare[last]) > 1
    one_mark = not re.search(r"[.,]", whole)
    thousands = len(part) == THOUSANDS_GROUP and one_mark and whole != "0" and not grouped and not (scaled and bare[last] == ",")
    if several or thousands:
        return Decimal(re.sub(r"[.,]", "", bare))
    return Decimal(re.sub(r"[.,]", "", whole) + "." + part)


@cache
def values() -> dict[str, tuple[Decimal, str]]:
    return {row["form"]: (Decimal(row["value"]), row["kind"]) for row in rows("number_words")}


def word_value(word: str) -> Decimal | None:
    found = values().get(word.lower()) or values().get(word.lower().rstrip("."))
    return found[0] if found else None


def is_scale(word: str) -> bool:
    """Whether a word multiplies what stands before it: "tys.", "milion", "thousand"."""
    found = values().get(word.lower()) or values().get(word.lower().rstrip("."))
    return found is not None and found[1] != "number"


@cache
def words(*kinds: str) -> str:
    forms = sorted((form for form, (_, kind) in values().items() if kind in kinds), key=len, reverse=True)
    return ahead(forms) + "(?:" + "|".join(re.escape(form) + ("" if form.endswith(".") else r"(?!\w)") for form in forms) + ")"


@cache
def spelled() -> str:
    """A pattern of numbers in words; "tysięcy" alone ("kilka tysięcy") is none, and a hyphen joins only "twenty-five"."""
    following = words("number", "lone", "scale")
    return rf"(?>{words('number', 'lone')}(?:(?:\s|(?<=ty)-){following}){{0,{WORDS_IN_A_ROW}}})"


@cache
def figure() -> str:
    """A pattern of any number: digits with or without thousands and millions, or words."""
    scale = words("lone", "scale")
    return rf"(?:{NUMBER}(?:[.,]{DASH}{{1,2}})?(?:{SPACE}{scale}(?:{SPACE}{NUMBER}{SPACE}{scale})?)?|{spelled()})"
