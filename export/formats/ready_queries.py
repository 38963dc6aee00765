"""Ready questions for Datasette: the queries of `docs/dashboards.md` under names, with fields to fill in where they have some."""

from __future__ import annotations

from typing import NamedTuple


class ReadyQuery(NamedTuple):
    """A question with a name; `:words` in its SQL is a field that a person fills in."""

    name: str
    sql: str


QUERIES = (
    ReadyQuery(
        "who_is_heard",
        """
SELECT name, postulates, responses,
  round(100.0 * (accepted + already_done + conditional + partial) / postulates, 1) AS heard_percent
FROM stances_by_organisation
ORDER BY postulates DESC, name
LIMIT 20
""",
    ),
    ReadyQuery(
        "largest_amounts",
        """
SELECT CAST(m.value AS DECIMAL(18, 2)) AS amount, m.unit, p.postulate_id, p.text
FROM mentions m JOIN postulates p ON p.postulate_id = m.record_id
WHERE m.kind = 'amount' AND m.field IN ('text', 'justification')
ORDER BY 1 DESC, p.postulate_id
LIMIT 20
""",
    ),
    ReadyQuery(
        "unanswered",
        """
SELECT p.postulate_id, p.number, p.text, d.source, p.locator
FROM postulates p JOIN documents d ON d.document_id = p.document_id
LEFT JOIN responses r ON r.postulate_id = p.postulate_id
WHERE r.response_id IS NULL
ORDER BY d.source, p.position
""",
    ),
    ReadyQuery(
        "promises_due",
        """
SELECT c.due_until, c.firmness, c.what, c.who, c.amount, c.currency, c.condition, p.text AS asked, d.source
FROM commitments c JOIN postulates p ON p.postulate_id = c.postulate_id JOIN documents d ON d.document_id = c.document_id
WHERE c.due_until BETWEEN :first_day AND :last_day
ORDER BY c.due_until, c.commitment_id
""",
    ),
    ReadyQuery(
        "asked_again",
        """
SELECT first_asked.text, count(DISTINCT g.postulate_id) AS times, min(m.date) AS first_day, max(m.date) AS last_day,
  sum(CASE WHEN r.stance IN ('rejected', 'out_of_scope') THEN 1 ELSE 0 END) AS refused,
  sum(CASE WHEN r.stance IN ('accepted', 'already_done', 'conditional', 'partial') THEN 1 ELSE 0 END) AS heard
FROM (SELECT group_id, postulate_id FROM postulate_links UNION SELECT group_id, other_postulate_id FROM postulate_links) g
JOIN postulates p ON p.postulate_id = g.postulate_id
JOIN postulates first_asked ON first_asked.postulate_id = g.group_id
LEFT JOIN meetings m ON m.meeting_id = p.meeting_id
LEFT JOIN responses r ON r.postulate_id = p.postulate_id
GROUP BY g.group_id, first_asked.text
HAVING count(DISTINCT g.postulate_id) >= 3
ORDER BY refused DESC, times DESC, g.group_id
""",
    ),
    ReadyQuery(
        "heard_by_topic",
        """
SELECT label, asked, heard, round(100.0 * heard / asked, 1) AS heard_percent,
  round(100 * (share + 1.92 / asked -
    1.96 * sqrt(share * (1 - share) / asked + 0.96 / (asked * asked))) / (1 + 3.84 / asked), 1) AS at_least,
  round(100 * (share + 1.92 / asked +
    1.96 * sqrt(share * (1 - share) / asked + 0.96 / (asked * asked))) / (1 + 3.84 / asked), 1) AS at_most
FROM (
  SELECT t.label, CAST(count(DISTINCT t.postulate_id) AS DOUBLE) AS asked, count(DISTINCT r.postulate_id) AS heard,
    CAST(count(DISTINCT r.postulate_id) AS DOUBLE) / count(DISTINCT t.postulate_id) AS share
  FROM topics t LEFT JOIN responses r
    ON r.postulate_id = t.postulate_id AND r.stance IN ('accepted', 'already_done', 'conditional', 'partial')
  WHERE t.scheme = 'theme' GROUP BY t.label) counted
ORDER BY asked DESC, label
""",
    ),
    ReadyQuery(
        "to_look_at",
        """
SELECT severity, code, count(*) AS findings, count(DISTINCT document_id) AS documents
FROM findings GROUP BY severity, code ORDER BY findings DESC, code
""",
    ),
    ReadyQuery(
        "search",
        """
SELECT r.postulate_id, r.postulate
FROM records_search s JOIN records r ON r.rowid = s.rowid
WHERE records_search MATCH :words
""",
    ),
)
