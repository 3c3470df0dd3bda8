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
        ngomong ngobrol mengobrol bercakap curhat konsultasi berkonsultasi""",
    "ASK": "tanya bertanya nanya tanyakan",
    "REACH": "reach reaching connect connecting connected terhubung ketemu bertemu",
    "CONTACT": "contact contacting menghubungi hubungi kontak",
    "HANDOVER": """transfer transferring redirect forward handoff handover hubungkan hubungin dihubungkan sambungkan
        sambungin disambungkan disambungin alihkan dialihkan teruskan diteruskan oper operkan panggil
        panggilkan panggilin telponin teleponin""",
    "ESCALATE": "escalate escalated escalating eskalasi eskalasikan",
    "CALL": "call phone ring telepon telpon telfon telp",
    "HUMAN": """human humans person agent agents representative representatives rep operator operators manusia agen
        petugas perwakilan supervisor advisor adviser""",
    "SOMEBODY": "someone somebody anyone anybody seseorang",
    "DESK": """staff employee employees assistant manager founder founders admin adminnya cs csnya helpdesk specialist
        consultant technician staf karyawan pegawai tim timnya colleague colleagues""",
    "BOSS": "boss bos atasan pimpinan owner pemilik",
    "MACHINE": "bot bots robot robots chatbot machine computer ai mesin",
    "WANT": """want need require prefer get give gimme provide mau ingin pengen pengin minta butuh perlu mohon kasih
        bisa""",
    "NOT": "not no never without jangan tidak tanpa gausah stop bukan",
    "REAL": "real actual live proper living asli beneran sungguhan nyata",
}
_PHRASES = {
    "(?:can|could) NOT": "cannot",
    "(?:customer|live|human|HUMAN|technical) (?:service|support|care)|(?:live|HUMAN) (?:help|assistance)": "DESK",
    "(?:support|service|your|help) team|team member|help desk|service HUMAN|layanan pelanggan": "DESK",
    "orang REAL|REAL orang|REAL people|REAL one|orangnya": "HUMAN",
    "member of (?:the |your )?(?:DESK|team)": "HUMAN",
    "your (?:people|guys)": "DESK",
    "yang punya": "BOSS",
    "HUMAN to HUMAN": "mutual",
    "HUMAN HUMAN": "HUMAN",
    "CONTACT (?=me with|us with)": "REACH ",
    "touch with": "REACH",
    r"have a (?:\w+ )?(?:word|TALK)": "TALK",
    "(?:i|we|to) be (?:transferred|redirected|forwarded|passed)": "HANDOVER",
    "(?:hand|pass|put) (?:me|us|this|it)?(?: ?over| ?off| ?through)|(?:pass|put) me(?: on)?"
    "|(?:switch|patch|hook) (?:me|us)(?: up| over| through)?|pindahkan saya": "HANDOVER",
    "(?:send|route|assign) (?:me|us)(?= to)": "HANDOVER",
    "wanna": "WANT to",
    "(?:i|id|we|would) like(?= an? )": "WANT",
    "bring in": "WANT",
    "as soon as possible": "asap",
    "(?:WANT|getting) (?:a )?hold of": "REACH",
}
_ROLE_OF = {word: role for role, listed in _ROLES.items() for word in listed.split()}
# Words of their own, one letter away from one that has a role.
_NOT_MISSPELT = frozenset(
    ["contract", "contracts", "contracting", "persona", "urgent", "agency", "manger", "advise", "advised", "advises"]
)

_LINK = """(?:(?:to|with|ke|di|dengan|sama|kepada|a|an|the|your|any|some|one|of|please|me|us|directly|saya|aku|kami|kak
    |langsung|through|another|other|wit|w|2|dg|ama|REAL)\\ )*"""
# "Someone else's account" is nobody to talk to.
_SOMEBODY = r"(?:HUMAN|SOMEBODY(?!\ else\ (?!(?:please|now|at|in|from|about|who|instead)\b))|DESK)\b"
# What has happened is no request.
_NOT_BEFORE = "".join(rf"(?<!\b{word}\ )" for word in ("sudah", "udah", "telah", "pernah", "kemarin", "tadi"))
_HELP = r"(?:help|assist|TALK|answer|CALL|look|sort|solve|fix|handle|take|check|review|read|join)\b"
_COURTESY = r"""(?:\ (?:please|now|dong|ya|kak|thanks|NOT|here|there|sini|disini|situ|sekarang|asap|immediately|instead
    |aja|saja|langsung|available|(?:yang\ )?online|soon|right\ now|on\ TALK|today|urgently|quickly|sih|nih|ini|min
    |mas|mbak|pak|bu))*$"""
_REQUESTS = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        # "speak with an agent", "talk to someone at Acme", "bicara dengan CS"; not "sudah chat admin"
        rf"(?<!am\ i\ )(?<!assign\ a\ )(?<!assign\ the\ ){_NOT_BEFORE}\bTALK\ {_LINK}(?:(?!my\b)\S+\ )?{_SOMEBODY}",
        rf"\bTALK\ {_LINK}(?:(?:(?!about|on)\w+\ )?support\b|orang{_COURTESY})",
        rf"\bTALK\ {_LINK}(?:sales|billing)(?:\ about\b|{_COURTESY})",
        r"\bwho\ (?:can|could)\ (?:i|we)\ TALK\ (?:to|with)\b",
        r"\bmessage\ (?:a\ |an\ )?REAL\ HUMAN\b",
        # "mau tanya langsung ke cs"
        rf"{_NOT_BEFORE}\bASK\ (?:langsung\ )?(?:ke|sama|dengan|pada)\ (?:HUMAN|DESK)\b",
        r"\bSOMEBODY\ (?:REAL\ )?(?:i\ |we\ )?(?:can\ |could\ )?(?:to\ )?TALK\b",
        r"\b(?:HUMAN|DESK)\ (?:i|we)\ (?:can|could)\ TALK\b",
        # "I'd like to complain to your boss"
        rf"\b(?:complain|komplain)\ {_LINK}(?:HUMAN|DESK|BOSS)\b",
        rf"\b(?:TALK|REACH|HANDOVER|ESCALATE)\ {_LINK}BOSS\b",
        # "contact an agent"
        r"(?<!\ba\ )\bCONTACT\ (?:(?:a|an|the|your|any|some|my|REAL)\ )*(?:HUMAN|SOMEBODY)\b",
        # "connect me to a person", "transfer to a human", "hubungkan saya ke agen"
        rf"\b(?:REACH|HANDOVER|ESCALATE)\ (?:this\ )?{_LINK}(?:\S+\ )?{_SOMEBODY}(?!.*\b(?:account|card|rekening)\b)",
        r"\b(?:REACH|HANDOVER)\ (?:me|us|saya)\ (?:to|with|ke)\ (?:the\ |your\ )?support\b",
        rf"\bHANDOVER\ (?:sama|dengan)\ orang{_COURTESY}",
        r"\bhand\ (?:\S+\ ){1,4}over\b",
        # "just transfer me", "can you escalate this"
        rf"\bHANDOVER\ (?:me|us|saya|kami){_COURTESY}",
        r"\b(?:can|could|please|like|WANT)\ (?:(?:you|i|we|to|please)\ )*ESCALATE\ (?:this|it|my)\b",
        # "I want a human", "get a human to assist me", "minta operator dong"
        rf"\bWANT\ {_LINK}(?:DESK\ )?(?:HUMAN|REAL\ DESK|DESK\ REAL)(?:\ to\ {_HELP}|{_COURTESY})",
        # "get someone on this", "give me someone who understands", "I asked for a human already"
        rf"\bWANT\ {_LINK}(?:SOMEBODY\ on\ (?:this|it)|(?:HUMAN|DESK)\ for\ (?:me|us))\b",
        rf"\bWANT\ {_LINK}SOMEBODY\ (?:REAL|who\ (?:\w+\ )?(?:understands?|knows|listens))\b",
        rf"\bWANT\ {_LINK}SOMEBODY\ to\ (?:explain|{_HELP})\ (?:me|us|this|it)\b",
        rf"\basked\ (?:\w+\ )?for\ {_LINK}HUMAN(?:\ (?:already|before|again|twice|\w+\ times))*{_COURTESY}",
        # "That did not help. Human please."
        rf"^(?:(?:a|an|just|REAL)\ )*HUMAN\ (?:please|now|dong|immediately|sekarang|instead)\b{_COURTESY}",
        r"^(?:please|tolong)\ (?:(?:a|an|just|REAL)\ )*HUMAN$|\bplease\ (?:(?:a|an|just|REAL)\ )+HUMAN$",
        # "I'd rather deal with a person", "I would like a human to help me", "can a human look at this"
        rf"\bWANT\ to\ deal\ with\ {_LINK}HUMAN\b",
        r"\brather\ (?:(?!NOT|than)\S+\ ){0,4}HUMAN\b",
        rf"\b(?:like|let)\ {_LINK}HUMAN\ (?:to\ )?{_HELP}",
        rf"\b(?:can|could|may)\ (?:i|we)\ (?:please\ )?have\ {_LINK}HUMAN{_COURTESY}",
        rf"\b(?:can|could|would)\ {_LINK}HUMAN\ (?:please\ )?{_HELP}(?:\ \S+){{0,2}}\ (?:me|us|this|it|my)\b",
        r"""\b(?:can|could|would|let|have|ask)\ (?:(?:a|an|the|any|REAL)\ )+HUMAN\ (?:please\ )?(?:to\ )?
        (?:take\ over|step\ in|reply|respond)\b(?!\ (?:by|from|in|to|with)\b)""",
        # "can somebody call me", "please call me back", "hubungi saya dong"
        r"""\b(?:can|could|would|please|have|let|ask|suruh|WANT)\ (?:\S+\ ){0,2}(?:HUMAN|SOMEBODY|DESK)\ (?:\S+\ ){0,4}?
        (?:CALL|CONTACT|REACH|TALK)\ (?:(?:out|to|with|back)\ )*(?:me|us|saya|kami)\b""",
        rf"""^(?:(?:please|tolong|mohon|can|could|you|just|kak|WANT)\ )*(?:CALL|CONTACT)\ (?:me|us|saya|aku|kami)
        (?:\ back)?{_COURTESY}""",
        # "I need help from a real human", "mau dibantu sama petugas"
        rf"\b(?:help|assistance|bantuan)\ (?:from|dari|of|by)\ {_LINK}(?:HUMAN|DESK)\b",
        rf"\b(?:bantuan\ |di(?:bantu|layani|jawab|tangani)\ (?:oleh\ )?){_LINK}(?:HUMAN|DESK){_COURTESY}",
        rf"\b(?:help|assist)\ .*\bREAL\ HUMAN(?:\ i\ mean)?{_COURTESY}",
        # "do you have an operator?", "ada admin?", "ada cs yang bisa bantu?", "adminnya mana?"
        rf"\b(?:you\ have|ada|WANT)\ {_LINK}(?:DESK|HUMAN){_COURTESY}",
        rf"\bada\ {_LINK}orang{_COURTESY}",
        rf"^(?:DESK|HUMAN)\ (?:(?:tolong|mohon|please|dong)\ )*(?:balas|jawab|reply|respond){_COURTESY}",
        r"\b(?:ada|carikan)\ (?:DESK|HUMAN|orang)\ yang\ (?:\w+\ )?(?:bantu|jawab|balas)\b",
        rf"^(?:DESK|HUMAN)\ (?:ada|mana|online){_COURTESY}",
        rf"(?:^mana\ (?:DESK|HUMAN)|\bmana\ HUMAN){_COURTESY}",
        r"\b(?:DESK|HUMAN)\ (?:aja\ )?yang\ (?:jawab|balas)\b",
        # "are there also humans working for your company?", "is there a human here?"
        r"\b(?:is|are)\ there\ (?:\w+\ ){0,2}(?:HUMAN|people)\ (?:\w+\ )?(?:working|here|there|available|online)\b",
        rf"""(?:^(?:(?:hi|hello|hey)\ )?is|\bis\ there|\bany)\ {_LINK}HUMAN
        \ (?:here|there|available|online)(?:\ right)?{_COURTESY}""",
        rf"\bSOMEBODY\ from\ (?:DESK|the\ team)\ (?:here|there|around|available|online){_COURTESY}",
        r"^SOMEBODY\ HUMAN\b",
        # "can I get someone on the phone"
        rf"\bWANT\ {_LINK}{_SOMEBODY}\ on\ the\ (?:CALL|line)\b",
        # "I don't want to talk to a bot", "talking to a bot is stupid", "not a bot"
        r"\bNOT\ (?:\S+\ ){0,3}TALK\ (?:to|with|dengan|sama|ke)\ (?:\w+\ ){0,2}MACHINE\b",
        r"\bTALK\ (?:to|with|dengan|sama)\ (?:\w+\ )?MACHINE\ (?:is|was|sucks|itu)\b",
        r"""\b(?:tired|sick|capek|capai|cape|males|malas|bosan)\ (?:of\ )?(?:(?:TALK|to|with|sama|dengan|a|this|the)\ )*
        MACHINE\b""",
        rf"\bNOT\ .*MACHINE\ (?:\w+\ )?(?:HUMAN\b|DESK{_COURTESY})",
        r"\b(?:HUMAN|DESK|orang)\ (?:(?:aja|saja)\ )?(?:NOT\ )+(?:a\ )?MACHINE\b",
        r"""\bNOT\ (?:\S+\ )?(?:(?:help|answers?)\ from|(?:helped|answered)\ by|di(?:jawab|bantu|layani|balas))
        \ (?:(?:a|an|the|oleh|sama)\ )*MACHINE\b""",
        rf"^(?:\w+\ )?NOT\ (?:(?:a|an|another|this|more|pakai|sama|WANT|like|with)\ )*MACHINE{_COURTESY}",
    )
)
# Nothing but the name of a person or of the handover, and courtesy: "operator", "real human please".
_BARE = re.compile(
    r"""(?:(?:hi|hello|hey|please|now|a|an|the|to|i|REAL|WANT|no|ok|tolong|halo|ya|kak|min|SOMEBODY|from)\ )*
    (?:HUMAN|DESK|HANDOVER|ESCALATE)
    (?:\ (?:HUMAN|DESK|HANDOVER|ESCALATE|REAL|please|now|to|a|the|me|saya|tolong|dong|ya|kak|thanks|immediately
    |sekarang))*""",
    re.VERBOSE,
)
_REFUSALS = re.compile(
    rf"""(?<!you\ )(?<!are\ )\b(?:NOT|rather\ NOT|prefer\ NOT)
    \ (?:(?:WANT|to|you|like|have|please|usah|be|being|dulu)\ )*
    (?:(?:TALK|REACH|CONTACT)\ {_LINK}{_SOMEBODY}|(?:HANDOVER|ESCALATE)\b|(?:a\ |an\ |any\ |REAL\ )*HUMAN\b
    |WANT\ (?:a\ |an\ |any\ |the\ )*DESK\b)""",
    re.VERBOSE,
)
# What is asked for is something about people, or a translation.
_INFORMATION = re.compile(
    r"""\b(?:hours?|(?<!my\ )(?:number|address|alamat|email)(?!\ saya)|salary|gaji|fees?|costs?|(?<!in\ )charges?
    |biaya|komisi|commission|berapa|how\ much|what\ time|jam|(?:how|what)\ (?:do|would|to)\ (?:you\ )?say|translate
    |in\ (?:spanish|french|german|italian|indonesian|english|japanese|chinese)
    |becom(?:e|ing)|menjadi|jadi|are\ you(?!\ able)|(?:apakah\ )?(?:kamu|anda)\ (?:itu|adalah|manusia|HUMAN))\b""",
    re.VERBOSE,
)

# What somebody else says, or a button, is no request of the visitor's.
_QUOTED = re.compile(
    r"""(?<!\bi\ )(?<!\bsaya\ )\b(?:said|says?|called|bilang|tulisan(?:nya)?)[\s:,]*(?:"[^"]*"|“[^”]*”)""", re.I
)
# What is said beside it neither makes a request nor takes one back.
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")


def asks_for_human(text: str) -> bool:
    """Of one message. Any of its sentences may ask; the bare name of a person is all that it says, or beside a bot."""
    if _BARE.fullmatch(_roles(text)):
        return True
    sentences = [_roles(sentence) for sentence in _BETWEEN_SENTENCES.split(_QUOTED.sub(" ", text))]
    if any("MACHINE" in one for one in sentences) and any(_BARE.fullmatch(one) for one in sentences):
        return True
    return any(map(_is_request, sentences))


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
    known = _ROLE_OF.get(word) or _ROLE_OF.get(word.removesuffix("nya"))
    if known is not None or len(word) < LEAST_LETTERS_TO_SLIP or word in _NOT_MISSPELT:
        return known or word
    return next((role for right, role in _ROLE_OF.items() if is_one_slip_away(word, right)), word)
