"""The Attachments port, in memory and in S3; and what the form of the real one lets through."""

import json
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.session import get_session
from moto import mock_aws

from frontdesk.adapters.s3_attachments import S3Attachments
from frontdesk.domain.attachment import Attachment, Upload
from frontdesk.domain.file_content import HEAD_BYTES
from frontdesk.use_cases.attachment_ports import Attachments, Received, UploadForm
from tests.contract.sam_template import REGION
from tests.fakes.attachments import FakeAttachments
from tests.integration.cloud import CREDENTIALS
from tests.integration.forms import post_form

BUCKET = "attachments"
LIFE = timedelta(minutes=5)
AT = ("acme", "conversation-1", "file-1")
UPLOAD = Upload(
    tenant_id="acme",
    conversation_id="conversation-1",
    id="file-1",
    uploader_id="visitor-1",
    client_id="0.abc",
    name="Maße für Ωmega.txt",
    type="text/plain",
    size=6,
)
FILE = Attachment(id="file-1", name=UPLOAD.name, type="text/plain", size=6)
Post = Callable[[UploadForm, bytes], None]


@pytest.fixture
def s3() -> Iterator[S3Attachments]:
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        boto3.client("s3", region_name=REGION).create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION}
        )
        yield S3Attachments(get_session(), BUCKET)


@pytest.fixture(params=["in memory", "in S3"])
def store(request: pytest.FixtureRequest) -> tuple[Attachments, Post]:
    if request.param == "in memory":
        fake = FakeAttachments()
        return fake, fake.post
    return request.getfixturevalue("s3"), lambda form, content: post_form(form.url, form.fields, content)


def received(store: tuple[Attachments, Post], content: bytes) -> Received:
    attachments, post = store
    post(attachments.form(UPLOAD, LIFE), content)
    found = attachments.received(*AT)
    assert found is not None
    return found


def test_nothing_is_there_before_it_has_come(store: tuple[Attachments, Post]) -> None:
    attachments, _ = store
    attachments.form(UPLOAD, LIFE)
    assert attachments.received(*AT) is None
    assert attachments.address(*AT, LIFE) is None


def test_what_has_come_tells_what_was_declared_and_how_it_begins(store: tuple[Attachments, Post]) -> None:
    content = b"x" * (HEAD_BYTES + 10)
    found = received(store, content)
    assert (found.upload, found.size, found.head) == (UPLOAD, len(content), content[:HEAD_BYTES])


def test_what_is_kept_stays_when_the_upload_goes(store: tuple[Attachments, Post]) -> None:
    attachments, _ = store
    found = received(store, b"Hello.")
    assert attachments.keep(found, FILE)
    assert attachments.keep(found, FILE)
    attachments.discard(found)
    attachments.discard(found)
    assert attachments.received(*AT) is None
    assert attachments.address(*AT, LIFE) is not None
    assert attachments.address("elsewhere", *AT[1:], LIFE) is None
    assert not attachments.keep(found, FILE)


def test_the_content_of_a_file_is_a_download_with_its_name_and_type(s3: S3Attachments) -> None:
    found = received((s3, lambda form, content: post_form(form.url, form.fields, content)), b"Hello.")
    s3.keep(found, FILE)
    stored: Any = boto3.client("s3", region_name=REGION).get_object(Bucket=BUCKET, Key="/".join(("files", *AT)))
    assert stored["Body"].read() == b"Hello."
    assert stored["ContentType"] == "text/plain"
    assert stored["ContentDisposition"] == (
        "attachment; filename=\"Ma_e f_r _mega.txt\"; filename*=UTF-8''Ma%C3%9Fe%20f%C3%BCr%20%CE%A9mega.txt"
    )
    assert stored["Metadata"] == {}


def test_a_form_is_for_one_key_one_size_one_type_and_five_minutes(s3: S3Attachments) -> None:
    form = s3.form(UPLOAD, LIFE)
    policy = json.loads(b64decode(form.fields["policy"]))
    key = "/".join(("pending", *AT))
    assert form.fields["key"] == key
    assert {"key": key} in policy["conditions"]
    assert {"bucket": BUCKET} in policy["conditions"]
    assert {"Content-Type": "text/plain"} in policy["conditions"]
    assert {"x-amz-meta-declared": form.fields["x-amz-meta-declared"]} in policy["conditions"]
    assert ["content-length-range", 6, 6] in policy["conditions"]
    assert not [condition for condition in policy["conditions"] if "starts-with" in condition]
    assert UPLOAD.name not in key


def test_forms_and_addresses_are_at_the_buckets_own_host_in_its_region(s3: S3Attachments) -> None:
    host = f"https://{BUCKET}.s3.{REGION}.amazonaws.com/"
    found = received((s3, lambda form, content: post_form(form.url, form.fields, content)), b"Hello.")
    s3.keep(found, FILE)
    address = s3.address(*AT, LIFE)
    assert address is not None
    assert s3.form(UPLOAD, LIFE).url == host
    assert address.startswith(f"{host}files/")
    assert "X-Amz-Expires=300" in address
