"""Who visits, who answers, and what is said, in the pictures of an invented coffee roastery's morning."""

from dataclasses import dataclass, field

SHOP = "https://kopi-pagi.example"
MAC = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
    "Safari/605.1.15"
)
PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile "
    "Safari/537.36"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor and the first thing that they write."""

    name: str
    says: str
    page: str
    path: str
    email: str | None = None
    priority: str = "normal"
    skills: tuple[str, ...] = ()
    device: str = MAC
    waits: float = 0
    """Minutes in the queue when the pictures are taken."""
    told: tuple[str, ...] = field(default=())
    """What its agent answers (beginning with >) and what else the visitor writes, in turn."""


RINA = Visit(
    name="Rina Wijaya",
    email="rina@example.com",
    says="Hi! I ordered two bags of Gayo on Monday, number 4471. Has my parcel left yet?",
    page="Gayo, 250 g",
    path="/gayo",
    device=PHONE,
)
RINA_AND_BUDI = (
    ">Hi Rina, this is Budi. Let me look that up for you.",
    "Thank you! It is a birthday present for Friday, so I am a little nervous.",
)
NOTE = (
    "The courier lost a pallet on Tuesday and 4471 was on it. A new parcel can leave at noon by express; "
    "the shipping has to be paid back."
)
HANDED_OVER = "Shipping has to be refunded, and that is your department."
RINA_AND_ANA = (
    ">Hello Rina, Ana here. Your parcel was lost on its way; a new one leaves at noon and is with you on Thursday.",
    ">The shipping is on us: the money is on its way back to you.",
    "Oh, that is wonderful. Thank you both so much!",
    "One last wish: could you add a card that says “Happy birthday, Papa”?",
)

QUEUE = (
    Visit(
        name="Tomas Berg",
        email="tomas@example.com",
        says="My machine is leaking hot water all over the counter. What do I do right now?",
        page="Descaling and repairs",
        path="/repairs",
        priority="urgent",
        skills=("machines",),
        waits=5.0,
    ),
    Visit(
        name="Agus Pratama",
        says="Apakah pesanan ke Makassar bisa sampai sebelum Jumat?",
        page="Shipping",
        path="/shipping",
        device=PHONE,
        waits=4.2,
    ),
    Visit(
        name="Lestari Handayani",
        email="lestari@example.com",
        says="I was charged twice for order 4417. Could you have a look?",
        page="Your orders",
        path="/orders",
        priority="high",
        skills=("billing",),
        waits=3.1,
    ),
    Visit(
        name="Hana Kim",
        says="Is the natural from Ijen coming back this season?",
        page="Ijen natural, 250 g",
        path="/ijen",
        waits=2.2,
    ),
    Visit(
        name="Nina Rossi",
        email="nina@example.com",
        says="Do you have gift cards?",
        page="Kopi Pagi",
        path="/",
        priority="low",
        device=PHONE,
        waits=1.1,
    ),
    Visit(
        name="Wayan Sudarma",
        says="Good morning! Which grinder goes well with a moka pot?",
        page="Grinders",
        path="/grinders",
        waits=0.3,
    ),
)

OF_ANA = (
    Visit(
        name="Joko Susilo",
        email="joko@example.com",
        says="Can I change the grind of my subscription from whole bean to filter?",
        page="Your subscription",
        path="/subscription",
        told=(">Of course, Joko. It is filter from the next bag on, which leaves on Thursday.",),
    ),
    Visit(
        name="Maya Kusuma",
        says="Hello, the invoice of our café for October has the wrong address on it.",
        page="Invoices",
        path="/invoices",
        told=(
            ">Sorry about that, Maya. Which address should it be?",
            "Jalan Braga 12, Bandung. And could it say “Café Senja”?",
        ),
    ),
    Visit(
        name="Putu Arya",
        email="putu@example.com",
        says="Selamat pagi! Apakah mesin espresso kecil itu masih ada?",
        page="Machines",
        path="/machines",
        device=PHONE,
        told=(">Selamat pagi, Putu! Masih ada dua. Mau saya simpan satu?", "Boleh, terima kasih banyak!"),
    ),
)
OF_BUDI = (
    Visit(
        name="Dimas Aditya",
        says="The pump is so loud since yesterday. Is that normal?",
        page="Descaling and repairs",
        path="/repairs",
        told=(">A short hum is, a rattle is not. When did you last descale it?",),
    ),
    Visit(
        name="Oliver Grant",
        says="Where can I find the serial number?",
        page="Descaling and repairs",
        path="/repairs",
        device=PHONE,
        told=(">Under the drip tray, on a silver label.", "Found it, thank you: KP-20771"),
    ),
    Visit(
        name="Siti Rahma",
        says="Do you repair machines of other brands too?",
        page="Repairs",
        path="/repairs",
        told=(">Most of them, Siti. Which one is it?", "A Lelit Anna, about six years old."),
    ),
)
OF_CITRA = (
    Visit(
        name="Farah Nabila",
        says="Which beans would you give to somebody who drinks tea?",
        page="Coffee",
        path="/coffee",
        told=(">What a lovely question. Ciwidey, washed: floral, light, and gentle.",),
    ),
)
RESOLVED = Visit(
    name="Bagus Hartono",
    says="Are you open on Saturday?",
    page="Kopi Pagi",
    path="/",
    told=(">We are, from eight to two. See you then!", "See you, thanks."),
)
NEWCOMER = {"email": "dewi@demo.example", "name": "Dewi Anggraini", "skills": ["beans", "english"]}

# What earlier conversations have left to be done, the oldest first; the last one is opened.
TICKETS: tuple[tuple[Visit, dict[str, str]], ...] = (
    (
        Visit(
            name="Maria Santos",
            says="The invoice of October has my old address on it.",
            page="Your account",
            path="/account",
        ),
        {"subject": "Old address on the invoice of October", "category": "invoices", "status": "pending"},
    ),
    (
        Visit(
            name="Jonas Weber",
            email="jonas@example.com",
            says="Do you grind for a Turkish coffee pot? I would order five bags then.",
            page="Grinding",
            path="/grinding",
        ),
        {"subject": "Turkish grind for five bags", "category": "orders", "priority": "low"},
    ),
    (
        Visit(
            name="Siti Rahma",
            says="Bisakah saya mengganti kopi di langganan saya mulai bulan depan?",
            page="Subscription",
            path="/subscription",
            device=PHONE,
        ),
        {"category": "subscriptions"},
    ),
    (
        Visit(
            name="Eva Lindqvist",
            email="eva@example.com",
            says="The grinder that came today does not turn on. I need it for a tasting on Saturday, this is urgent!",
            page="Grinders",
            path="/grinders",
            told=(
                ">I am sorry about that, Eva. I will have a new one sent to you, and the old one collected.",
                "Thank you! Please call before you come, the bell is broken too.",
            ),
        ),
        {"subject": "Replace a grinder before Saturday’s tasting", "category": "repairs", "priority": "urgent"},
    ),
)
ASKS_THE_BOT = "Yuki Tanaka"
ASKED = "How long does shipping to Bali take?"
