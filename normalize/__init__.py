"""Document → records: what the tables and the prose of minutes mean."""

from normalize.assembly import normalize
from normalize.combine import combine

__all__ = ["combine", "normalize"]
