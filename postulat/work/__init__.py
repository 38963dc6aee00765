"""One document read and understood: in this process, in a pool of processes, or on a cluster."""
