"""Who asks for a person is understood, and who only names one is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.answering.human_request import asks_for_human

REQUESTS = [
    "agent",
    "OPERATOR!!",
    "real human please",
    "talk to a person",
    "I want to speak with a real human being",
    "let me speak to your manager",
    "can you connect me with somebody from support?",
    "could you put me through to someone",
    "please transfer me to a representative",
    "get me a human to sort this out now",
    "I need a human",
    "i'd rather talk to a human",
    "is there anyone i can talk to",
    "escalate this to a human",
    "hand me over to a human",
    "I don't want to talk to a bot",
    "no more bots, human please",
    "I don't know how to reach an agent",
    "I can't contact an agent",
    "you are not human, let me talk to a live person",
    "I want to talk to a hyman",
    "speek to an agnet",
    "connect me to a represntative",
    "saya mau bicara dengan manusia",
    "tolong hubungkan saya ke agen",
    "bisa ngobrol sama orang asli?",
    "mau ngomong sama cs dong",
    "minta operator dong",
    "butuh admin",
    "ada orangnya ga?",
    "sambungkan ke customer service",
    "alihkan ke petugas",
    "gw mau ngomong sama orang beneran",
    "saya tidak mau bicara dengan bot",
    "sy mau bcara dengan manusia",
    "tolong connect ke agent",
    "mau speak to human dong",
    "How much does shipping cost? Never mind, talk to a person please.",
    "Are you human? I want to talk to an agent.",
    "Berapa ongkirnya? Saya mau bicara dengan admin!",
    "I'd like to talk to a human, my number is 555",
    "is there a human here?",
    "I'd rather deal with a real person",
    "I would like a human to help me",
    "can a human look at this",
    "can you escalate this",
    "enough, just transfer me",
    "could I have a word with somebody from your team",
    "is an agent available?",
    "can somebody call me",
    "please have someone contact me",
    "can I get someone on the phone",
    "no bot please",
    "gak mau sama robot",
    "bukan bot dong, orang beneran",
    "mau sama manusia aja",
    "telponin saya cs nya",
    "hubungi saya dong",
    "ada orang ga disini",
    "ada cs yang bisa bantu?",
    "adminnya mana",
    "mau dibantu sama petugas langsung",
    "saya mau komplain ke atasan kamu",
]

OTHER_MESSAGES = [
    "help me reset my password",
    "customer service hours?",
    "basics",
    "don't transfer me",
    "please don't hand me over",
    "do not connect me to an agent",
    "no human please",
    "I'd rather not talk to an agent",
    "are you human?",
    "are you a real person",
    "am I talking to a real live person",
    "how do I become an agent",
    "what does an operator earn",
    "how much is the commission of an agent",
    "transfer money to another person",
    "can I transfer to someone else's account",
    "how do you say I want to talk to a person in French",
    "human resources policy",
    "support for Windows 11?",
    "how to add a contact person",
    "I had close contact with someone who is ill",
    "chat history export",
    "jangan transfer saya",
    "saya tidak mau bicara dengan agen",
    "tidak usah dihubungkan ke cs",
    "jam buka customer service",
    "nomor cs berapa",
    "bagaimana cara menjadi agen",
    "apakah kamu manusia?",
    "transfer ke rekening orang lain",
    "biaya admin berapa",
    "lupa password akun admin",
    "sumber daya manusia",
    "chat saya hilang",
    "Don't transfer me. Just tell me the price.",
    "Is there a fee? I am an agent.",
    "I have waited for a week. Please advise.",
    "what is the number of an agent",
    "can I connect someone else's Instagram",
    "rather than a person's name, can the receipt show the company",
    "how do customers call me from my shop",
    "can customers contact me before delivery",
    "can agents escalate a ticket",
    "can a human resources manager use this",
    "my phone does not ring when an order comes in",
    "I'd like to complain about a product",
    "is there a supervisor role",
    "ada orang lain yang login ke akun saya",
    "panggil kurir bagaimana caranya",
    "ini bukan pesanan saya",
    "mana menu admin",
    "",
]


@pytest.mark.parametrize("message", REQUESTS)
def test_a_request_for_a_human_is_understood(message: str) -> None:
    assert asks_for_human(message)


@pytest.mark.parametrize("message", OTHER_MESSAGES)
def test_a_message_that_only_sounds_like_one_is_not_taken_for_a_request(message: str) -> None:
    assert not asks_for_human(message)


@given(
    st.sampled_from(REQUESTS + OTHER_MESSAGES),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    st.text(" \t\n", max_size=3),
    st.text(" \t\n", min_size=1, max_size=3),
)
def test_neither_case_nor_white_space_matters(message, changed, around, between) -> None:
    told_otherwise = around + between.join(changed(message).split(" ")) + around
    assert asks_for_human(told_otherwise) == asks_for_human(message)


@given(st.text(max_size=300))
def test_any_text_at_all_is_judged(message: str) -> None:
    assert asks_for_human(message) in {True, False}
