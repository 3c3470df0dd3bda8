"""Amazon SES, which sends mails."""

from functools import cached_property
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from frontdesk.domain.errors import Busy
from frontdesk.domain.escalation_mail import Mail
from frontdesk.use_cases.escalation_ports import MailRefused

REFUSED = frozenset({"AccessDeniedException", "BadRequestException", "MessageRejected", "NotFoundException"})
CLIENT = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 2}, parameter_validation=False)
CHARSET = "UTF-8"


class SesMailer:
    def __init__(self, session: Session, sender: str) -> None:
        self._session = session
        self._sender = sender

    def send(self, mail: Mail) -> None:
        content = {"Subject": _part(mail.subject), "Body": {"Text": _part(mail.text)}}
        try:
            self._client.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [mail.to]},
                Content={"Simple": content},
            )
        except ClientError as error:
            code = str(error.response["Error"]["Code"])
            if code in REFUSED:
                raise MailRefused(code) from error
            raise Busy("SES takes no more now.") from error
        except BotoCoreError as error:
            raise Busy("SES cannot be reached.") from error

    @cached_property
    def _client(self) -> Any:
        return self._session.create_client("sesv2", config=CLIENT)


def _part(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": CHARSET}
