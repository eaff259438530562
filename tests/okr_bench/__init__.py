"""How fast it is: each row of the table is one small function."""
