"""Questions that people ask first, as views of the SQLite and the DuckDB file; each is plain SQL that both understand."""

from __future__ import annotations

from typing import NamedTuple

from postulat.normalize.records import STANCES


class View(NamedTuple):
    name: str
    sql: str


YEAR = "CAST(substr(CAST(date AS VARCHAR), 1, 4) AS INTEGER)"
STANCE_COUNTS = ",\n  ".join(f"count(CASE WHEN r.stance = '{stance}' THEN 1 END) AS {stance}" for stance in STANCES)

VIEWS = (
    View(
        "records_by_year",
        f"""
SELECT {YEAR} AS year, count(*) AS postulates, count(response) AS answered, count(*) - count(response) AS unanswered,
  count(DISTINCT document_id) AS documents, count(DISTINCT organisation_id) AS organisations
FROM records GROUP BY 1 ORDER BY 1
""",
    ),
    View(
        "stances_by_year",
        f"""
SELECT {YEAR} AS year, r.stance, count(*) AS responses
FROM responses r JOIN postulates p ON p.postulate_id = r.postulate_id LEFT JOIN meetings m ON m.meeting_id = p.meeting_id
GROUP BY 1, 2 ORDER BY 1, 2
""",
    ),
    View(
        "stances_by_organisation",
        f"""
SELECT o.organisation_id, o.name, o.kind, count(DISTINCT po.postulate_id) AS postulates, count(r.response_id) AS responses,
  {STANCE_COUNTS}
FROM organisations o
JOIN postulate_organisations po ON po.organisation_id = o.organisation_id
LEFT JOIN responses r ON r.postulate_id = po.postulate_id
GROUP BY 1, 2, 3 ORDER BY postulates DESC, 1
""",
    ),
    View(
        "stances_by_host_unit",
        f"""
SELECT m.municipality, m.host_unit, count(DISTINCT p.postulate_id) AS postulates, count(r.response_id) AS responses,
  {STANCE_COUNTS}
FROM meetings m JOIN postulates p ON p.meeting_id = m.meeting_id LEFT JOIN responses r ON r.postulate_id = p.postulate_id
GROUP BY 1, 2 ORDER BY 1, 2
""",
    ),
    View(
        "unanswered",
        """
SELECT date, organisation, number, postulate, source, page, locator, postulate_id FROM records WHERE response IS NULL
ORDER BY date, source, postulate_id
""",
    ),
    View(
        "amounts",
        """
SELECT n.mention_id, n.record_id, coalesce(p.postulate_id, r.postulate_id) AS postulate_id,
  CASE WHEN p.postulate_id IS NOT NULL THEN 'postulate' WHEN r.response_id IS NOT NULL THEN 'response' END AS stands_in,
  n.field, n.text, CAST(n.value AS DOUBLE) AS amount, n.unit
FROM mentions n
LEFT JOIN postulates p ON p.postulate_id = n.record_id LEFT JOIN responses r ON r.response_id = n.record_id
WHERE n.kind = 'amount' ORDER BY n.mention_id
""",
    ),
    View(
        "findings_by_code",
        """
SELECT severity, code, count(*) AS findings, count(DISTINCT document_id) AS documents
FROM findings GROUP BY 1, 2 ORDER BY findings DESC, 2
""",
    ),
)
