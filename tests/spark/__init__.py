"""How the tests of Spark run it, in the environment that requirements.txt pins (`make spark`)."""
