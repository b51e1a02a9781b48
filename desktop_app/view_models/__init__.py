"""What the window shows and does, in plain Python. No Qt here."""
