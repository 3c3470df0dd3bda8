"""How well the bot answers, beside other ways: `make bench-answering`."""
