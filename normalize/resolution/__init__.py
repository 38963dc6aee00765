"""Entity resolution: which names over a data set are one organisation."""
