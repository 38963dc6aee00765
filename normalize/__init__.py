"""Document → records: what the tables and the prose of minutes mean."""

from postulat.normalize.dataset.combine import combine
from postulat.normalize.minutes import normalize

__all__ = ["combine", "normalize"]
