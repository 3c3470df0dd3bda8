"""Who and what the demo consists of."""

from dataclasses import dataclass

TENANT = "demo"
# A push service on this machine may be used as well.
PUSH_SERVICES = "fcm.googleapis.com,updates.push.services.mozilla.com,push.apple.com,notify.windows.com,localhost"
# What is mailed is kept: GET /_ministack/ses/messages at MiniStack's port.
SENDER = "desk@demo.example"
SHOP = "Kopi Pagi"
COLOUR = "#3f5c33"
WIDGET_TOKEN = "frontdeskdemowidget0000000000001"  # noqa: S105 - public by nature
AUTOMATIC_WIDGET_TOKEN = "frontdeskdemowidget0000000000002"  # noqa: S105 - public by nature
BOT_WIDGET_TOKEN = "frontdeskdemowidget0000000000003"  # noqa: S105 - public by nature
WORKFLOW_WIDGET_TOKEN = "frontdeskdemowidget0000000000004"  # noqa: S105 - public by nature
CLOSED_WIDGET_TOKEN = "frontdeskdemowidget0000000000005"  # noqa: S105 - public by nature
PASSWORD = "Frontdesk-demo-1"  # noqa: S105 - of the demo, on this machine alone


@dataclass(frozen=True, slots=True)
class DemoAgent:
    email: str
    name: str
    role: str
    departments: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoResponse:
    shortcut: str
    title: str
    body: str
    department: str | None = None


@dataclass(frozen=True, slots=True)
class DemoWidget:
    token: str
    name: str
    routing: str = "manual"
    handler_type: str = "agent"
    handler_id: str | None = None
    bot_name: str = "Kopi"
    greeting: str | None = None
    offline_message: str | None = None
    never_open: bool = False


WIDGETS = (
    DemoWidget(WIDGET_TOKEN, SHOP),
    DemoWidget(AUTOMATIC_WIDGET_TOKEN, f"{SHOP} Express", routing="automatic"),
    DemoWidget(
        BOT_WIDGET_TOKEN,
        f"{SHOP} Bot",
        handler_type="ai_bot",
        greeting="Selamat pagi! I am Kopi, and I know our coffee quite well. What would you like to know?",
    ),
    DemoWidget(
        CLOSED_WIDGET_TOKEN,
        f"{SHOP} by night",
        offline_message="The roastery sleeps. Leave us a line, and we answer by email.",
        never_open=True,
    ),
)
DEPARTMENTS = {
    "Sales": "Beans, machines and what suits whom",
    "Support": "Orders on their way, and machines that sulk",
    "Billing": "Invoices, payments and refunds",
}
AGENTS = (
    DemoAgent("ana@demo.example", "Ana Putri", "admin", ("Support", "Billing"), ("billing", "english", "indonesian")),
    DemoAgent("budi@demo.example", "Budi Santoso", "agent", ("Support",), ("machines", "indonesian")),
    DemoAgent("citra@demo.example", "Citra Lestari", "agent", ("Sales",), ("beans", "english", "indonesian")),
)
RESPONSES = (
    DemoResponse(
        "hello",
        "Greeting",
        "Hi {{visitor_first_name}}, this is {{agent_first_name}} from {{company_name}}. How can I help?",
    ),
    DemoResponse(
        "halo",
        "Greeting in Indonesian",
        "Halo {{visitor_first_name}}, saya {{agent_first_name}} dari {{company_name}}. Ada yang bisa saya bantu?",
    ),
    DemoResponse(
        "moment", "One moment", "Good question. Give me two minutes with our roaster, and I am back with an answer."
    ),
    DemoResponse(
        "page",
        "About this page",
        "I see that you are looking at “{{page_title}}”. Shall I tell you more about it?",
        "Sales",
    ),
    DemoResponse(
        "brew",
        "How to brew",
        "For a clean cup: 15 g of coffee, ground like coarse sand, 250 ml of water just off the boil, three minutes. "
        "Less bitter? Grind a little coarser.",
        "Sales",
    ),
    DemoResponse(
        "order",
        "Where is the order",
        "I am sorry that you are waiting. Tell me the order number, and I will find out where your parcel is.",
        "Support",
    ),
    DemoResponse(
        "descale",
        "Descaling",
        "A machine that drips slowly mostly wants descaling. Run one tank with our descaler and two with fresh water; "
        "if it still sulks, we take it in.",
        "Support",
    ),
    DemoResponse(
        "refund",
        "Refund",
        "Done, {{visitor_first_name}}: the money is on its way back to you and arrives within three working days. "
        "The receipt goes to {{visitor_email}}.",
        "Billing",
    ),
)
