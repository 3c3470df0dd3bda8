"""The certificate roots that AWS's own endpoints chain to, picked from botocore's bundle.

Every new TLS context loads its whole bundle: 121 roots cost ten times what these five do.
"""

import re
import sys

AMAZON_ROOTS = "amazon-roots.pem"
LABELS = frozenset(
    {
        "Amazon Root CA 1",
        "Amazon Root CA 2",
        "Amazon Root CA 3",
        "Amazon Root CA 4",
        "Starfield Services Root Certificate Authority - G2",
    }
)
ENTRY = re.compile(
    r'^# Label: "(?P<label>[^"]+)"$(?:\n#[^\n]*)*\n'
    r"(?P<certificate>-----BEGIN CERTIFICATE-----\n.+?\n-----END CERTIFICATE-----\n)",
    re.MULTILINE | re.DOTALL,
)


def only_amazon(bundle: str) -> str:
    found = {entry["label"]: entry["certificate"] for entry in ENTRY.finditer(bundle) if entry["label"] in LABELS}
    missing = LABELS - found.keys()
    if missing:
        sys.exit(f"botocore's certificate bundle has no {', '.join(sorted(missing))}: correct LABELS in roots.py.")
    return "".join(f"# {label}\n{certificate}" for label, certificate in sorted(found.items()))
