"""What is made to hurt, each kind as data: the tests hold it, `make attack` measures it."""
