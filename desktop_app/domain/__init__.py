"""What a user is, in words of the trade. Imports nothing of ours."""
