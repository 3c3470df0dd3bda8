"""How a person is asked for, refused, or only spoken of: patterns over the roles of words (`human_roles`).

Spaces are written `\\ `, as the patterns are laid out over lines.
"""

import re
from functools import cache

_TO = r"(?:to|with|ke|kepada|dengan|sama|wit|wth|w|dg|ama|ma)"
_LINK = r"""(?:(?:to|with|ke|di|dengan|sama|kepada|a|an|the|your|any|some|one|of|please|me|us|directly|saya|aku|kami
    |langsung|aja|saja|through|another|other|wit|wth|w|2|dg|ama|ma|tolong|REAL)\ )*"""
_THE = r"(?:(?:a|an|the|your|one|of|any|some|REAL)\ )*"
# "Someone else's account" is nobody to talk to, nor are parents ("orang tua").
_SOMEBODY = r"(?:HUMAN|DESK|SOMEBODY(?!\ else\ (?!(?:please|now|at|in|from|about|who|instead)\b)))\b"
_ORANG = r"orang\b(?!\ (?:tua|lain|asing|rumah|dalam)\b)"
_ANYBODY = rf"(?:HUMAN|SOMEBODY|DESK|BOSS|EXPERT|{_ORANG})\b"
# What has happened is no request.
_NOT_YET = "".join(rf"(?<!\b{word}\ )" for word in ("sudah", "udah", "telah", "pernah", "kemarin", "tadi"))
_NO_NOUN = "".join(rf"(?<!\b{word}\ )" for word in ("a", "the", "my", "our", "your"))
_HELP = r"""(?:help|assist|TALK|SERVE|answer|CALL|look|sort|solve|fix|handle|take|check|review|read|join|explain|tell
    |walk|guide)\b"""
# What may follow a person without making another thing of it: "an agent who knows", not "agent fees".
_AFTER = r"""(?:who|that|for|on|in|from|at|with|NOT|instead|here|because|and|or|but|i|as|yang|untuk|dan|karena|about
    |regarding|now|please)\b"""
_END = r"""(?:\ (?:please|now|thanks|NOT|here|there|sini|disini|sana|situ|sekarang|asap|immediately|instead|aja|saja
    |langsung|available|(?:yang\ )?(?:online|standby|aktif|bertugas|jaga)|soon|working|right\ now|on\ TALK|today
    |urgently|quickly|ini|min|again|dulu|ke|WANT|ga|apa|juga|tolong|dari\ tadi|di\ (?:sana|sini|situ)))*$"""

