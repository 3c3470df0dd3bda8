"""A local stack for SAM templates: HTTP and WebSocket APIs, functions, tables, queues, streams and schedules.

`template.yaml` is read as it is deployed. Nothing here knows Frontdesk, apart from `seed.py`, `demo_site/` and the
defaults in `__main__.py`.
"""
