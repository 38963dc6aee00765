"""The right side of a review page: the records of a document, a card a postulate, with all that a person should look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from postulat.export.html.markup import Markup, joined, tag
from postulat.export.html.words import say, word
from postulat.export.options import Labels
from postulat.export.review.fields import facts, field
from postulat.export.review.marked import marked
from postulat.export.review.sheet import CORRECTED, FOUND, OWN_CODES, ReviewSheet, file_name
from postulat.export.review.sources.shown import split
from postulat.normalize.findings import advice, message
from postulat.normalize.records import Commitment, Finding, Meeting, Organisation, OtherCell, Postulate, Response, TaskArea, Topic
from postulat.normalize.topics.codebook import THEMES
from postulat.normalize.topics.decided_topics import BETWEEN, theme_names


class Cards:
    """Makes the cards of one document; `ids` leads from places to elements of the source, `spoken` are the page's languages."""

    def __init__(self, sheet: ReviewSheet, ids: Mapping[str, str], language: Labels, spoken: Sequence[Labels]) -> None:
        self.sheet = sheet
        self.ids = ids
        self.language = language
        self.spoken = spoken
        self.told: set[str] = set()

    def all(self) -> Iterator[Markup]:
        sheet = self.sheet
        if sheet.around:
            yield self.around()
        for meeting in sheet.meetings:
            yield self.meeting(meeting)
        section = None
        for postulate in sheet.postulates:
            if postulate.section != section:
                section = postulate.section
                if section:
                    yield tag("h3", {"class": "section"}, section)
            yield self.postulate(postulate)
        organisations = sheet.organisations()
        if organisations:
            yield self.organisations(organisations)
        rest = [row for one, own in sheet.findings.items() if one not in self.told for row in own]
        if rest:
            title = say("document_findings", self.language, "h3")
            yield tag("section", {"class": "card about", "tabindex": "-1", "data-flags": FOUND}, title, self.findings(rest))

    def places(self, locator: str | None) -> str | None:
        """The ids of the elements of the source behind a locator, as one attribute."""
        found = dict.fromkeys(self.ids[place] for place in split(locator) if place in self.ids)
        return " ".join(found) or None

    def meeting(self, meeting: Meeting) -> Markup:
        sheet, language = self.sheet, self.language
        name = meeting.meeting_id
        areas = [tag("li", None, row.text, points(row)) for row in sheet.areas[name]]
        present = [
            tag(
                "li",
                None,
                row.name_as_written,
                f" ({row.represents})" if row.represents else None,
                f" – {row.representative}" if row.representative and row.representative != row.represents else None,
            )
            for row in sheet.attendances[name]
        ]
        return tag(
            "section",
            {"class": "card about meeting", "data-id": name, "data-flags": self.about(name, meeting.corrected), "tabindex": "-1"},
            tag(
                "header", None, say("meeting", language, "h3"), self.badge(CORRECTED) if meeting.corrected else None, edit(language)
            ),
            facts("meetings", name, meeting, language),
            more("task_areas", areas, language),
            more("attendances", present, language),
            self.findings(sheet.findings[name], name),
        )

    def around(self) -> Markup:
        """The way to the pages of what belongs to this document, or of what it belongs to."""
        title = say("belongs_to" if self.sheet.attached else "attachments", self.language, "h3")
        items = [
            tag(
                "li",
                None,
                say(f"role.{row.bundle_role}", self.language, "small"),
                " ",
                tag("a", {"href": file_name(row), "title": row.source}, row.title or row.source),
                tag("code", None, row.source.rpartition("/")[2]) if row.title else None,
            )
            for row in self.sheet.around
        ]
        return tag("section", {"class": "card about bundle", "tabindex": "-1", "data-flags": ""}, title, tag("ul", None, *items))

    def about(self, name: str, corrected: bool) -> str:
        flags = {FOUND} if any(row.code not in OWN_CODES for row in self.sheet.findings[name]) else set()
        return " ".join(sorted(flags | ({CORRECTED} if corrected else set())))

    def postulate(self, postulate: Postulate) -> Markup:
        sheet, language, name = self.sheet, self.language, postulate.postulate_id
        own = sheet.answers[name]
        flags = sheet.flags(postulate)
        stances = " ".join(answer.stance for answer in own)
        submitters = sheet.submitters[name]
        attributes = {
            "class": "card postulate",
            "id": name.rpartition(".")[2],
            "data-id": name,
            "data-flags": " ".join(sorted(flags)),
            "data-stance": stances,
            "data-organisations": " ".join(row.organisation_id for row in submitters),
            "tabindex": "-1",
            "aria-label": f"{word('postulates.text', language)} {postulate.number or postulate.position}",
        }
        ids = [name, *(answer.response_id for answer in own)]
        found = [row for one in ids for row in sheet.findings[one]]
        self.told.update(ids)
        return tag(
            "article",
            attributes,
            self.head(postulate, submitters, flags),
            self.demand(postulate),
            joined(*(self.answer(answer) for answer in own)) if own else self.no_answer(postulate),
            self.findings(found),
            self.others(sheet.others[name]),
            self.footer(postulate, own),
        )

    def head(self, postulate: Postulate, submitters: Sequence[Organisation], flags: set[str]) -> Markup:
        language, name = self.language, postulate.postulate_id
        names = "; ".join(row.name for row in submitters)
        inherited = None
        if postulate.inheritance:
            inherited = say("inherited", language, class_="badge inherited", data_title=f"inherited.{postulate.inheritance}")
        joined_places = len(split(postulate.locator)) > 1
        return tag(
            "header",
            None,
            field("postulates", name, "number", postulate.number, language, element="strong"),
            tag(
                "span",
                {"class": "who"},
                field("postulates", name, "organisation", names, language, label="organisation"),
                None if names else say("no_submitter", language, class_="absent"),
                inherited,
            ),
            field("postulates", name, "target", postulate.target, language),
            self.badge("joined") if joined_places else None,
            self.badge(CORRECTED) if CORRECTED in flags else None,
            *self.doubts(postulate),
            edit(language),
        )

    def doubts(self, postulate: Postulate) -> Iterator[Markup]:
        """The grade of a record that is not quite sure, and each reason in words."""
        if postulate.grade != "A":
            yield say(f"grade.{postulate.grade}", self.language, class_="badge grade", data_title=f"grade.{postulate.grade}.title")
            for reason in postulate.grade_reasons:
                yield say(f"reason.{reason}", self.language, class_="badge reason")

    def badge(self, key: str) -> Markup:
        return say(key, self.language, class_=f"badge {key}", data_title=f"{key}.title")

    def demand(self, postulate: Postulate) -> Markup:
        sheet, language, name = self.sheet, self.language, postulate.postulate_id
        words = marked(postulate.text, sheet.mentions[name, "text"], None, language)
        reasons = postulate.justification or ""
        return tag(
            "div",
            {"class": "part demand", "data-places": self.places(postulate.locator)},
            field("postulates", name, "text", postulate.text, language, words, element="p"),
            None if postulate.text else say("no_text", language, "p", class_="absent"),
            tag(
                "div",
                {"class": "reasons" if reasons else "reasons none"},
                say("reasons", language, class_="label"),
                field(
                    *("postulates", name, "justification", reasons, language),
                    marked(reasons, sheet.mentions[name, "justification"], None, language),
                    element="p",
                ),
            ),
            self.topics(name, sheet.topics[name]),
            field("postulates", name, "organisation_as_written", postulate.organisation_as_written, language, element="i"),
            field("postulates", name, "section", postulate.section, language, element="i"),
        )

    def answer(self, answer: Response) -> Markup:
        language, name = self.language, answer.response_id
        decision = answer.decision_as_written or ""
        in_decision = answer.stance_evidence is not None and answer.stance_evidence not in answer.text
        evidence = answer.stance_evidence
        return tag(
            "div",
            {"class": "part answer", "data-id": name, "data-stance": answer.stance, "data-places": self.places(answer.locator)},
            tag(
                "div",
                {"class": "verdict"},
                field("responses", name, "stance", answer.stance, language),
                tag(
                    "span",
                    {"class": "decision" if decision else "decision none"},
                    field(
                        *("responses", name, "decision_as_written", decision, language),
                        marked(decision, (), evidence if in_decision else None, language),
                    ),
                ),
                field("responses", name, "responder", answer.responder, language),
                self.badge("joined") if len(split(answer.locator)) > 1 else None,
            ),
            field(
                *("responses", name, "text", answer.text, language),
                marked(answer.text, self.sheet.mentions[name, "text"], None if in_decision else evidence, language),
                element="p",
            ),
            field("responses", name, "stance_evidence", answer.stance_evidence, language, element="i"),
            *(self.commitment(row) for row in self.sheet.commitments[name]),
        )

    def topics(self, name: str, rows: Sequence[Topic]) -> Markup:
        """What the postulate is about, with the words that decided when a name is pointed at; its themes can be corrected."""
        themes = theme_names(rows)
        marks = [(badge(row), row.scheme == THEMES) for row in rows]
        own = [mark for mark, theme in marks if theme]
        apart = joined(tag("span", {"class": "apart"}, BETWEEN.strip()), " ")  # a part of the value, and no chip shows it
        between = [piece for mark in own for piece in (apart, mark)][1:]
        written = field("postulates", name, "topics", themes, self.language, joined(*between), label="topics")
        points = [joined(" ", mark) for mark, theme in marks if not theme]
        return tag("p", {"class": "topics" if rows else "topics none"}, written, *points)

    def commitment(self, row: Commitment) -> Markup:
        """A promise of the answer; to empty its words takes it out."""
        language, name = self.language, row.commitment_id
        return tag(
            "details",
            {"class": "more promise", "data-id": name},
            tag("summary", None, say("commitments.what", language), ": ", field("commitments", name, "what", row.what, language)),
            facts("commitments", name, row, language, ("firmness", "due", "who", "condition")),
        )

    def no_answer(self, postulate: Postulate) -> Markup:
        """Where a person can write down an answer that the program did not find."""
        language, name = self.language, postulate.postulate_id
        return tag(
            "div",
            {"class": "part answer missing", "data-places": self.places(postulate.locator)},
            say("no_answer", language, "p", class_="absent"),
            field("postulates", name, "response", "", language, label="responses.text", element="p"),
            field("postulates", name, "stance", "", language, label="responses.stance"),
        )

    def findings(self, found: Sequence[Finding], name: str = "") -> Markup | None:
        if name:
            self.told.add(name)
        language = self.language
        items = [
            tag(
                "li",
                {"class": f"finding {row.severity}", "data-places": self.places(row.locator)},
                say(f"code.{row.code}", language, "b", data_title=f"severity.{row.severity}"),
                " ",
                said(row, language, self.spoken),
            )
            for row in found
        ]
        return tag("ul", {"class": "findings"}, *items) if items else None

    def others(self, cells: Sequence[OtherCell]) -> Markup | None:
        items = [
            tag("div", {"data-places": self.places(row.locator)}, tag("dt", None, row.heading or "–"), tag("dd", None, row.text))
            for row in cells
        ]
        if not items:
            return None
        title = say("other_cells", self.language, "summary")
        return tag("details", {"class": "more"}, title, tag("dl", {"class": "facts"}, *items))

    def footer(self, postulate: Postulate, own: Sequence[Response]) -> Markup:
        """Where it stands, in words that `explain` and other programs take."""
        title = tag("summary", None, say("places", self.language), " ", tag("code", None, postulate.postulate_id))
        places = [*split(postulate.locator), *(place for answer in own for place in split(answer.locator))]
        return tag("details", {"class": "more where"}, title, *(tag("code", None, place) for place in dict.fromkeys(places)))

    def organisations(self, organisations: Sequence[Organisation]) -> Markup:
        language = self.language
        cards = []
        for row in organisations:
            name = row.organisation_id
            corrected = self.badge(CORRECTED) if row.corrected else None
            cards.append(
                tag(
                    "section",
                    {
                        "class": "card about organisation",
                        "data-id": name,
                        "data-flags": self.about(name, row.corrected),
                        "tabindex": "-1",
                    },
                    tag("header", None, tag("h4", None, row.name), corrected, edit(language)),
                    facts("organisations", name, row, language),
                    self.findings(self.sheet.findings[name], name),
                )
            )
        count = f" ({len(organisations)})"
        summary = tag("summary", None, say("organisations", language), count)
        return tag("details", {"class": "organisations"}, summary, *cards)


def edit(language: Labels) -> Markup:
    return tag("button", {"type": "button", "class": "edit", "data-title": "help.edit"}, say("edit", language))


def points(area: TaskArea) -> Markup | None:
    return tag("small", None, f" [{', '.join(area.statute_points)}]") if area.statute_points else None


def more(key: str, items: Sequence[Markup], language: Labels) -> Markup | None:
    if not items:
        return None
    return tag("details", {"class": "more"}, tag("summary", None, say(key, language), f" ({len(items)})"), tag("ol", None, *items))


def said(row: Finding, language: Labels, spoken: Sequence[Labels]) -> Markup:
    """The message in the page's language, and what to do when it is pointed at; both change with the language."""
    each = {f"data-{name}-{one}": of(row, one) for name, of in (("said", message), ("todo", advice)) for one in spoken}
    return tag("span", {"class": "said", "title": advice(row, language) or None, **each}, message(row, language))


def badge(row: Topic) -> Markup:
    return tag("span", {"class": "badge topic", "title": "; ".join(row.words) or None}, row.label)
