"""What a person can do with the centre's file: commands, questions, upkeep."""
