"""The answer engine: which article answers a visitor's question, and how sure that is.

A question goes one way through it: `text` makes words and stems of it, `question` weighs them against the tenant's
index, `candidates` finds the articles worth a closer look, `features` compares each of them with the question,
`ranking` orders them, `confidence` says how likely the first one is right, and `gate` decides what the bot does.
"""
