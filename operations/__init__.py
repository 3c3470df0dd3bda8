"""Commands for those who run a deployment."""
