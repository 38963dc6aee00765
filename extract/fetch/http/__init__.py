"""HTTP exchanges: bodies, addresses, and which of them may be asked."""
