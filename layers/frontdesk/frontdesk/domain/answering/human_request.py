"""Whether a visitor asks for a person, in English, Indonesian, or both at once.

Each word is replaced by its role, where it has one ("chat" → TALK, "representative" → HUMAN), misspelt or not; a
handful of patterns over roles and words decides. To name a person is not enough: "are you human?", "customer service
hours?" and "transfer money to another person" ask for something else, and "don't transfer me" for the opposite.
"""

import re

from frontdesk.domain.answering.lexicon import spelled_out
from frontdesk.domain.answering.spelling import LEAST_LETTERS_TO_SLIP, is_one_slip_away
from frontdesk.domain.answering.text import words

_ROLES = {
    "TALK": """talk talking totalk speak speaking tospeak chat chatting converse discuss bicara berbicara bicarakan
        ngomong ngobrol mengobrol bercakap""",
    "REACH": "reach reaching connect connecting connected terhubung",
    "CONTACT": "contact contacting menghubungi hubungi kontak",
    "HANDOVER": """transfer transferring redirect forward escalate escalated escalating handoff handover hubungkan
        hubungin dihubungkan sambungkan sambungin disambungkan alihkan dialihkan teruskan diteruskan oper operkan
        panggilkan panggilin eskalasi""",
    "HUMAN": """human humans person agent agents representative representatives rep operator operators manusia agen
        petugas perwakilan supervisor advisor adviser""",
    "SOMEBODY": "someone somebody anyone anybody seseorang",
    "DESK": """staff employee employees assistant manager founder founders admin adminnya cs csnya helpdesk specialist
        consultant technician staf karyawan pegawai""",
    "MACHINE": "bot bots robot robots chatbot machine computer ai mesin",
    "WANT": """want need require prefer get give gimme provide mau ingin pengen pengin minta butuh perlu mohon kasih
        bisa""",
    "NOT": "not no never without jangan tidak tanpa gausah stop",
    "REAL": "real actual live proper living asli beneran sungguhan nyata",
}
_PHRASES = {
    "(?:can|could) NOT": "cannot",
    "(?:customer|live|human|HUMAN|technical) (?:service|support|care)": "DESK",
    "(?:support|service|your|help) team|team member|help desk|service HUMAN|layanan pelanggan": "DESK",
    "orang REAL|REAL orang|REAL people|REAL one|orangnya": "HUMAN",
    "touch with": "REACH",
    "(?:hand|pass|put) (?:me|us|this|it)?(?: ?over| ?off| ?through)|(?:pass|put) me": "HANDOVER",
    "wanna": "WANT to",
}
_ROLE_OF = {word: role for role, listed in _ROLES.items() for word in listed.split()}
# Words of their own, one letter away from one that has a role.
_NOT_MISSPELT = frozenset(
    ["contract", "contracts", "contracting", "persona", "urgent", "agency", "manger", "advise", "advised", "advises"]
)

_LINK = """(?:(?:to|with|ke|di|dengan|sama|kepada|a|an|the|your|any|some|one|of|please|me|us|directly|saya|aku|kami|kak
    |langsung|through|another|other|REAL)\\ )*"""
