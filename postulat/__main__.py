"""`python -m postulat`."""

from postulat.commands.cli import main

raise SystemExit(main())
