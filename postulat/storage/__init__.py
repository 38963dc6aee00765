"""What a run keeps beside its tables: earlier results by content, fingerprints of code, facts of the run."""
