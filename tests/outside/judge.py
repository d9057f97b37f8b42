#!/usr/bin/env python3
"""Starts a platform of its own and lets programs that nobody here wrote judge it.

    tests/outside/judge.py [--deep] [--binary target/debug/karum] [--only NAME]

Documents: openapi-spec-validator, Spectral. Tokens: PyJWT, jose, openid-client. Payments: localstripe, stripe-stateful-mock.
Behavior: schemathesis, all checks and the stateful phase, against every service; --deep gives it ten times as long. Needs Python 3.9 or newer with venv, and nothing
else: the judges are installed below target/outside, in the versions of requirements.txt and package.json.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOOLS = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "outside"
SERVICES = ["auth", "user", "customer", "catalog", "pricing", "warehouse", "cart", "order", "payment", "invoice",
            "shipping", "gateway"]
# Seconds that schemathesis has for one service.
BUDGET, DEEP_BUDGET = 20, 240
EMAIL, PASSWORD = "judge@example.com", "a phrase only judges know"


class Refused(Exception):
    """A judge found something; the text is what it said."""


def run(command, **options):
    """The output of a command; what it said when it fails."""
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    if done.returncode != 0:
        raise Refused(done.stdout)
    return done.stdout


def install():
    """The judges, once for each version of what they are listed in."""
    wanted = (HERE / "requirements.txt").read_text() + (HERE / "package-lock.json").read_text()
    stamp = TOOLS / "installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    shutil.rmtree(TOOLS, ignore_errors=True)
    TOOLS.mkdir(parents=True)
    try:
        run([sys.executable, "-m", "venv", TOOLS / "python"])
    except Refused as refused:
        sys.exit(f"outside: Python's venv module is missing; on Debian: apt-get install python3-venv\n{refused}")
    run([TOOLS / "python/bin/pip", "install", "--quiet", "-r", HERE / "requirements.txt"])
    for file in ("package.json", "package-lock.json"):
        shutil.copy(HERE / file, TOOLS / file)
    run([TOOLS / "python/bin/npm", "ci", "--silent", "--ignore-scripts"], cwd=TOOLS, env=path_with_tools())
    stamp.write_text(wanted)


def path_with_tools(**variables):
    return {**os.environ, "PATH": f"{TOOLS / 'python/bin'}:{os.environ['PATH']}", **variables}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Platform:
    """`karum up` in a directory of its own, on a free port."""

    def __init__(self, binary):
        self.binary = binary
        self.home = Path(tempfile.mkdtemp(prefix="karum-judges-"))
        listen = f"127.0.0.1:{free_port()}"
        self.origin = f"http://{listen}"
        self.env = {**os.environ, "KARUM_HOME": str(self.home), "KARUM__HTTP__LISTEN": listen}

    def __enter__(self):
        self.karum("up", "--detach")
        return self

    def __exit__(self, *_):
        self.karum("down")
        shutil.rmtree(self.home, ignore_errors=True)

    def karum(self, *arguments, **options):
        return run([self.binary, *arguments], env=self.env, **options)

    def secret(self, name):
        return (self.home / "data/secrets" / name).read_text().strip()

    def call(self, method, path, body=None, token=None, **headers):
        headers = {"content-type": "application/json", **headers}
        if token:
            headers["authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.origin + path, data, headers, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)


class Judges:
    def __init__(self, platform, budget):
        self.platform, self.budget = platform, budget
        platform.karum("admin", "create", "--name", "Judge", EMAIL, input=PASSWORD + "\n")
        account = {"email": EMAIL, "password": PASSWORD}
        self.staff = platform.call("POST", "/admin/v1/auth/login", account)["access_token"]
        self.customer = platform.call("POST", "/store/v1/auth/register", account)["access_token"]
        self.documents = {}
        for service in SERVICES:
            file = platform.home / f"{service}.json"
            file.write_text(json.dumps(platform.call("GET", f"/openapi/{service}.json")))
            self.documents[service] = file

    def openapi(self):
        run([TOOLS / "python/bin/openapi-spec-validator", *self.documents.values()])

    def spectral(self):
        lint = [TOOLS / "node_modules/.bin/spectral", "lint", "--ruleset", HERE / "spectral.yaml", "--fail-severity", "warn"]
        run([*lint, *self.documents.values()], env=path_with_tools())

    def pyjwt(self):
        script = (
            "import jwt, sys; token, origin = sys.argv[1:]\n"
            "key = jwt.PyJWKClient(origin + '/.well-known/jwks.json').get_signing_key_from_jwt(token).key\n"
            "decode = lambda audience: jwt.decode(token, key, ['EdDSA'], audience=audience, issuer=origin)\n"
            "assert decode('store')['realm'] == 'customer'\n"
            "try: decode('admin')\n"
            "except jwt.InvalidAudienceError: pass\n"
            "else: raise AssertionError('a token for shoppers opens the admin')\n"
        )
        run([TOOLS / "python/bin/python", "-c", script, self.customer, self.platform.origin])

    def clients(self):
        key = {"name": "judges", "scopes": ["catalog.read"]}
        made = self.platform.call("POST", "/admin/v1/api-keys", key, self.staff)
        application = {"name": "Judges", "realm": "customer", "confidential": False,
                       "redirect_uris": ["http://127.0.0.1/callback"]}
        registered = self.platform.call("POST", "/admin/v1/oauth-clients", application, self.staff)
        variables = {
            "ORIGIN": self.platform.origin, "CLIENT_ID": made["api_key_id"], "CLIENT_SECRET": made["secret"],
            "APPLICATION": registered["oauth_client_id"], "EMAIL": EMAIL, "PASSWORD": PASSWORD,
        }
        # Modules are looked for beside the script.
        script = shutil.copy(HERE / "clients.mjs", TOOLS / "clients.mjs")
        run([TOOLS / "python/bin/node", script], env=path_with_tools(**variables))

    def schemathesis(self, service):
        variables = {
            # Fixed tokens: signed ones live ten minutes, and the operations under test may end their sessions.
            "KARUM_JUDGE_STAFF": self.platform.secret("staff_token"),
            "KARUM_JUDGE_SERVICE_KEYS": str(self.platform.home / "data/secrets/service_keys"),
            "KARUM_JUDGE_CUSTOMER": self.customer,
            "KARUM_JUDGE_CART": "0" * 43,
            "SCHEMATHESIS_HOOKS": str(HERE / "understood.py"),
        }
        run(
            [TOOLS / "python/bin/schemathesis", "--config-file", HERE / "schemathesis.toml", "run",
             f"{self.platform.origin}/openapi/{service}.json", "--checks", "all",
             # A rule that can be kept is in its place: understood.py.
             "--exclude-checks", "positive_data_acceptance",
             "--phases", "examples,coverage,fuzzing,stateful", "--max-time", str(self.budget)],
            cwd=self.platform.home, env=path_with_tools(**variables),
        )


    def stripe(self):
        local = ("from aiohttp import web; from localstripe.server import app\n"
                 "import sys; web.run_app(app, host='127.0.0.1', port=int(sys.argv[1]), print=None)")
        mock = "require('stripe-stateful-mock').createExpressApp().listen(process.argv[1], '127.0.0.1')"
        local = Stand(TOOLS / "python/bin/python", "-c", local, home=self.platform.home)
        mock = Stand(TOOLS / "python/bin/node", "-e", mock, home=TOOLS)
        with local, mock:
            run(["cargo", "nextest", "run", "-p", "payment", "-E", "test(judged) + test(stateful_mock)"], cwd=ROOT,
                env={**os.environ, "KARUM_LOCALSTRIPE": local.origin, "KARUM_STRIPE_STATEFUL_MOCK": mock.origin})


class Stand:
    """A server that stands in for somebody else's, on a free port of this machine, which is its last argument."""

    def __init__(self, *command, home):
        port = free_port()
        self.command, self.home, self.origin = [*command, str(port)], home, f"http://127.0.0.1:{port}"

    def __enter__(self):
        # Some keep a file with their state in the temporary directory.
        self.temporary = tempfile.mkdtemp(prefix="karum-stand-")
        environment = path_with_tools(TMPDIR=self.temporary, LOG_LEVEL="silent")
        self.process = subprocess.Popen(self.command, cwd=self.home, env=environment,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            if self.process.poll() is not None:
                break
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", int(self.command[-1]))) == 0:
                    return self
            time.sleep(0.1)
        self.__exit__()
        raise Refused(f"{self.command[0]} does not listen")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.temporary, ignore_errors=True)


