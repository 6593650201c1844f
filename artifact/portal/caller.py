"""Who asks through the portal."""

from artifact.portal.gate import SignedInRequest
from artifact.users.address import client_address
from artifact.users.caller import Caller, Channel


def portal_caller(request: SignedInRequest) -> Caller:
    """The signed-in person, with what is known of their machine."""
    return Caller(
        user=request.user,
        channel=Channel.PORTAL,
        address=client_address(request),
        user_agent=request.headers.get("User-Agent", ""),
    )
