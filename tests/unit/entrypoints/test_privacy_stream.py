"""What is gone from the Conversations table takes along what it leads to; what else happens there does not."""

from frontdesk.domain.privacy import SETTLING, remains_of
from frontdesk.domain.vocabulary import Status
from frontdesk.entrypoints.table_stream import handle
from tests.fakes import make_desk
from tests.fakes.people import a_conversation, a_message
from tests.fakes.stream import a_stream_desk
from tests.reliability.stream_records import conversation_of, of_change, of_message

GONE = a_conversation(Status.CLOSED, ticket_number=3)


def test_a_conversation_that_is_gone_is_looked_after_once_writers_have_ended() -> None:
    record = of_change(GONE, GONE, 1)
    del record["dynamodb"]["NewImage"]
    onward = a_stream_desk()
    assert handle(make_desk(), onward, conversation_of, {"Records": [record]}) == {"batchItemFailures": []}
    assert onward.privacy.later == [(SETTLING, remains_of(GONE))]


def test_what_is_stored_and_what_expires_of_messages_asks_for_nothing() -> None:
    expired = of_message(a_message(1), 2)
    del expired["dynamodb"]["NewImage"]
    onward = a_stream_desk()
    handle(make_desk(), onward, conversation_of, {"Records": [of_change(None, GONE, 1), expired]})
    assert (onward.privacy.jobs, onward.privacy.later) == ([], [])
