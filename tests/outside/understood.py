"""What schemathesis does not know of Karum, and a check: what fits the document is never refused for its form.

JSON Schema cannot say everything, so a request that fits may still be refused for what it asks: a name that is taken, two
currencies in one cart, a version that is no longer the current one. `positive_data_acceptance` does not tell the two apart.
"""

import base64
import json
import os
import time
import uuid
from pathlib import Path

import jwt
import schemathesis
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from schemathesis.core.failures import Failure

# Refusals of a request's form, in the words of the parser. Others say what is wrong with what it asks, which no schema can.
FORM = ("invalid type", "unknown field", "unknown variant", "missing field", "duplicate field")
FORM_OF_ALL = {"request.malformed_json", "request.malformed_utf8", "request.content_type",
               "request.idempotency_key_malformed"}


@schemathesis.check
def understood(ctx, response, case):
    meta = case.meta
    if meta is None or not meta.generation.mode.is_positive or response.status_code != 400:
        return
    if "application/problem+json" not in response.headers.get("content-type", [""])[0]:
        return  # OAuth has errors of its own, and pages
    problem = response.json()
    wrong = [error for error in problem.get("errors", []) if error["message"].startswith(FORM)]
    # An identifier in the path that fits its pattern is understood, if not found. The gateway's pages only hand theirs on.
    wrong += [error for error in problem.get("errors", [])
              if error["code"] == "malformed" and error["pointer"].endswith("_id") and "/pages/" not in case.path]
    if wrong or problem["code"] in FORM_OF_ALL:
        raise Failure(
            operation=case.operation.label,
            title="A request that fits the document is not understood",
            message=f"{problem['code']}: {wrong or problem['detail']}",
        )


def call_token(caller, callee):
    """What a service shows another one that it calls, signed with the caller's own key."""
    keys = Path(os.environ["KARUM_JUDGE_SERVICE_KEYS"])
    listed = json.loads((keys / "public.json").read_text())["keys"]
    kid = next(key["kid"] for key in listed if key["holder"] == caller)
    private = (keys / caller).read_text().strip()
    # The 32 bytes of the key in its PKCS #8.
    seed = base64.urlsafe_b64decode(private + "=" * (-len(private) % 4))[16:48]
    now = int(time.time())
    claims = {"iss": caller, "sub": caller, "aud": callee, "iat": now, "nbf": now, "exp": now + 60, "jti": str(uuid.uuid4())}
    header = {"typ": "karum-call+jwt", "kid": kid}
    return jwt.encode(claims, Ed25519PrivateKey.from_private_bytes(seed), "EdDSA", header)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Signs calls between services. And a key is new for every intended effect: with one that was used, an old answer comes
    back, or none."""
    if (case.headers or {}).get("Authorization") == "Bearer signed for each call":
        # Where none may call, whoever does is refused.
        callers = [caller for caller in case.operation.definition.raw.get("x-callers", []) if caller != "*"]
        token = call_token(*callers[:1] or ["order"], case.formatted_path.split("/")[3])
        case.headers["Authorization"] = f"Bearer {token}"
    if case.meta is not None and case.meta.generation.mode.is_positive and "Idempotency-Key" in (case.headers or {}):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
