"""The centre's encrypted file: keys, connections, one writer, readers, journal, backups."""

__all__ = ["DATABASE", "DESTROYED_LIST", "KEY_FILE"]

DATABASE = "centre.db"
"""Name of the encrypted file in the folder of a centre."""
KEY_FILE = "centre.key.json"
"""Name of the file beside it that holds its wrapped key."""
DESTROYED_LIST = "destroyed.json"
"""Name of the file beside it that tells by random numbers which records were destroyed."""
