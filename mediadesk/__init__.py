"""MediaDesk: the whole work of one mediation centre, offline, in one encrypted file."""

__version__ = "0.1.0"
