"""Pictures of every screen in every state, drawn from the sample data: `python -m tests.shots DIR`."""
