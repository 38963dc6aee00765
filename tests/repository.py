"""Where the repository's own folders lie, for tests in any room."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
FAULTS = Path(__file__).parent / "postulat" / "faults"
"""A `sitecustomize.py` whose documents do harm to the process that reads them."""
