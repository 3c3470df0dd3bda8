"""What each word of a message does where somebody asks for a person: "chat" → TALK, "representative" → HUMAN.

In English, Indonesian or both at once, misspelt or not. Words that only soften what is said are left out, so that the
patterns over roles (`human_request`) need not know of them.
"""

import re

from frontdesk.domain.answering.lexicon import spelled_out
from frontdesk.domain.answering.spelling import LEAST_LETTERS_TO_SLIP, is_one_slip_away
from frontdesk.domain.answering.text import words

_ROLES = {
    "TALK": """talk talking totalk speak speaking tospeak chat chatting converse communicate interact discuss
        discussing bicara
        berbicara bicarakan bcr ngomong ngomongin ngmg ngobrol mengobrol bercakap ngechat chatan chattan curhat diskusi
        berdiskusi konsul konsultasi berkonsultasi berkomunikasi berinteraksi""",
    "ASK": "tanya bertanya nanya tanyakan nanyain",
    "REACH": "reach reaching connect connecting connected connection terhubung tersambung ketemu ketemuan bertemu",
    "CONTACT": "contact contacting menghubungi hubungi kontak",
    "HANDOVER": """transfer transferring redirect forward handoff handover summon hubungkan hubungin dihubungkan
        menghubungkan sambungkan sambungin nyambungin disambungkan disambungin menyambungkan alihkan alihin dialihkan
        mengalihkan teruskan diteruskan terusin oper operkan operin dioper pindahin panggil panggilkan panggilin
        telponin teleponin""",
    # What may be moved to many places; it asks for a person where nothing but one follows.
    "MOVE": """switch assign change lanjut lanjutkan lanjutin ganti gantiin pindah pindahkan kasihkan lempar serahkan
        serahin arahkan arahin diarahkan""",
    "ESCALATE": "escalate escalated escalating eskalasi eskalasikan",
    "CALL": "call phone ring telepon telpon telfon telp",
    # Done to the visitor: "dibantu admin", "dihubungi CS".
    "SERVED": "dibantu dibantuin dilayani dijawab dibalas dibales direspon ditangani diurus",
    "CALLED": "dihubungi dihubungin dikontak ditelepon ditelpon ditelfon dichat",
    "SERVE": """bantu bantuin membantu tolongin jawab menjawab balas bales membalas respon layani tangani urus
        jelasin jelaskan menjelaskan ngejelasin""",
    "HUMAN": """human humans person agent agents representative representatives rep reps operator operators manusia
        agen petugas perwakilan supervisor spv advisor adviser counselor counsellor""",
    "SOMEBODY": "someone somebody anyone anybody whoever sb sum1 some1 sumone seseorang",
    "DESK": """staff employee employees assistant manager founder founders admin adminnya cs csnya cso helpdesk
        specialist consultant technician staf karyawan pegawai tim timnya colleague colleagues manajer""",
    # Somebody to talk to, whom one may also hire, see or be.
    "EXPERT": """officer executive expert engineer developer receptionist doctor nurse lawyer therapist coach teknisi
        dokter perawat psikolog pengacara pakar ahli konsultan konselor spesialis sales bagian divisi department""",
    "BOSS": "boss bos atasan pimpinan owner pemilik director ceo direktur",
    "MACHINE": "bot bots robot robots chatbot chatbots machine machines computer ai mesin",
    "WANT": """want wants need require prefer get give gimme demand provide mau mo mw ingin pengen pengin pgn pingin
        minta butuh perlu mohon kasih berikan""",
    # Named here for the sake of those who misspell them.
    "customer": "customer costumer custumer kustomer",
    "service": "service servis",
    "support": "support suport",
    "NOT": "not no never without jangan jgn tidak nggak gamau tanpa gausah stop bukan",
    "REAL": "real actual live proper living asli beneran bener sungguhan nyata",
}
# They soften or address, and ask for nothing: "dong", "kak", "just".
_SOFTENERS = """dong donk deh sih nih ya yaa lah kah loh lho kok kak kakak gan sis bro bang mas mbak pak bu nya kan
    just really actually kindly simply maybe fucking freaking damn bloody goddamn"""
