"""What a call to AWS needs to be allowed."""

from collections.abc import Iterator
from typing import Any

# Neither the machine nor its tokens are there, nobody gets mails, and the language model falls silent.
ANSWERED_HERE = {
    "ConverseStream": ("bedrock:InvokeModelWithResponseStream", "language model"),
    "StartExecution": ("states:StartExecution", "escalation machine"),
    "SendTaskSuccess": ("states:SendTaskSuccess", "escalation machine"),
    "SendEmail": ("ses:SendEmail", "ses identity"),
}
S3_ACTIONS = {
    "HeadObject": "GetObject",
    **dict.fromkeys(("CopyObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"), "PutObject"),
}

Call = tuple[str, str]
"""An IAM action, and the logical id of what it acts on, with the index where there is one."""


def actions_of(operation: str, arguments: dict[str, Any]) -> Iterator[Call]:
    """A transaction is no action of its own: each of its parts is allowed or not."""
    for part in arguments.get("TransactItems", []):
        for kind, within in part.items():
            yield f"dynamodb:{kind}Item", within["TableName"]
    if "QueueUrl" in arguments:
        yield f"sqs:{operation.removesuffix('Batch')}", arguments["QueueUrl"].rpartition("/")[2]
    if operation in ANSWERED_HERE:
        yield ANSWERED_HERE[operation]
    if operation == "CreatePlatformEndpoint":
        yield f"sns:{operation}", "sns app"
    if "EndpointArn" in arguments or "TargetArn" in arguments:
        yield f"sns:{operation}", "sns endpoint"
    if "Key" in arguments and "Bucket" in arguments:
        version = "Version" if "VersionId" in arguments else ""
        action = S3_ACTIONS.get(operation, operation)
        yield f"s3:{action}{version}", _prefix(arguments["Bucket"], arguments["Key"])
    if operation == "ListObjectVersions":
        yield "s3:ListBucketVersions", arguments["Bucket"]
    if "CopySource" in arguments:
        yield "s3:GetObject", _prefix(**arguments["CopySource"])
    if "UserPoolId" in arguments:
        yield f"cognito-idp:{operation}", "UserPool"
    for table in arguments.get("RequestItems", [arguments["TableName"]] if "TableName" in arguments else []):
        index = f"/index/{arguments['IndexName']}" if "IndexName" in arguments else ""
        yield f"dynamodb:{operation}", f"{table}{index}"


def _prefix(Bucket: str, Key: str) -> str:  # noqa: N803 - as S3 names them
    return f"{Bucket}/{Key.partition('/')[0]}/*"
