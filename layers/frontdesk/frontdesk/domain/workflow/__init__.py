"""Workflows: guided forms that ask visitors, remember what they answer and lead them on."""
