"""How the stack itself calls dynoxide and MiniStack."""

from botocore.config import Config

# dynoxide's shard ids are shorter than botocore's minimum; the template's values are for CloudFormation to check.
CLIENT = Config(parameter_validation=False, retries={"max_attempts": 2}, connect_timeout=2, read_timeout=10)
