"""What the scripts beside this file share: the release binary, servers on free loopback ports, requests, and the count of what
was proven. Python's standard library only.

A script runs inside a Stage: a directory of its own and everything that was started, all of which is gone when the script
ends, also when it fails or is interrupted.
"""
import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Stopped(Exception):
    """The script cannot go on; what it was told is the reason."""


class Proofs:
    """Counts facts, one line for each."""

    def __init__(self):
        self.passed = self.failed = 0
        self.lock = threading.Lock()

    def check(self, fact, holds, otherwise=""):
        """Notes whether `fact` holds; `otherwise` is shown when it does not. Answers whether it does."""
        with self.lock:
            if holds:
                self.passed += 1
                print(f"ok   {fact}", flush=True)
            else:
                self.failed += 1
                shown = otherwise if isinstance(otherwise, str) else repr(otherwise)
                print(f"FAIL {fact}" + (f"\n     {shown}" if shown else ""), flush=True)
        return bool(holds)

    def equal(self, fact, found, expected):
        return self.check(fact, found == expected, f"expected {expected!r}, found {found!r}")


class Stage:
    """Where a script plays: `path`, `proofs`, and what has to be ended."""

    def __init__(self, name):
        self.name = name
        self.proofs = Proofs()
        self.endings = contextlib.ExitStack()
        self.servers = []

    def __enter__(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, interrupted)
        self.path = pathlib.Path(tempfile.mkdtemp(prefix=f"tmcpd-{self.name}-"))
        self.endings.callback(shutil.rmtree, self.path, ignore_errors=True)
        return self

    def __exit__(self, kind, error, trace):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        self.endings.close()

    def program(self):
        """The release binary, or the one that PROGRAM names, copied here so that another build does not change it under a running
        test."""
        copied = self.path / "tmcpd"
        if os.environ.get("PROGRAM"):
            shutil.copy2(os.environ["PROGRAM"], copied)
            return copied
        built = subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT)
        if built.returncode != 0:
            raise Stopped("cargo build --release failed")
        told = subprocess.run(["cargo", "metadata", "--format-version", "1", "--no-deps"], cwd=ROOT, check=True, capture_output=True)
        found = pathlib.Path(json.loads(told.stdout)["target_directory"], "release", "tmcpd")
        shutil.copy2(found, copied)
        return copied

    def run(self, command, within):
        """Runs another program to its end: its exit code, and what it said on standard output and standard error. It and what
        it started are gone when this script is interrupted, or after `within` seconds."""
        process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True)
        try:
            said, complained = process.communicate(timeout=within)
            return process.returncode, said, complained
        except subprocess.TimeoutExpired:
            raise Stopped(f"{command[0]} did not end within {within} s")
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait()

    def server(self, program, arguments, port):
        server = Server(program, arguments, port, self.path / f"server-{port}.log")
        self.servers.append(server)
        self.endings.callback(server.end)
        return server


