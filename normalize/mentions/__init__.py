"""Figures and references inside texts: amounts, dates, periods, provisions, legal acts, links."""
