"""`python -m postulat`."""

from postulat.cli import main

raise SystemExit(main())
