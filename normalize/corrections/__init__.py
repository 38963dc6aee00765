"""Corrections by a person, laid over a finished data set."""