_TALKING = (
    # "speak with an agent", "talk to someone at Acme", "bicara dengan CS"; not "sudah chat admin"
    rf"(?<!am\ i\ )(?<!MOVE\ a\ )(?<!MOVE\ the\ ){_NOT_YET}\bTALK\ {_LINK}(?:(?!my\b)\S+\ )?{_SOMEBODY}",
    rf"(?<!am\ i\ ){_NOT_YET}\bTALK\ (?:(?!my\b|about\b|TALK\b)\w+\ ){{1,4}}{_TO}\ {_THE}(?:(?!my\b)\w+\ )?{_SOMEBODY}",
    rf"(?<!should\ i\ ){_NOT_YET}\bTALK\ {_LINK}{_TO}\ {_LINK}(?:\w+\ )?(?<!my\ )EXPERT\b",
    rf"{_NOT_YET}\bTALK\ (?:\w+\ )?(?:{_TO}\ )+{_ORANG}",
    rf"\bTALK\ {_TO}\ {_LINK}(?:(?!about|on)\w+\ )?support\b",
    rf"\bTALK\ {_LINK}(?:EXPERT|billing)(?:\ about\b|{_END})",
    rf"\b(?:TALK|REACH|HANDOVER|ESCALATE)\ {_LINK}BOSS\b",
    rf"{_NOT_YET}\bCALL\ (?:with|dengan|sama|ama)\ {_LINK}(?:HUMAN|SOMEBODY|DESK|BOSS|{_ORANG})\b",
    r"\bmessage\ (?:a\ |an\ )?REAL\ HUMAN\b",
    # "someone to talk to", "ada yang bisa diajak ngobrol?", "who can I talk to"
    r"\bSOMEBODY\ (?:(?:REAL|here|there)\ )?(?:i\ |we\ )?(?:can\ |could\ )?(?:to\ )?TALK\b",
    r"\b(?:HUMAN|DESK|people)\ (?:(?:i|we)\ (?:can|could)\ TALK\b|to\ TALK\ (?:to|with)\b)",
    r"\b(?:HUMAN|DESK|SOMEBODY|orang|ada)\ (?:\w+\ ){0,3}(?:ajak|diajak)\ TALK\b",
    r"\bwhom?\ (?:can|could)\ (?:i|we)\ TALK\ (?:to|with)\b",
    rf"\b(?:harus|WANT)\ TALK\ {_TO}\ siapa\b",
    # "mau tanya langsung ke cs", "I'd like to complain to your boss"
    rf"{_NOT_YET}\bASK\ (?:langsung\ )?(?:HUMAN|DESK|{_TO}\ (?:HUMAN|DESK|BOSS|{_ORANG})){_END}",
    rf"\bask\ {_THE}HUMAN\ (?:a|about|for|something|this)\b",
    rf"\b(?:complain|komplain|report\ (?:this|it|that))\ {_LINK}(?:HUMAN|DESK|BOSS)\b",
    rf"""{_NOT_YET}\b(?:lapor|laporan|mengadu|ngadu)\ (?:langsung\ )?(?:ke|kepada|sama)
    \ (?:HUMAN|DESK|BOSS|{_ORANG})\b""",
)
_CONNECTING = (
    # "contact an agent", "hubungi CS"; "how do I contact you?" asks for a number
    rf"{_NO_NOUN}\bCONTACT\ (?:(?:a|an|the|your|any|some|my|REAL)\ )*(?:HUMAN|SOMEBODY)\b",
    rf"""^(?:(?:please|tolong|mohon|can|could|you|saya|i|to|WANT|like|apakah|halo|hi)\ )*CONTACT
    \ (?:(?:the|your|langsung|with|dengan|ke)\ )*(?:HUMAN|DESK|BOSS|EXPERT|support){_END}""",
    rf"^(?:(?:tolong|mohon|please|WANT|saya)\ )*(?:CALL|wa|dm)\ (?:(?:ke|an|a|REAL)\ )*(?:HUMAN|DESK){_END}",
    # "connect me to a person", "transfer to a human", "hubungkan saya ke agen"
    rf"""{_NOT_YET}\b(?:REACH|HANDOVER|ESCALATE)\ (?:(?:this|ini|percakapan|obrolan|TALK)\ )*{_LINK}
    (?:\S+\ )?{_SOMEBODY}(?!.*\b(?:account|card|rekening)\b)""",
    r"\b(?:REACH|HANDOVER)\ (?:me|us|saya)\ (?:to|with|ke)\ (?:the\ |your\ )?support\b",
    rf"\b(?:REACH|HANDOVER)\ (?:(?:me|us|saya|aku|kami)\ )?{_TO}\ {_THE}(?:\w+\ )?EXPERT\b",
    rf"\bHANDOVER\ (?:(?:saya|aku|kami|this|ini|TALK)\ )*(?:{_TO}\ )?{_ORANG}{_END}",
    # "point me to a human", "hub saya ke CS", "be passed on to a colleague"
    rf"""\b(?!NOT\b)\w+\ (?:me|us|saya|aku|kami)\ (?:(?:on|over|up|in|along|back|through|straight|langsung)\ )*{_TO}
    \ {_LINK}(?:\w+\ )?(?:HUMAN|DESK|BOSS|EXPERT)\b""",
    rf"\b(?:WANT|like|love|i|we)\ (?:to\ )?be\ (?:\w+\ ){{1,3}}{_TO}\ {_LINK}(?:\w+\ )?(?:HUMAN|DESK|BOSS|EXPERT)\b",
    # "switch to an agent", "kasih ke orang aja", "saya mau ke CS"
    rf"""\b(?:MOVE|WANT|ESCALATE)
    \ (?:(?:this|it|ini|aja|saja|saya|me|us|TALK|percakapan|obrolan|conversation|over|back)\ )
    {{0,3}}(?:langsung\ )?{_TO}\ {_LINK}{_ANYBODY}{_END}""",
    rf"^(?:(?:tolong|mohon|please|WANT)\ )*MOVE\ (?:HUMAN|{_ORANG}){_END}",
    rf"^(?:lewat|via|through|langsung|pakai)\ {_LINK}{_ANYBODY}{_END}",
    rf"^(?:tolong\ |kirim\ )*(?:ke|sama|dengan)\ {_LINK}(?:HUMAN|DESK){_END}",
    # "just transfer me", "can you escalate this", "hand me over"
    rf"\bHANDOVER\ (?:me|us|saya|kami){_END}",
    rf"^(?:please\ )?REACH\ (?:me|us|saya){_END}",
    rf"^(?:(?:tolong|mohon|please|WANT|saya)\ )+HANDOVER{_END}",
    rf"""\b(?:pass|hand|forward|give|send|take)\ (?:my|this|the)
    \ (?:case|issue|problem|matter|request|question|conversation|TALK)
    \ (?:on\ |over\ |up\ )?to\ {_THE}(?:HUMAN|DESK|BOSS)\b""",
    r"\bhand\ (?:\S+\ ){1,4}over\b",
    r"\b(?:can|could|please|like|WANT)\ (?:(?:you|i|we|to|please)\ )*ESCALATE\ (?:this|it|my)\b",
    rf"^(?:please\ |tolong\ )?ESCALATE\ (?:this|it|ini){_END}",
)
_WISHING = (
    # "I want a human", "get a human to assist me", "minta operator dong", "do you have an operator?"
    rf"\bWANT\ {_LINK}(?:DESK\ )?(?:HUMAN|REAL\ DESK|DESK\ REAL)(?:\ to\ {_HELP}|{_END})",
    rf"(?<!do\ i\ )\bWANT\ {_LINK}(?:DESK\ )?(?:HUMAN|REAL\ DESK)\ {_AFTER}",
    rf"\b(?:looking|asking|request|requesting|find|waiting)\ (?:for\ |me\ )?{_LINK}HUMAN(?:$|\ {_AFTER})",
    rf"\basked\ (?:\w+\ )?for\ {_LINK}HUMAN(?:\ (?:already|before|again|twice|\w+\ times))*{_END}",
    rf"\b(?:you\ have|ada|WANT)\ {_LINK}(?:DESK|HUMAN|BOSS){_END}",
    rf"\b(?:can|could|may)\ (?:i|we)\ (?:please\ )?have\ {_LINK}(?:HUMAN|DESK){_END}",
    rf"\b(?:carikan|cariin)\ {_LINK}{_ANYBODY}{_END}",
    rf"^WANT\ me\ support{_END}",
    rf"\bWANT\ is\ (?:to\ TALK\ )?{_LINK}HUMAN\b",
    rf"""\b(?:WANT|like|rather|can|could)\ (?:(?!NOT)\S+\ ){{0,5}}(?:helped|assisted|handled|looked\ at|done|solved)\ by
    \ {_THE}HUMAN\b""",
    rf"\bonly\ (?:with|to)\ {_THE}HUMAN\b",
    # "get someone on this", "give me someone who understands"
    rf"\b(?:WANT|MOVE)\ (?:{_TO}\ )?(?:me\ )?SOMEBODY{_END}",
    rf"\bWANT\ {_LINK}(?:SOMEBODY\ on\ (?:this|it)|(?:HUMAN|DESK)\ for\ (?:me|us))\b",
    rf"""\bWANT\ {_LINK}(?:SOMEBODY|HUMAN)\ (?:REAL|who\ (?:\w+\ )?(?:understands?|knows|listens|can|could)
    |from\ {_LINK}(?:DESK|EXPERT|support|team))\b""",
    rf"\bWANT\ {_LINK}(?:SOMEBODY|DESK)\ to\ {_HELP}\ (?:(?:\w+\ ){{0,2}}(?:me|us|this|saya)|it)\b",
    rf"\b(?:put|WANT)\ {_LINK}(?:{_SOMEBODY}|support)\ on\b(?!\ (?:hold|a|my|our|the\ (?!CALL|line|TALK))\b)",
    # "mau orang aja", "butuh orang buat jelasin"
    rf"\bWANT\ (?:(?:sama|dengan|ke|langsung|REAL|tolong)\ )*{_ORANG}{_END}",
    rf"\b(?:carikan|cariin|WANT)\ {_LINK}{_ORANG}\ (?:yang|untuk)\b",
    rf"^(?:(?:sama|dengan|ke|REAL)\ )+{_ORANG}{_END}",
    rf"\b(?:sama|oleh|dengan)\ {_ORANG}\ (?:aja|saja|langsung)\b",
    rf"^(?:HUMAN|DESK|orang)\ (?:aja|saja|langsung){_END}",
    rf"\b(?:bring|send)\ {_THE}HUMAN(?:\ (?:in|into|here|to\ (?:this|the)\ (?:TALK|conversation))\b|{_END})",
    # "human please", "I'd rather deal with a person"
    rf"^(?:(?:a|an|just|REAL)\ )*HUMAN\ (?:please|now|immediately|sekarang|instead|required|needed|wanted)\b{_END}",
    r"^(?:please|tolong)\ (?:(?:a|an|just|REAL)\ )*HUMAN$|\bplease\ (?:(?:a|an|just|REAL)\ )+HUMAN$",
    rf"\b(?:WANT\ to|rather)\ (?:deal|work)\ with\ {_LINK}(?:HUMAN|DESK|SOMEBODY\ from)\b",
    rf"\b(?:WANT|like|feel|better|easier|faster)\ (?:(?!NOT)\S+\ ){{0,6}}with\ {_THE}HUMAN{_END}",
    r"\brather\ (?:(?!NOT|than)\S+\ ){0,4}HUMAN\b",
)
_BEING_HELPED = (
    # "can a human look at this", "I would like a human to help me", "can an agent take over"
    rf"\b(?:like|let)\ {_LINK}HUMAN\ (?:to\ )?{_HELP}",
    rf"""\b(?:can|could|would)\ {_LINK}(?:HUMAN|DESK|BOSS)\ (?:please\ |be\ able\ to\ )?{_HELP}(?:\ \S+){{0,2}}
    \ (?:me|us|this|it|my)\b""",
    rf"\b(?:is|are)\ {_LINK}(?:HUMAN|DESK)\ able\ to\ {_HELP}\ (?:me|us)\b",
    r"""\b(?:can|could|would|let|have|ask)\ (?:(?:a|an|the|any|REAL)\ )+HUMAN\ (?:please\ )?(?:to\ )?
    (?:take\ over|step\ in|reply|respond)\b(?!\ (?:by|from|in|to|with)\b)""",
    rf"\b(?:HUMAN|DESK)\ (?:who|that|yang)\ (?:can|could|WANT)\ {_HELP}(?:\ (?:me|us|saya|this)\b|$)",
    rf"""\bSOMEBODY\ (?:from|in|on|at)\ (?:\w+\ ){{0,2}}(?:DESK|EXPERT|support|team|company)
    \ (?:can|could|would|will|reply|respond|answer\b|to\ {_HELP})""",
    rf"\b(?:help|assist)\ (?:\S+\ ){{0,6}}REAL\ HUMAN(?:\ i\ mean)?{_END}",
    # "can somebody call me", "please call me back", "hubungi saya dong", "minta dihubungi"
    r"""\b(?:can|could|would|please|have|let|ask|arrange|suruh|tolong|WANT)\ (?:\S+\ ){0,3}(?:HUMAN|SOMEBODY|DESK)
    \ (?:\S+\ ){0,4}?(?:CALL|CONTACT|REACH|TALK)\ (?:(?:out|to|with|back)\ )*(?:me|us|saya|kami)\b""",
    rf"""^(?:(?:please|tolong|mohon|can|could|you|just|WANT|HUMAN|DESK)\ )*(?:CALL|CONTACT)\ (?:me|us|saya|aku|kami)
    (?:\ back)?{_END}""",
    rf"^(?:(?:saya|aku|kami|tolong|mohon)\ )*(?:tolong|mohon|WANT)\ CALLED(?:\ (?:balik|kembali))?{_END}",
    rf"""\b(?:WANT|have|request|arrange|schedule)\ (?:a\ )?(?:callback|CALL\ back|CALL)\ from\ {_LINK}(?:\w+\ )?
    (?:HUMAN|SOMEBODY|DESK|EXPERT)\b""",
    rf"\b(?:WANT|request|arrange)\ (?:a\ )?(?:callback|CALL\ back)(?:{_END}|\ from\b)",
    # "I need help from a real human", "mau dibantu sama petugas"
    rf"\b(?:help|assistance|bantuan)\ (?:from|dari|of|by)\ {_LINK}(?:HUMAN|DESK)\b",
    rf"""(?<!NOT\ )\b(?:answers?|reply|response|support|balasan|jawaban|SERVE)\ (?:from|dari)
    \ {_LINK}(?:HUMAN|{_ORANG})\b""",
    rf"\bquestions?\ for\ {_THE}(?:HUMAN|DESK)\b",
    r"\bHUMAN\ (?:(?:WANT\ )?involved|would\ be\ (?:better|nice|great))\b",
    rf"(?<!nomor\ )\bbantuan\ {_LINK}(?:HUMAN|DESK){_END}",
    rf"""(?:\b(?:WANT|tolong|mohon|biar|boleh|hanya)\ (?:\w+\ ){{0,2}}|^)(?<!NOT\ WANT\ )(?:SERVED|CALLED)
    \ (?:(?:balik|kembali|oleh|dari)\ )*{_LINK}{_ANYBODY}""",
    # "ada orang yang bisa bantu?", "suruh admin balas", "tolong bantu manusia"
    rf"""\b(?:suruh|biar|biarkan|carikan|tolong|ada|WANT)\ {_LINK}(?:HUMAN|DESK|{_ORANG})
    \ (?:\w+\ ){{0,2}}SERVE\b""",
    rf"^(?:(?:halo|hi|hello|hey)\ )*(?:DESK|HUMAN)\ (?:(?:tolong|mohon|please)\ )*(?:SERVE|reply|respond){_END}",
    rf"^tolong\ SERVE\ (?:(?:pakai|sama|oleh)\ )?(?:HUMAN|{_ORANG}){_END}",
    r"\b(?:HUMAN|DESK|orang)\ (?:(?:aja|saja|langsung)\ )*yang\ SERVE\b",
)
_LOOKING_ROUND = (
    # "ada orang?", "mana adminnya?", "is there a human here?"
    rf"\bada\ {_LINK}{_ORANG}{_END}",
    rf"^(?:DESK|HUMAN)\ (?:ada|online){_END}",
    rf"\b(?:HUMAN|DESK)\ mana{_END}",
    rf"(?<!di\ )\bmana\ (?:DESK|HUMAN){_END}",
    r"\b(?:is|are)\ there\ (?:\w+\ ){0,2}(?:HUMAN|people)\ (?:\w+\ )?(?:working|here|there|available|online)\b",
    rf"""(?:^(?:(?:hi|hello|hey)\ )?(?:is|are)|\bis\ there|\bany)\ {_LINK}(?:HUMAN|DESK|BOSS)
    \ (?:in|here|there|available|online)(?:\ right)?{_END}""",
    rf"\bSOMEBODY\ from\ (?:DESK|the\ team)\ (?:here|there|around|available|online){_END}",
    rf"^(?:is|are)\ SOMEBODY\ (?:available|around){_END}",
    r"\bSOMEBODY\ (?:available|free|around|there)\ to\ (?:TALK|(?:help|assist)(?:\ (?:me|us)\b|$))",
    r"^SOMEBODY\ (?:HUMAN|REAL)\b",
    rf"\bSOMEBODY\ REAL\ {_HELP}",
)
_NO_MACHINE = (
    # "I don't want to talk to a bot", "talking to a bot is stupid", "not a bot"
    r"\bNOT\ (?:\S+\ ){0,3}TALK\ (?:to|with|dengan|sama|ke)\ (?:\w+\ ){0,2}MACHINE\b",
    rf"^(?:i\ |saya\ |aku\ )?NOT\ WANT\ (?:to\ )?TALK\ {_TO}\ (?:you|kamu){_END}",
    r"\bTALK\ (?:to|with|dengan|sama)\ (?:\w+\ )?MACHINE\ (?:is|was|sucks|itu)\b",
    r"""\b(?:tired|sick|capek|capai|cape|males|malas|bosan)\ (?:of\ )?(?:(?:TALK|to|with|sama|dengan|a|this|the)\ )*
    MACHINE\b""",
    rf"\bNOT\ (?:\S+\ ){{0,6}}MACHINE\ (?:\w+\ )?(?:HUMAN\b|(?:DESK|orang){_END})",
    r"\b(?:HUMAN|DESK|orang)\ (?:(?:aja|saja|REAL)\ )?(?:NOT\ )+(?:a\ )?MACHINE\b",
    r"""\bNOT\ (?:\S+\ )?(?:(?:help|answers?)\ from|(?:helped|answered)\ by|SERVED)\ (?:(?:a|an|the|oleh|sama)\ )*
    MACHINE\b""",
    rf"^(?:\w+\ )?NOT\ (?:(?:a|an|another|this|more|pakai|sama|WANT|like|with)\ )*MACHINE{_END}",
    r"\bNOT\ (?:\S+\ ){0,2}SERVE\ (?:pakai|sama|oleh|dengan)\ MACHINE\b",
    # "anyone who can help me other than a bot", "how do I skip the bot"
    r"""\b(?:SERVE|TALK|help)\ (?:\S+\ ){0,3}(?:selain|other\ than|besides|instead\ of|rather\ than|yang\ NOT)
    \ (?:(?:a|an|the|this|sama|ke)\ )*MACHINE\b""",
    r"\b(?:skip|out\ of|past|around|bypass|away\ from)\ (?:(?:a|the|this|your|stupid)\ )+MACHINE\b",
)


