"""The centre's encrypted file: keys, connections, one writer, readers, journal, backups."""

__all__ = ["DATABASE"]

DATABASE = "centre.db"
"""Name of the encrypted file in the folder of a centre."""