_PHRASES = tuple(
    (re.compile(rf"\b(?:{phrase})\b"), role)
    for phrase, role in {
        "(?:can|could) NOT|NOT bisa": "cannot",
        "bisa|bisakah": "WANT",
        "ada NOT": "ada",
        "terima WANT": "thanks",
        # A thing named after people is nobody to talk to.
        r"(?:HUMAN|DESK|BOSS|EXPERT)s? (?:id|ids|code|codes|version|app|login|role|roles|seats?|accounts?|permissions?"
        r"|performance|panel|page|script|software|string|rights|resources?|hair|body|precedence|verification"
        r"|cent(?:er|re)|discount|view|menu|bank|fees?|seluler)": "thing",
        "(?:kode|biaya|akun|password|sandi|akses|menu|potongan|login|lokasi|alamat|lowongan|gaji|syarat"
        "|sejarah|hak|hak asasi|rambut|daya|pulsa|travel|cleaning|estate|user|monitoring|mobile)"
        " (?:HUMAN|DESK|BOSS|EXPERT)": "thing",
        "(?:REAL|HUMAN) (?:service|support|care|(?:help|assistance|intervention)(?! (?:me|us|with)))": "HUMAN",
        "(?:customer|technical|tech) (?:service|support|care)": "DESK",
        "(?:(?:support|service|your|help|technical|tech|product|care|success) ){1,3}team": "DESK",
        "(?:EXPERT|billing|finance) team": "EXPERT",
        "team members?|DESK members?|(?:front|help) desk|(?:service|DESK) EXPERT|layanan pelanggan": "DESK",
        "service HUMAN": "HUMAN",
        "orang REAL|REAL orang|REAL people|REAL one|orangnya|orang DESK": "HUMAN",
        "member of (?:the |your )?(?:DESK|team)": "HUMAN",
        "your (?:people|guys)|pihak (?:kalian|kamu|anda|toko)": "DESK",
        r"your \w+ (?:people|guys|team|EXPERT)": "DESK",
        "(?:HUMAN|DESK|EXPERT) yang (?:REAL|HUMAN)": "HUMAN",
        "yang punya": "BOSS",
        "penanggung SERVE": "DESK",
        "HUMAN to HUMAN": "mutual",
        "(?:HUMAN|DESK|EXPERT|support) HUMAN|HUMAN DESK|HUMAN being": "HUMAN",
        "(?:DESK|BOSS) (?:support|kalian|kamu|anda|kamunya|toko|DESK)": "DESK",
        "REACH out": "REACH",
        "CONTACT (?=me with|us with)": "REACH ",
        "(?:WANT )?in (?:touch|CONTACT) with|touch with": "REACH",
        r"(?:meet|see)(?: with)? (?=(?:a |an |the |your )?(?:HUMAN|DESK|BOSS)$)": "REACH ",
        r"have a (?:\w+ )?(?:word|TALK|conversation)|conversation(?= with)": "TALK",
        "(?:i|we|to) be (?:transferred|redirected|forwarded|passed)": "HANDOVER",
        "(?:hand|pass|put) (?:me|us|this|it)?(?: ?over| ?off| ?through)|(?:pass|put) me(?: on)?"
        "|(?:MOVE|patch|hook|loop) (?:me|us)(?: up| over| through| in)?|loop in|MOVE saya": "HANDOVER",
        "(?:send|route) (?:me|us)(?= to)": "HANDOVER",
        "wanna": "WANT to",
        "(?:i|id|we|would) (?:like(?= an? )|(?:like|love)(?= some ))": "WANT",
        "(?:bring|put) in": "WANT",
        "as soon as possible": "asap",
        "(?:WANT|getting) (?:a )?hold of": "REACH",
    }.items()
)
_ROLE_OF = {word: role for role, listed in _ROLES.items() for word in listed.split()}
_ROLE_OF |= {
    f"{word}s": role for word, role in _ROLE_OF.items() if role in {"HUMAN", "DESK", "EXPERT", "BOSS"} and len(word) > 2
}
# Short words are too close to others to be taken for misspelt, but for those that such requests are made of.
_SHORT_SLIPS = {
    slip: role
    for role, slips in {
        "TALK": "spk tlak takl tolk tlk tallk talj spek speka speack chta caht bcra bcara bcira",
        "HUMAN": "aent agnt aget agnet humn hman huamn prson persn reprs",
        "WANT": "mnta mintak mnt btuh pngen pngn pgin ned wnt wan",
        "please": "plis pliss pliz plss pleas plese pleasee",
    }.items()
    for slip in slips.split()
}
# Words of their own, one letter away from one that has a role.
_NOT_MISSPELT = """contract contracts contracting persona urgent agency manger advise advised advises export exports
    exported chance charge charged charger office offices directory admit stuff layer couch react required
    pakai pasar batas alasan bantuan mengalahkan sambungan hubungan panggilan arahan"""
_LEAST_CONSONANTS = 4
_VOWELS = re.compile("[aeiou]")
_LEFT_OUT = frozenset(_SOFTENERS.split())
_WORDS_OF_THEIR_OWN = frozenset(_NOT_MISSPELT.split())
_BY_FIRST_LETTER: dict[str, list[tuple[str, str]]] = {}
for _word, _listed in _ROLE_OF.items():
    if len(_word) >= LEAST_LETTERS_TO_SLIP:
        _BY_FIRST_LETTER.setdefault(_word[0], []).append((_word, _listed))


def roles_of(text: str) -> str:
    """The text with roles in the place of the words that have one."""
    written = " ".join(_role(word) for word in spelled_out(words(text)) if word not in _LEFT_OUT)
    for phrase, role in _PHRASES:
        written = phrase.sub(role, written)
    return written


def _role(word: str) -> str:
    known = _ROLE_OF.get(word) or _ROLE_OF.get(word.removesuffix("nya")) or _SHORT_SLIPS.get(word)
    if known is not None or word in _WORDS_OF_THEIR_OWN:
        return known or word
    if len(word) < LEAST_LETTERS_TO_SLIP and (len(word) < _LEAST_CONSONANTS or _VOWELS.search(word)):
        return word
    consonants = _VOWELS.sub("", word)
    for right, role in _BY_FIRST_LETTER.get(word[0], ()):
        if is_one_slip_away(word, right) or (_VOWELS.sub("", right) == consonants and _is_within(word, right)):
            return role
    return word


def _is_within(written: str, right: str) -> bool:
    """Whether the letters of one are those of the other, some left out: "ngbrl" of ngobrol."""
    rest = iter(right)
    return all(letter in rest for letter in written)