@cache
def requests() -> tuple[re.Pattern[str], ...]:
    """Compiled by the first message that may be a request: that takes longer than to judge a hundred."""
    wordings = (*_TALKING, *_CONNECTING, *_WISHING, *_BEING_HELPED, *_LOOKING_ROUND, *_NO_MACHINE)
    return tuple(re.compile(wording, re.VERBOSE) for wording in wordings)


# Where no pattern fits: somebody wished for, and what they would do, a few words from each other and with nothing
# that makes another thing of it: "boleh minta kontak langsung dengan petugas", "can I be served by a human instead".
WISH = re.compile(
    r"\b(?:WANT|please|tolong|mohon|boleh|bolehkah|can|could|may|let|would|like|suruh|apakah|kindly|is\ there)\b"
)
_DEED = r"""(?:TALK|REACH|HANDOVER|ESCALATE|CONTACT|CALL|CALLED|SERVED?|help|helped|assist|assisted|served|discuss
    |raise|pass|link|hold|message|comfortable)"""
_WITH_THEM = rf"(?:HUMAN|DESK|BOSS|EXPERT|(?:{_TO}|by)\ (?:SOMEBODY|{_ORANG}))"
DEED = re.compile(
    rf"""\b{_DEED}\ (?:\S+\ ){{0,5}}{_WITH_THEM}\b|\b(?:HUMAN|DESK|BOSS|EXPERT)
    \ (?:(?:i|we|saya|aku)\ (?:\S+\ ){{0,3}}{_DEED}|(?:\S+\ ){{0,3}}{_DEED}\ (?:me|us|saya|aku))\b""",
    re.VERBOSE,
)
OTHER_MATTERS = re.compile(
    r"""\b(?:my|our|accounts?|who|which|why|when|what|how|where|if|said|says|told|was|were|did|has|had|been|yesterday
    |kemarin|sudah|telah|belum|katanya|kata|kapan|kenapa|siapa|mana|cara|see|delete|remove|add|invite|assign|manage
    |create|edit|rate|block|use|buy|sell|hapus|tambah|thing|lain|another|else|NOT|cannot|per|card|money|uang|rekening
    |number|nomor|MACHINE|are|am|any|read|dibaca|dilihat|yourself|(?:can|could|may)\ (?:HUMAN|DESK|BOSS))\b""",
    re.VERBOSE,
)
MOST_WORDS = 12
# Without one of these, nobody is asked for.
NEEDED = re.compile(
    r"\b(?:HUMAN|SOMEBODY|DESK|BOSS|EXPERT|MACHINE|HANDOVER|ESCALATE|CALLED?|CONTACT|REACH|TALK|orang|people|support|hand)\b"
)
# Nothing but the name of a person or of the handover, and courtesy: "operator", "real human please".
BARE = re.compile(
    r"""(?:(?:hi|hello|hey|hei|halo|woi|oi|help|please|now|a|an|the|to|i|REAL|WANT|ok|tolong|min|SOMEBODY|from|ke
    |langsung)\ )*
    (?:HUMAN|DESK|HANDOVER|ESCALATE|REAL\ TALK)
    (?:\ (?:HUMAN|DESK|HANDOVER|ESCALATE|REAL|please|now|to|a|the|me|saya|tolong|thanks|immediately|langsung|aja|saja
    |help|sekarang))*""",
    re.VERBOSE,
)
# At the end of a short message: "three times I asked, agent!"
CALLED_FOR = re.compile(
    r"(?:(?:a|an|the|REAL|please|WANT|HANDOVER|tolong)\ )*HUMAN(?:\ (?:please|now|tolong|sekarang|instead))*"
)
REFUSALS = re.compile(
    rf"""(?<!you\ )(?<!are\ )\b(?:NOT|rather\ NOT|prefer\ NOT)
    \ (?:(?:WANT|to|you|like|have|please|usah|be|being|dulu|ready|wish|bother|repot|interested|in
    |time|langsung)\ )*
    (?:(?:TALK|REACH|CONTACT)\ {_LINK}(?:{_ANYBODY}|support\b)|(?:HANDOVER|ESCALATE|CALLED)\b
    |(?:(?:a|an|any|your|REAL)\ )*HUMAN\b
    |(?:WANT|MOVE)\ (?:(?:a|an|any|the|your|{_TO})\ )*(?:DESK|BOSS|SOMEBODY|orang)\b
    |(?:let|have|WANT)\ SOMEBODY\b|(?<=WANT\ )(?:your\ |any\ )?(?:DESK|SOMEBODY|BOSS|orang)\b)""",
    re.VERBOSE,
)
# What is asked for is something about people, how the product serves others, or a translation.
INFORMATION = re.compile(
    r"""\b(?:hours?|(?<!my\ )(?:number|address|alamat|email)(?!\ saya)|salary|gaji|fees?|costs?|(?<!in\ )charges?
    |biaya|komisi|commission|berapa|how\ much|what\ time|jam|(?:how|what)\ (?:do|would|to)\ (?:you\ )?say|translate
    |in\ (?:spanish|french|german|italian|indonesian|english|japanese|chinese)
    |i\ (?:am\ )?(?:a|an)\ (?:REAL\ )?(?:HUMAN|DESK)|becom(?:e|ing)|menjadi|jadi
    |are\ you(?!\ able)|(?:apakah\ )?(?:kamu|anda)\ (?:itu|adalah|manusia|HUMAN)
    |(?<!what\ )(?<!how\ )do\ (?:i|we)\ (?:have|WANT)\ to|says\ (?:to\ )?(?:TALK|CONTACT|CALL)
    |what\ (?:does|do)\ (?:it|that|this)\ mean
    |(?:sudah|telah|pernah|kemarin|tadi|barusan)\ (?:saya|aku|kami)\ (?:TALK|CONTACT|ASK)|sedang\ TALK
    |why\ (?:do|does|would|should)\ (?:i|we)\ WANT
    |thanks?\ (?:you\ )?for|set\ up|in\ your\ (?:product|system|software)|dashboard|automatically|otomatis
    |my\ (?:widget|website|site|team|customers)
    |(?:HUMAN|DESK|orang)\ (?:or|atau|apa)\ (?:(?:a|an|the)\ )*MACHINE
    |MACHINE\ (?:or|atau|apa)\ (?:(?:a|an|the)\ )*(?:HUMAN|DESK|orang)
    |(?:how|does|do|can|when|bagaimana|apakah|kapan)\ (?:(?:do|does|can|will|the|my|your|a)\ )*MACHINE\b
    (?!.*\b(?:me|us|saya|aku)\b))\b""",
    re.VERBOSE,
)
# What it is about makes no difference: "talk to somebody about the fees".
TOPIC = re.compile(
    r"""(?:(?<=[A-Z]\ )|(?<=orang\ )|(?<=sekarang\ )|(?<=please\ )|(?<=available\ ))
    (?:about|regarding|concerning|because|since|instead\ of|to\ sort|to\ discuss|to\ ask|for\ my|tentang|soal|mengenai
    |perihal|masalah|karena|untuk\ (?:masalah|urusan)|today)\b.*""",
    re.VERBOSE,
)
