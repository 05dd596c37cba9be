"""What the tests that compare engines share: packages made at random, and how two reports are compared."""
