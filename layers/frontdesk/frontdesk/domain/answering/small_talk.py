"""Whether a message is nothing but a greeting, thanks, a goodbye, a yes or a no, in English, Indonesian, or both.

Every word has to belong to it: "hi, where is my order" asks something, however it begins. A doubt is no small talk,
since to miss some costs little, and to answer a question with "you are welcome" costs a visitor.
"""

import re
from enum import StrEnum

from frontdesk.domain.answering.lexicon import spelled_out
from frontdesk.domain.answering.spelling import is_one_slip_away
from frontdesk.domain.answering.text import COMMON_WORDS, FUNCTION_WORDS, words

# Also what bounds the time that the patterns take.
MOST_WORDS = 12


class SmallTalk(StrEnum):
    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    YES = "yes"
    NO = "no"


# Each as `words` and `spelled_out` leave it: "what's up" is "what up", "thx" is "thanks", "good-bye" is two words.
_GREETINGS = """
    hi|hii|hello|helo|hallo|halo|hey|heya|hai|hay|hiya|howdy|hola|yo|greetings|permisi|punten|misi
    |good (?:morning|afternoon|evening|day)|morning|selamat (?:pagi|siang|sore|malam)|met (?:pagi|siang|sore|malam)
    |pagi|siang|sore|malam|(?:how are|how) (?:you|u|ya)(?: doing)?(?: today)?|how it going|what up|sup|wassup
    |nice to meet you|apa kabar|(?:assalamu ?alaikum|ass?alam|salam)(?: wr| wb| wa?rah?matullahi| wabarakatuh)*|shalom
    |(?:is )?(?:any|some)(?:one|body)(?: (?:there|here|home|online|around))?|p|ping|gm|tes|test|testing
    |(?:i )?hope (?:all is|you are|you are (?:all|doing)|this (?:message )?finds you) (?:well|good|fine)
"""
# What leads to a question that is still to come: "quick question", "can you help me", "mau tanya dong".
_OPENINGS = """
    (?<!my )(?<!the )(?:(?:i |we )?(?:have|got) )?(?:a|another|one more|some|just a)?
    (?: )?(?:quick|small|simple|short)? ?questions?
    |(?:can|may|could) (?:i|we) ask(?: you)?(?: (?:something|a question|a quick question))?
    |(?:can|could|will|would) (?:you|any(?:one|body)|some(?:one|body)) (?:please )?help(?: me| us)?(?: out)?
    |(?:please )?help(?: me| us)?|(?:i |we )?need (?:some |your |a bit of )?help
    |(?:saya |aku )?(?:mau|ingin|boleh|bisa|numpang|izin|ijin) (?:tanya|nanya|bertanya|dibantu)|tanya|nanya
    |(?:tolong |bisa |minta )?bantu(?:an)?(?: saya| aku| kami)?|butuh bantuan
"""
# Nothing but how somebody is addressed: "kak?", "hey min".
_ADDRESSES = "kak|kakak|ka|min|mas|mbak|mba|gan|bang|bro|sis|bu|pak|bot"
_THANKS = """
    thanks|thank|thank you|thankyou|thanku|thankyu|thnx|thanx|tks|ty|tysm|tyvm|tnx|cheers|thankss|much obliged
    |(?:i )?(?:really )?appreciate (?:it|that|this|(?:your|the) help)|appreciated
    |terima kasih|terimakasih|trimakasih|trima kasih|trims|makasi|makasih|maacih|maaciw|nuhun|suwun|arigato|syukron
"""
_GOODBYES = """
    bye|byebye|goodbye|good bye|bubye|farewell|good night|goodnight|see you|see ya|cya|ttyl|take care
    |(?:talk|speak) to you (?:later|soon)|have (?:a|an) (?:very )?(?:nice|good|great|lovely|wonderful|awesome) \\w+
    |have a good one|dadah|dadaah|babay|sampai (?:jumpa|nanti|ketemu|bertemu)(?: lagi)?|selamat tinggal|pamit
    |selamat (?:tidur|istirahat|beraktivitas)|nothing else|(?:that|it) (?:is )?(?:all|it)(?: for (?:now|today))?
    |itu saja|never ?mind|nvm|tidak (?:ada(?: lagi)?|jadi)|(?:i am )?all set
    |(?:no|nope|nah|tidak) (?:thanks|thank you|terima kasih|i (?:am )?(?:good|fine|ok|okay))
"""
_YESES = """
    ok|okay|oke|okey|okie|okeh|alright|great|perfect|nice|cool|awesome|good|fine|wonderful|excellent|super|amazing
    |brilliant|got it|i see|i got it|understood|noted|siap|baik|baiklah|sip|mantap|bagus|keren|paham|mengerti|beres
    |solved|yes|yep|yeah|yup|sure|of course|ya|iya|betul|benar|right|correct|np|no (?:problem|worries)|sama sama
    |i (?:am )?good|(?:that|it|this) (?:really )?(?:helps|helped|works|worked)|(?:that|it|this) (?:really )?(?:answers
    |answered|solves|solved|fixed) (?:my|the) (?:question|problem|issue)
    |sudah (?:bisa|berhasil|jelas|paham|mengerti|beres|selesai)|(?:wk){2,}w?|(?:ha){2,}h?|(?:he){2,}h?|lol
"""
_NOES = "(?:no|nope|nah|tidak|enggak)(?! problem| worries| bots?)"
_COMPANY = """
    oh|ah|aha|well|so|very|much|really|a (?:lot|bunch|million|ton)|many|lots|again|all|once more|everyone|everybody
    |there|guys|team|folks|friends?|sir|madam|mam|maam|dear|mate|buddy|admin|bapak|ibu|om|tante|yah|dong|deh|nih|lah|banyak
    |banget|sekali|sebelumnya|semua|semuanya|in advance|(?:for|to) (?:you|now|all|that|this|it|everything)|soon|later
    |tomorrow|besok|nanti|and|dan|today|lagi|now|sekarang|cukup|you|u|please|tolong|mohon
    |for (?:your|the|all|all your|all the) (?:\\w+ )?(?:help|time|support|assistance|info|information|answer|reply
    |response|patience|advice)
    |(?:atas|untuk|buat) (?:\\w+ )?(?:bantuan|info|informasi|waktu|jawaban|respon|respons|balasan)(?:nya)?
    |(?:bantuan|info|informasi|jawaban|respon|penjelasan)nya
"""
_HANDS = {
    SmallTalk.GREETING: "👋",
    SmallTalk.THANKS: "🙏",
    SmallTalk.YES: "👍👌🙂😊😀😃😄😁😍🥰❤🎉🙌👏💯✅",
}
_SLIPS = ("hello", "morning", "afternoon", "evening", "thanks", "terima", "kasih", "goodbye", "selamat", "makasih")


