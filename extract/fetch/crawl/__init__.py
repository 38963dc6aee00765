"""Polite crawls of a source: frontier, robots.txt, links, and a process of its own."""
