"""What looks through the logs after the wire tests finds what it is there for."""

from pathlib import Path

import pytest

from tests.e2e import secrecy


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    secrets = secrecy.Secrets()
    secrets.note_text('{"message": {"content": "Where is my parcel?"}, "visitor_token": "a-token-of-somebody"}')
    monkeypatch.setattr(secrecy, "SECRETS", secrets)
    return tmp_path / "stack.log"


@pytest.mark.parametrize(
    "line",
    [
        "refused: Where is my parcel?",
        "GET /socket?ticket=a-token-of-somebody",
        '{"message": "sent", "to": "vera@example.com"}',
        '{"message": "asked", "from": "192.0.2.7"}',
        '{"message": "asked http://127.0.0.1:8000/ in vain", "from": "127.0.0.1"}',
    ],
)
def test_a_log_that_keeps_what_was_said_or_shown_is_found_out(log: Path, line: str) -> None:
    log.write_text(f"ready\n{line}\n")
    assert secrecy.kept_by(log) == [line]


def test_ids_may_be_read_and_so_may_how_to_sign_in_to_the_demo(log: Path) -> None:
    log.write_text('{"conversation_id": "c1"}\nSign in as ana@demo.example, at http://127.0.0.1:3000\n')
    assert secrecy.kept_by(log) == []


def test_an_error_may_name_the_service_of_the_stack_that_was_called_in_vain(log: Path) -> None:
    log.write_text('{"exception": "Read timeout on endpoint URL: \\"http://127.0.0.1:8000/\\""}\n')
    assert secrecy.kept_by(log) == []
