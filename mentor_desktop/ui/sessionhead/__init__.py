"""What stands above Prepare, Run and Wrap up: who, which session, both clocks, and the three tabs."""
