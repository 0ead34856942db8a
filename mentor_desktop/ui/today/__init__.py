"""Today: what comes next, what was promised, what is still to be wrapped up."""
