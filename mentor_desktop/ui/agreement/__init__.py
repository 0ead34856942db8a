"""The page of one relationship's agreement."""
