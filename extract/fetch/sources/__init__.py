"""Sources: where an office publishes its minutes, one TOML file each."""
