"""Document → records: what the tables and the prose of minutes mean."""

from normalize.combine import combine
from normalize.minutes import normalize

__all__ = ["combine", "normalize"]
