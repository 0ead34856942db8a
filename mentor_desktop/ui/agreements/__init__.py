"""The Agreements page: who has which version in force."""