class Server:
    """One tmcpd, which can be started again and again on the same data."""

    def __init__(self, program, arguments, port, log):
        self.command = [str(program), *arguments]
        self.port = port
        self.log = log
        self.process = None

    def start(self, within=30):
        """Starts it and answers how many seconds it took to answer requests."""
        began = time.monotonic()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment(), start_new_session=True)
        while time.monotonic() - began < within:
            if self.process.poll() is not None:
                raise Stopped("the server ended at its start")
            if self.answers():
                return time.monotonic() - began
            time.sleep(0.002)
        raise Stopped(f"the server did not answer within {within} s")

    def answers(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def kill(self):
        """kill -9."""
        self.process.kill()
        self.process.wait()

    def stop(self, within=30):
        """SIGTERM, and the exit code."""
        self.process.terminate()
        try:
            return self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def end(self):
        if self.process and self.process.poll() is None:
            self.kill()

    def describe(self, lines=60):
        """What became of it, and the end of its log."""
        code = self.process.poll() if self.process else None
        state = "runs" if self.process and code is None else f"ended with {code}"
        log = self.log.read_text(errors="replace").splitlines()[-lines:] if self.log.exists() else []
        return "\n".join([f"---- the server on port {self.port} {state}; the end of its log:", *log])


def environment():
    """This process's environment without settings of a tmcpd that may be installed here."""
    return {name: value for name, value in os.environ.items() if not name.startswith("TMCPD_")}


def tool(program, *arguments):
    """Runs one command of tmcpd to its end."""
    return subprocess.run([str(program), *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment())


def unlimited(program):
    """Configuration under which no limit of requests is met: every class there is, as the document names them."""
    document = tool(program, "openapi").stdout
    quota = '{ limit = 100000, per = "1s", burst = 100000 }'
    classes = sorted(set(re.findall(r"Limit class `(\w+)`", document)))
    if not classes:
        raise Stopped("the OpenAPI document names no limit classes")
    return "[limits]\nviolations_per_hour = 1000000\n[limits.classes]\n" + "".join(f"{name} = {quota}\n" for name in classes)


def check_books(proofs, program, arguments, when):
    """`ledger check` and `audit verify` on data that no server uses."""
    for command in (["ledger", "check"], ["audit", "verify"]):
        done = tool(program, *command, *arguments)
        proofs.check(f"{' '.join(command)} {when}", done.returncode == 0, f"exit code {done.returncode}: {done.stdout}{done.stderr}")


def free_port():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return unused.getsockname()[1]


def request(port, method, path, token=None, body=None, headers=None, form=False):
    """One request on a connection of its own: (status, parsed body, headers). Amounts are parsed as text."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        given = dict(headers or {})
        if token:
            given["Authorization"] = f"Bearer {token}"
        if body is not None:
            given["Content-Type"] = "application/x-www-form-urlencoded" if form else "application/json"
            body = body if isinstance(body, (str, bytes)) else json.dumps(body)
        connection.request(method, path, body, given)
        answer = connection.getresponse()
        return answer.status, parse(answer.read()), answer.headers
    finally:
        connection.close()


def ask_for_token(port, client, scopes, matrix_token):
    """One token exchange (RFC 8693): (status, answer)."""
    fields = {"grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "client_id": client, "scope": scopes,
              "subject_token": matrix_token, "subject_token_type": "urn:ietf:params:oauth:token-type:access_token"}
    return request(port, "POST", "/oauth2/token", body=urllib.parse.urlencode(fields), form=True)[:2]


def sign_in(port, client, scopes, matrix_token):
    """A TEP token for `client`, after consent to `scopes` if that is asked for."""
    status, answer = ask_for_token(port, client, scopes, matrix_token)
    if status == 403 and "consent_session" in answer:
        consent = {"session": answer["consent_session"], "approved_scopes": answer["consent_required_scopes"]}
        request(port, "POST", "/oauth2/consent", matrix_token, consent)
        status, answer = ask_for_token(port, client, scopes, matrix_token)
    if status != 200:
        raise Stopped(f"no token for {client}: {status} {answer}")
    return answer["access_token"]


def parse(raw):
    try:
        return json.loads(raw, parse_float=str) if raw else None
    except ValueError:
        return raw.decode(errors="replace")


def harness(*parts):
    """A script of the harness, which lies beside the repository or where HARNESS_DIR says."""
    top = pathlib.Path(os.environ.get("HARNESS_DIR", ROOT.parent / "shared" / "harness"))
    found = top.joinpath(*parts)
    if not found.exists():
        raise Stopped(f"{found} is not there: the test harness has to lie in ../shared/harness beside the repository, or HARNESS_DIR names it.")
    return found


def eventually(question, within=20, every=0.1):
    """The first answer that is not empty, or the last one."""
    end = time.monotonic() + within
    while True:
        found = question()
        if found or time.monotonic() > end:
            return found
        time.sleep(every)


def interrupted(number, frame):
    raise SystemExit(128 + number)


def main(name, play):
    """Runs `play(stage)` and ends the process with what came of it."""
    with Stage(name) as stage:
        try:
            play(stage)
        except Stopped as reason:
            stage.proofs.check(f"{name} runs to its end", False, str(reason))
        except Exception:
            stage.proofs.check(f"{name} runs to its end", False, traceback.format_exc())
        for server in stage.servers if stage.proofs.failed else []:
            print(server.describe(), flush=True)
        print(f"{stage.proofs.passed} passed, {stage.proofs.failed} failed", flush=True)
    sys.exit(1 if stage.proofs.failed else 0)