def judge(name, ask):
    started = time.monotonic()
    try:
        ask()
    except Refused as refused:
        print(f"  ✗ {name}  {time.monotonic() - started:.0f} s\n{refused}", flush=True)
        return False
    print(f"  ✓ {name}  {time.monotonic() - started:.0f} s", flush=True)
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deep", action="store_true", help="ten times as long")
    parser.add_argument("--binary", default=os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target")) + "/debug/karum")
    parser.add_argument("--only", help="one judge, or schemathesis against one service")
    arguments = parser.parse_args()
    install()
    with Platform(arguments.binary) as platform:
        judges = Judges(platform, DEEP_BUDGET if arguments.deep else BUDGET)
        asked = {
            "openapi-spec-validator": judges.openapi, "spectral": judges.spectral, "pyjwt": judges.pyjwt,
            "jose, openid-client": judges.clients, "stripe": judges.stripe,
        }
        for service in SERVICES:
            asked[f"schemathesis {service}"] = lambda service=service: judges.schemathesis(service)
        chosen = {name: ask for name, ask in asked.items() if arguments.only in (None, *name.replace(",", "").split())}
        if not chosen:
            sys.exit(f"outside: no judge is called {arguments.only}; judges are {', '.join(asked)}")
        passed = [judge(name, ask) for name, ask in chosen.items()]
    sys.exit(0 if all(passed) else 1)


if __name__ == "__main__":
    main()
