"""The centre's encrypted file: keys, connections, one writer, readers, journal, backups."""
