"""The ports of the use cases, on AWS."""
