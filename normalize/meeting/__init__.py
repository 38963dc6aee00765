"""The meeting that a document describes: date, place, host, those present, task areas."""
