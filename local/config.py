"""What a stack is told before it starts, and where its parts listen."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict

ACCOUNT = "000000000000"
LOOPBACK = "127.0.0.1"


class Page(BaseModel):
    """A folder of static files on a port of its own. `{{NAME}}` in its HTML is filled from `values`."""

    model_config = ConfigDict(frozen=True)

    folder: Path
    values: dict[str, str] = {}


class StackConfig(BaseModel):
    model_config = ConfigDict(frozen=True)

    name: str
    template: Path
    data: Path
    tools: Path
    parameters: dict[str, str] = {}
    region: str = "us-east-1"
    first_port: int | None = 3000
    """The doors take consecutive ports from here; None lets the system choose free ones."""
    pages: dict[str, Page] = {}
    bucket_folders: dict[str, dict[str, Path]] = {}
    """What the buckets behind a CloudFront distribution hold: bucket → key prefix → folder."""
    prepare: str | None = None
    """`module:function` that is given the `Outputs` of the running stack before it counts as ready."""
    time_scale: float = 1.0
    """Schedules, idle limits, connection lifetimes, sweeps and state machines' waits run this many times faster."""
    faults: bool = False
    hot_reload: bool = True


class Outputs(BaseModel):
    """The addresses of a running stack, by logical id where the template names them."""

    model_config = ConfigDict(frozen=True)

    region: str
    doors: dict[str, str]
    """Door → `http://localhost:PORT`: every API, every distribution, every page, `control` and `push`."""
    websockets: dict[str, str]
    """WebSocket API → `ws://localhost:PORT/STAGE`."""
    environment: dict[str, str]
    """What an AWS SDK needs in its environment to reach the stack."""
    references: dict[str, str]
    """What `Ref` gives for each resource."""
    functions: dict[str, dict[str, str]]
    """The environment of each function."""
    process: int
