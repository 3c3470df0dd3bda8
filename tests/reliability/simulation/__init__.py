"""The use cases as they are, against the fakes, under a scheduler that does its worst.

`scheduler` interleaves, delays and kills invocations at every call of a port; `world` is AWS with its faults;
`client` keeps the client's half of the contract; `people` use it; `laws` says what must hold when all is quiet.
"""