def _one_of(phrases: str) -> str:
    on_one_line = re.sub(r"\n\s*", "", phrases)
    return rf"(?:{on_one_line})(?!\S)"


# What weighs most comes first: "hi, thanks" is thanks, "thanks, bye" a goodbye.
_SAYINGS = (
    (SmallTalk.GOODBYE, _GOODBYES),
    (SmallTalk.THANKS, _THANKS),
    (SmallTalk.GREETING, _GREETINGS),
    (SmallTalk.GREETING, _OPENINGS),
    (SmallTalk.NO, _NOES),
    (SmallTalk.YES, _YESES),
    (SmallTalk.GREETING, _ADDRESSES),
)
_SAID = [(meaning, re.compile(rf"(?<!\S){_one_of(phrases)}")) for meaning, phrases in _SAYINGS]
_NOTHING_ELSE = re.compile(
    rf"(?:(?:{'|'.join(map(_one_of, (*(phrases for _, phrases in _SAYINGS), _COMPANY)))})(?: |$))+"
)

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")


def without_small_talk(text: str) -> str:
    """What is left of it to be looked up, by sentences and lines; all of it where nothing else is said."""
    left = [sentence for sentence in _BETWEEN_SENTENCES.split(text) if small_talk(sentence) is None]
    return "\n".join(left) if any(sentence.strip() for sentence in left) else text


def small_talk(text: str) -> SmallTalk | None:
    written = spelled_out(words(text))
    if not written:
        return next((meaning for meaning, hands in _HANDS.items() if any(hand in text for hand in hands)), None)
    if len(written) > MOST_WORDS:
        return None
    said = " ".join(map(_as_meant, written))
    if not _NOTHING_ELSE.fullmatch(said):
        return None
    meanings = [meaning for meaning, pattern in _SAID if pattern.search(said)]
    # "No good", "tidak paham".
    if not meanings or (meanings[0] is SmallTalk.NO and SmallTalk.YES in meanings):
        return None
    return meanings[0]


def _as_meant(word: str) -> str:
    if word in COMMON_WORDS or word in FUNCTION_WORDS:
        return word
    return next((right for right in _SLIPS if is_one_slip_away(word, right)), word)
