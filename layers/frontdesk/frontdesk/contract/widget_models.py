"""A widget: how it looks and behaves, as visitors' browsers read it and as admins set it."""

from datetime import date
from typing import Annotated, Literal

from pydantic import EmailStr, Field, HttpUrl

from frontdesk.contract.base import SUBJECT_LENGTH, ClientId, Content, Id, Name, ShortText, Timestamp, Wire
from frontdesk.contract.http_models import ClientLimits, Page
from frontdesk.contract.ticket_models import TicketNumber
from frontdesk.domain.vocabulary import HandlerType, Routing
from frontdesk.domain.widget import BOT_NAME

DOMAIN_CEILING = 50
SCOPE_CEILING = 100
INTERVAL_CEILING = 6
HOLIDAY_CEILING = 100
RULE_CEILING = 10
PARAGRAPH_LENGTH = 500
IN_THE_DOMAIN = {"confidence_threshold": "threshold"}
MAY_BE_NULL = frozenset({"handler_id", "greeting", "business_hours"})

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Paragraph = Annotated[str, Field(max_length=PARAGRAPH_LENGTH)]
PagePattern = Annotated[
    str,
    Field(
        min_length=1,
        max_length=SUBJECT_LENGTH,
        pattern=r"^[^\s?#]+$",
        description="The pages where it holds. One that begins with `/` is compared with the page's path, any other "
        "with its host and path, such as `shop.example/pricing`. Each `*` stands for any characters, or none. What "
        "follows a `?` or `#` in the page's address is not looked at",
    ),
]


class Appearance(Wire):
    primary_colour: Colour = "#4f46e5"
    text_colour: Colour = "#ffffff"
    position: Literal["bottom-right", "bottom-left", "top-right", "top-left"] = "bottom-right"
    border_radius: Annotated[int, Field(ge=0, le=32, description="CSS pixels")] = 16
    launcher_size: Annotated[int, Field(ge=44, le=80, description="CSS pixels")] = 56
    launcher_icon: Literal["chat", "question", "wave", "headset"] = "chat"
    theme: Literal["light", "dark", "auto"] = "auto"
    logo_url: HttpUrl | None = None
    branding: bool = True


class WidgetTexts(Wire):
    """What the company says in its widget; absent texts come from the widget's locale."""

    welcome_title: ShortText | None = None
    welcome_message: Paragraph | None = None
    placeholder: ShortText | None = None
    offline_message: Paragraph | None = None


class ProactiveRule(Wire):
    """Says something to a visitor who has not opened the widget yet."""

    after_seconds: Annotated[int, Field(ge=0, le=3600, description="On the page")]
    url_pattern: PagePattern | None = Field(None, description="Where it is null, every page")
    text: Annotated[str, Field(min_length=1, max_length=SUBJECT_LENGTH)]


class WidgetBehaviour(Wire):
    collect_name: bool = False
    collect_email: bool = False
    sound: bool = True
    locale: Literal["en", "id"] = "en"
    proactive: Annotated[
        tuple[ProactiveRule, ...], Field(max_length=RULE_CEILING, description="Of several that hold, the first")
    ] = ()


class WidgetConfig(Wire):
    """What a visitor's browser needs of the widget. It may be a minute old."""

    widget_id: Id
    name: str
    active: bool = Field(description="Where it is false, nothing can be started here at the moment")
    handler_type: HandlerType
    bot_name: str
    open_now: bool = Field(
        description="Whether people are there. While it is false, an offline message can be left; conversations can "
        "be started where a bot or a workflow answers"
    )
    opens_at: Timestamp | None = Field(None, description="The next opening, where it is closed and there is one")
    appearance: Appearance
    texts: WidgetTexts
    behaviour: WidgetBehaviour
    limits: ClientLimits


class LeaveMessage(Wire):
    """`client_id` makes it repeatable: the same one from the same visitor gives the same ticket."""

    client_id: ClientId
    name: Name
    email: EmailStr
    message: Content
    page: Page | None = None


class LeftMessage(Wire):
    ticket_number: TicketNumber
    conversation_id: Id


# --- business hours -------------------------------------------------------------------------------------------


class OpenInterval(Wire):
    """From `opens` until before `closes`. One that closes earlier than it opens ends on the day after."""

    opens: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="HH:MM")]
    closes: Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$", description="HH:MM, up to 24:00")]


Intervals = Annotated[tuple[OpenInterval, ...], Field(max_length=INTERVAL_CEILING)]


class Week(Wire):
    """A day without intervals is closed."""

    monday: Intervals = ()
    tuesday: Intervals = ()
    wednesday: Intervals = ()
    thursday: Intervals = ()
    friday: Intervals = ()
    saturday: Intervals = ()
    sunday: Intervals = ()


