"""What locks the vault without being asked: nobody touching the program, and the system's own signals."""
