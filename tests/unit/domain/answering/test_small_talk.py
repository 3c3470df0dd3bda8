"""A message that is only a greeting, thanks, a goodbye, a yes or a no is told from one that asks for something."""

from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.answering.small_talk import SmallTalk, small_talk, without_small_talk

GREETINGS = (
    "hi",
    "Hello!",
    "hello there",
    "Hi, good morning 👋",
    "good evening everyone",
    "hellooooo",
    "helo",
    "helllo",
    "halo kak",
    "Halo min, selamat pagi",
    "selamat siang bu",
    "hi, how are you today?",
    "what's up",
    "hai kak, apa kabar?",
    "assalamualaikum",
    "permisi kak",
    "👋",
    "assalamualaikum wr wb",
    "p",
    "hey there, anyone?",
    "kak?",
    "quick question",
    "hi, I have a question",
    "can someone help me?",
    "help me please",
    "halo min, mau tanya dong",
    "butuh bantuan",
)
THANKS = (
    "thanks",
    "ok thanks!",
    "Thank you so much 🙏",
    "thankss",
    "tahnks",
    "thx",
    "great, thanks for your help",
    "thank you for the quick reply!",
    "thanks, that helped",
    "perfect, I appreciate it",
    "hi, thanks again",
    "terima kasih banyak",
    "makasih ya kak",
    "oke mksh min",
    "trimakasih atas bantuannya",
    "makasih infonya kak, thanks a lot",
    "🙏🙏",
)
GOODBYES = (
    "bye",
    "bye bye 👋",
    "good-bye",
    "ok thanks, bye",
    "see you later",
    "good night",
    "thanks, have a nice day!",
    "sampai jumpa lagi",
    "dadah kak",
    "no thanks, that's all",
    "no, I'm good",
    "ga ada kak",
    "itu saja, makasih",
    "never mind",
)
YESES = (
    "ok",
    "Oke kak",
    "yes",
    "iya",
    "👍",
    "cool",
    "no problem",
    "that answers my question!",
    "mantap kak, udah bisa",
    "wkwkwk",
)
NOES = ("no", "nope", "tidak", "ga kak")
SOMETHING_ELSE = (
    "",
    "   ",
    "hi, where is my order",
    "hello I cannot sign in",
    "thanks but it still does not work",
    "thank you, and how much is shipping?",
    "how do I say thank you in Indonesian",
    "good morning, are you open today?",
    "when does the morning delivery come",
    "halo kak, pesanan saya belum sampai",
    "terima kasih, tapi bagaimana cara refund?",
    "selamat pagi, mau tanya ongkir",
    "is there a thank-you card with the gift",
    "hi, talk to a human",
    "can I see you in your shop later",
    "is my order here",
    "what's good",
    "i think",
    "night delivery",
    "hi 4521",
    "have a problem",
    "how are returns handled",
    "all good things in one box",
    "bye bye subscription, how do I cancel it",
    "thank you page is broken",
    "that helped nobody",
    "no good",
    "ga paham",
    "belum bisa",
    "yes but it still fails",
    "no bot please",
    "help me reset my password",
    "mau tanya ongkir",
    "can I ask for a refund",
    "👎",
    "there",
    "こんにちは",
)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        *((text, SmallTalk.GREETING) for text in GREETINGS),
        *((text, SmallTalk.THANKS) for text in THANKS),
        *((text, SmallTalk.GOODBYE) for text in GOODBYES),
        *((text, SmallTalk.YES) for text in YESES),
        *((text, SmallTalk.NO) for text in NOES),
    ],
)
def test_a_message_that_is_only_small_talk_is_known_for_what_it_is(text: str, meaning: SmallTalk) -> None:
    assert small_talk(text) == meaning


@pytest.mark.parametrize("text", SOMETHING_ELSE)
def test_a_message_that_says_more_or_less_is_no_small_talk(text: str) -> None:
    assert small_talk(text) is None


@given(st.sampled_from([*GREETINGS, *THANKS, *GOODBYES, *YESES, *NOES]))
def test_small_talk_before_a_question_is_no_small_talk(text: str) -> None:
    assert small_talk(f"{text} where is my parcel") is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Good morning!\nI have a question\nhow do I cancel an order", "how do I cancel an order"),
        ("Hi there, hope you are well. How do I cancel it? Thanks in advance!", "How do I cancel it?"),
        ("halo kak. mau tanya. ongkir berapa?", "ongkir berapa?"),
        ("hi\nthanks", "hi\nthanks"),
        ("", ""),
    ],
)
def test_a_question_is_looked_up_without_the_small_talk_around_it(text: str, left: str) -> None:
    assert without_small_talk(text) == left


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    small_talk(text)


def test_a_message_of_the_greatest_length_takes_no_time() -> None:
    # The thread's own time: what else the machine does meanwhile is not counted.
    begun = thread_time()
    assert small_talk("thank you " * 400 + "refund") is None
    assert small_talk("thank you " * 5 + "refund") is None
    assert thread_time() - begun < 0.5
