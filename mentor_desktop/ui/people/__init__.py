"""People: everyone the mentor meets or knows, the quiet ones first if asked."""
