"""The commands: what the window can do with files, for scripts and for machines without a display."""
