"""Whether a message is nothing but a greeting, thanks or a goodbye, in English, Indonesian, or both at once.

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


# Each as `words` and `spelled_out` leave it: "what's up" is "what up", "thx" is "thanks", "good-bye" is two words.
_GREETINGS = """
    hi|hii|hello|helo|hallo|halo|hey|heya|hai|hay|hiya|howdy|hola|yo|greetings|permisi|punten|misi
    |good (?:morning|afternoon|evening|day)|morning|selamat (?:pagi|siang|sore|malam)|met (?:pagi|siang|sore|malam)
    |pagi|siang|sore|malam|(?:how are|how) (?:you|u|ya)(?: doing)?(?: today)?|how it going|what up|sup|wassup
    |nice to meet you|apa kabar|assalamualaikum|assalamu ?alaikum|ass?alam|salam|shalom
"""
_THANKS = """
    thanks|thank|thank you|thankyou|thanku|thankyu|thnx|thanx|tks|ty|tysm|tyvm|tnx|cheers|thankss|much obliged
    |(?:i )?(?:really )?appreciate (?:it|that|this|(?:your|the) help)|appreciated
    |terima kasih|terimakasih|trimakasih|trima kasih|trims|makasi|makasih|maacih|maaciw|nuhun|suwun|arigato|syukron
"""
_GOODBYES = """
    bye|byebye|goodbye|good bye|bubye|farewell|good night|goodnight|see you|see ya|cya|ttyl|take care
    |(?:talk|speak) to you (?:later|soon)|have (?:a|an) (?:very )?(?:nice|good|great|lovely|wonderful|awesome) \\w+
    |have a good one|dadah|dadaah|babay|sampai (?:jumpa|nanti|ketemu|bertemu)(?: lagi)?|selamat tinggal|pamit
    |selamat (?:tidur|istirahat|beraktivitas)
"""
_COMPANY = """
    ok|okay|oke|okey|okie|alright|great|perfect|nice|cool|awesome|good|fine|wonderful|excellent|super|amazing|brilliant
    |got it|i see|i got it|understood|noted|siap|baik|baiklah|sip|mantap|oh|ah|aha|well|so|very|much|really|sooo
    |a (?:lot|bunch|million|ton)|many|lots|again|all|once more|everyone|everybody|there|guys|team|folks|friends?|sir
    |madam|mam|maam|dear|bro|sis|mate|buddy|bot|kak|kakak|ka|min|admin|mas|mbak|mba|pak|bu|bapak|ibu|gan|om|tante|bang
    |ya|yah|dong|deh|nih|lah|banyak|banget|sekali|sebelumnya|semua|semuanya|yes|yep|yeah|iya|no|nope|tidak|in advance
    |(?:for|to) (?:you|now|all|that|this|it|everything)|soon|later|tomorrow|besok|nanti|and|dan|today|lagi
    |i good|i am good
    |for (?:your|the|all|all your|all the) (?:\\w+ )?(?:help|time|support|assistance|info|information|answer|reply
    |response|patience|advice)
    |(?:atas|untuk|buat) (?:\\w+ )?(?:bantuan|info|informasi|waktu|jawaban|respon|respons|balasan)(?:nya)?
    |(?:bantuan|info|informasi|jawaban|respon|penjelasan)nya|(?:that|it) (?:is )?(?:all|it)(?: for now)?
    |(?:that|it|this) (?:really )?(?:helps|helped|works|worked)|itu saja|cukup|you|u
"""
_HANDS = {"👋": SmallTalk.GREETING, "🙏": SmallTalk.THANKS}
_SLIPS = ("hello", "morning", "afternoon", "evening", "thanks", "terima", "kasih", "goodbye", "selamat", "makasih")


def _one_of(phrases: str) -> str:
    on_one_line = re.sub(r"\n\s*", "", phrases)
    return rf"(?:{on_one_line})(?!\S)"


_SAID = {
    SmallTalk.GOODBYE: re.compile(rf"(?<!\S){_one_of(_GOODBYES)}"),
    SmallTalk.THANKS: re.compile(rf"(?<!\S){_one_of(_THANKS)}"),
    SmallTalk.GREETING: re.compile(rf"(?<!\S){_one_of(_GREETINGS)}"),
}
_NOTHING_ELSE = re.compile(
    rf"(?:(?:{'|'.join(_one_of(each) for each in (_GOODBYES, _THANKS, _GREETINGS, _COMPANY))})(?: |$))+"
)


def small_talk(text: str) -> SmallTalk | None:
    """The last thing that is said counts: "hi, thanks" is thanks, "thanks, bye" a goodbye."""
    written = spelled_out(words(text))
    if not written:
        return next((meaning for hand, meaning in _HANDS.items() if hand in text), None)
    if len(written) > MOST_WORDS:
        return None
    said = " ".join(map(_as_meant, written))
    if not _NOTHING_ELSE.fullmatch(said):
        return None
    return next((meaning for meaning, pattern in _SAID.items() if pattern.search(said)), None)


def _as_meant(word: str) -> str:
    if word in COMMON_WORDS or word in FUNCTION_WORDS:
        return word
    return next((right for right in _SLIPS if is_one_slip_away(word, right)), word)
