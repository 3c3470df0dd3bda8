"""What a browser does with a signed form, on moto's S3; moto checks neither the policy nor the signature."""

from collections.abc import Mapping

import requests


def post_form(url: str, fields: Mapping[str, str], content: bytes) -> None:
    answer = requests.post(url, data=dict(fields), files={"file": ("whatever", content)}, timeout=5)
    assert answer.status_code == 204, answer.text
