"""The Goals page: what everyone is working towards, by next step, by person, by state, and the quiet ones."""