_SOMEBODY = r"(?:HUMAN|SOMEBODY|DESK)\b"
_HELP = r"(?:help|assist|TALK|answer|call|look|sort|solve|fix|handle)\b"
_COURTESY = r"(?:\ (?:please|now|dong|ya|kak|thanks|NOT|here|sini|disini|sekarang|asap|immediately|instead))*$"
_REQUESTS = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        # "speak with an agent", "talk to someone at Acme", "bicara dengan CS"
        rf"(?<!am\ i\ )\bTALK\ {_LINK}(?:\S+\ )?{_SOMEBODY}",
        rf"\bTALK\ {_LINK}(?:support\b|orang{_COURTESY})",
        r"\bSOMEBODY\ (?:i\ |we\ )?(?:can\ |could\ )?(?:to\ )?TALK\b",
        # "contact an agent"
        r"(?<!\ba\ )\bCONTACT\ (?:(?:a|an|the|your|any|some|my|REAL)\ )*(?:HUMAN|SOMEBODY)\b",
        # "connect me to a person", "transfer to a human", "hubungkan saya ke agen"
        rf"\b(?:REACH|HANDOVER)\ (?:this\ )?{_LINK}(?:\S+\ )?{_SOMEBODY}(?!.*\b(?:account|card|rekening)\b)",
        r"\bhand\ (?:\S+\ ){1,4}over\b",
        # "I want a human", "get a human to assist me", "minta operator dong"
        rf"\bWANT\ {_LINK}(?:HUMAN|REAL\ DESK)(?:\ to\ {_HELP}|{_COURTESY})",
        # "I need help from a real human"
        rf"\b(?:help|assistance|bantuan)\ (?:from|dari|of|by)\ {_LINK}(?:HUMAN|DESK)\b",
        # "do you have an operator?", "ada admin?"
        rf"\b(?:you\ have|ada|WANT)\ {_LINK}(?:DESK|HUMAN){_COURTESY}",
        # "are there also humans working for your company?"
        r"\bare\ there\ (?:\w+\ )?(?:HUMAN|people)\ (?:\w+\ )?(?:working|here|there)\b",
        # "I don't want to talk to a bot", "talking to a bot is stupid", "not a bot"
        r"\bNOT\ (?:\S+\ ){0,3}TALK\ (?:to|with|dengan|sama|ke)\ (?:\w+\ ){0,2}MACHINE\b",
        r"\bTALK\ (?:to|with|dengan|sama)\ (?:\w+\ )?MACHINE\ (?:is|was|sucks|itu)\b",
        r"\bNOT\ .*MACHINE\ (?:\w+\ )?HUMAN\b",
        r"^NOT\ (?:(?:a|an|another|this|more|pakai|sama)\ )*MACHINE$",
    )
)
# Nothing but the name of a person or of the handover, and courtesy: "operator", "real human please".
_BARE = re.compile(
    r"""(?:(?:hi|hello|hey|please|now|a|an|the|to|i|REAL|WANT|no|ok|tolong|halo|ya|kak|min|SOMEBODY|from)\ )*
    (?:HUMAN|DESK|HANDOVER)
    (?:\ (?:HUMAN|DESK|HANDOVER|REAL|please|now|to|a|the|me|saya|tolong|dong|ya|kak|thanks|immediately|sekarang))*""",
    re.VERBOSE,
)
_REFUSALS = re.compile(
    rf"""(?<!you\ )(?<!are\ )\b(?:NOT|rather\ NOT|prefer\ NOT)
    \ (?:(?:WANT|to|you|like|have|please|usah|be|being|dulu)\ )*
    (?:(?:TALK|REACH|CONTACT)\ {_LINK}{_SOMEBODY}|HANDOVER\b|(?:a\ |an\ |any\ |REAL\ )*HUMAN\b)""",
    re.VERBOSE,
)
# What is asked for is something about people, or a translation.
_INFORMATION = re.compile(
    r"""\b(?:hours?|(?<!my\ )(?:number|address|alamat|email)(?!\ saya)|salary|gaji|fees?|costs?|charges?|biaya|komisi
    |commission|berapa|how\ much|what\ time|jam|(?:how|what)\ (?:do|would|to)\ (?:you\ )?say|translate
    |in\ (?:spanish|french|german|italian|indonesian|english|japanese|chinese)
    |becom(?:e|ing)|menjadi|jadi|are\ you|(?:apakah\ )?(?:kamu|anda)\ (?:itu|adalah|manusia|HUMAN))\b""",
    re.VERBOSE,
)


# What is said beside it neither makes a request nor takes one back.
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")


def asks_for_human(text: str) -> bool:
    """Of one message. Any of its sentences may ask; the bare name of a person is all that it says."""
    if _BARE.fullmatch(_roles(text)):
        return True
    return any(_is_request(_roles(sentence)) for sentence in _BETWEEN_SENTENCES.split(text))


def _is_request(roles: str) -> bool:
    if _INFORMATION.search(roles) or ("MACHINE" not in roles and _REFUSALS.search(roles)):
        return False
    return any(request.search(roles) for request in _REQUESTS)


def _roles(text: str) -> str:
    """The text with roles in the place of the words that have one."""
    written = " ".join(_role(word) for word in spelled_out(words(text)))
    for phrase, role in _PHRASES.items():
        written = re.sub(rf"\b(?:{phrase})\b", role, written)
    return written


def _role(word: str) -> str:
    known = _ROLE_OF.get(word)
    if known is not None or len(word) < LEAST_LETTERS_TO_SLIP or word in _NOT_MISSPELT:
        return known or word
    return next((role for right, role in _ROLE_OF.items() if is_one_slip_away(word, right)), word)