class Holiday(Wire):
    date: Annotated[date, Field(ge=date(2000, 1, 1), lt=date(2200, 1, 1))]
    name: Name | None = None
    hours: Intervals = Field((), description="Hours of its own; without any, closed")


class BusinessHours(Wire):
    """An interval belongs to the day on which it opens: the night before a holiday is not cut short by it."""

    time_zone: Annotated[str, Field(min_length=1, max_length=64, description="Of the IANA database: Asia/Jakarta")]
    week: Week = Week()
    holidays: Annotated[tuple[Holiday, ...], Field(max_length=HOLIDAY_CEILING)] = ()


# --- as admins set it -----------------------------------------------------------------------------------------

Threshold = Annotated[float, Field(ge=0, le=1, description="Below it the bot asks people to help, and does not answer")]
AllowedDomains = Annotated[
    tuple[str, ...],
    Field(
        max_length=DOMAIN_CEILING,
        description="Each is a host, `shop.example`, or its subdomains, `*.shop.example`. Without any, every site",
    ),
]
Scope = Annotated[tuple[Id, ...], Field(max_length=SCOPE_CEILING)]
Greeting = Annotated[str, Field(min_length=1, max_length=PARAGRAPH_LENGTH, description="The bot's first words")]


class Widget(Wire):
    """`token` and `public_key` are public. Of the secret key only `secret_hint`, its end, is ever shown again.

    Until `former_token_until` the token before still works, until `former_secret_until` the secret key before."""

    id: Id
    name: str
    token: str
    public_key: str | None = None
    secret_hint: str | None = None
    former_token_until: Timestamp | None = None
    former_secret_until: Timestamp | None = None
    active: bool
    handler_type: HandlerType
    handler_id: Id | None = None
    confidence_threshold: float
    bot_name: str
    greeting: str | None = None
    routing: Routing
    department_ids: list[Id]
    agent_ids: list[Id]
    allowed_domains: list[str]
    business_hours: BusinessHours | None = None
    open_now: bool
    opens_at: Timestamp | None = Field(None, description="The next opening, where it is closed and there is one")
    appearance: Appearance
    texts: WidgetTexts
    behaviour: WidgetBehaviour
    conversation_count: Annotated[
        int, Field(description="All that have been started; one may be missed when a server dies at that moment")
    ]
    created_at: Timestamp | None = None
    updated_at: Timestamp | None = None
    version: int


class WidgetPage(Wire):
    items: list[Widget]
    next_cursor: str | None = None


class CreateWidget(Wire):
    name: Name
    active: bool = True
    handler_type: HandlerType = HandlerType.AGENT
    handler_id: Id | None = Field(None, description="The workflow, where `handler_type` is `workflow`")
    confidence_threshold: Threshold | None = Field(None, description="Where it is absent or null, the tenant's")
    bot_name: Name = BOT_NAME
    greeting: Greeting | None = None
    routing: Routing = Routing.MANUAL
    department_ids: Scope = ()
    agent_ids: Scope = ()
    allowed_domains: AllowedDomains = ()
    business_hours: BusinessHours | None = Field(
        None, description="Where they are null, people are always there; where they are absent, they are the tenant's"
    )
    appearance: Appearance = Appearance()
    texts: WidgetTexts = WidgetTexts()
    behaviour: WidgetBehaviour = WidgetBehaviour()


class EditWidget(Wire):
    """What is absent stays as it is, also within `appearance`, `texts` and `behaviour`. Null takes away the greeting,
    the workflow and the business hours, and leaves the rest as it is."""

    name: Name | None = None
    active: bool | None = None
    handler_type: HandlerType | None = None
    handler_id: Id | None = None
    confidence_threshold: Threshold | None = None
    bot_name: Name | None = None
    greeting: Greeting | None = None
    routing: Routing | None = None
    department_ids: Scope | None = None
    agent_ids: Scope | None = None
    allowed_domains: AllowedDomains | None = None
    business_hours: BusinessHours | None = None
    appearance: Appearance | None = None
    texts: WidgetTexts | None = None
    behaviour: WidgetBehaviour | None = None
    version: Annotated[
        int | None,
        Field(ge=1, description="The one that you have seen: where the widget has changed since, it is a conflict."),
    ] = None


class WidgetSecret(Wire):
    """The one answer that shows the secret key. Asked again with the same Idempotency-Key, it is null."""

    widget: Widget
    secret_key: str | None = Field(description="Signs the tokens of `identify`. For the site's own server alone")


class EmbedCode(Wire):
    script_tag: Annotated[str, Field(description="HTML, for every page of the site")]
    element: Annotated[str, Field(description="HTML, where the page loads the module itself")]
    module: Annotated[str, Field(description="JavaScript, for React, Vue and whatever else bundles modules")]
