"""Who and what the demo consists of."""

TENANT = "demo"
SHOP = "Kopi Pagi"
COLOUR = "#3f5c33"
WIDGET_TOKEN = "frontdeskdemowidget0000000000001"  # noqa: S105 - public by nature
PASSWORD = "Frontdesk-demo-1"  # noqa: S105 - of the demo, on this machine alone
AGENTS = (
    ("ana@demo.example", "Ana Putri", "admin"),
    ("budi@demo.example", "Budi Santoso", "agent"),
)
