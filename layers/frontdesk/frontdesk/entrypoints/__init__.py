"""Where requests, frames and records of streams become calls of use cases, and their results become answers."""
