"""What a site's developers copy to put a widget on their pages."""

from urllib.parse import urlsplit

from frontdesk.contract.widget_models import EmbedCode

SCRIPT_TAG = '<script src="{site}/api/widget/{token}/script.js" async></script>'
ELEMENT = """<script type="module" src="{site}/widget/frontdesk.js"></script>
<frontdesk-chat backend-url="{site}" token="{token}"></frontdesk-chat>"""
MODULE = """import {{ createFrontdesk }} from "{site}/widget/frontdesk.js";

const frontdesk = createFrontdesk({{ backendUrl: "{site}", token: "{token}" }});"""


def embed_code(token: str, site_url: str) -> EmbedCode:
    """Of the address only its origin is used: nothing that could end an attribute or a string."""
    parts = urlsplit(site_url)
    port = f":{parts.port}" if parts.port else ""
    words = {"site": f"{parts.scheme}://{parts.hostname}{port}", "token": token}
    return EmbedCode(
        script_tag=SCRIPT_TAG.format(**words), element=ELEMENT.format(**words), module=MODULE.format(**words)
    )
