"""How fast packages are validated: the data, the measurements and the table in the README."""
