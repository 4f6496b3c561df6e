"""What a mediation centre knows and does, as plain data and pure functions."""
