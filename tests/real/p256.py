"""Signatures over P-256 for tests: ES256 (RFC 7518) by a key that is made for the run. Python has none of its own.

Not for real keys: nothing here runs in constant time, and the nonces of a key follow one another.
"""
import base64
import hashlib
import secrets
import threading

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)

# SubjectPublicKeyInfo of a P-256 key, up to the point (RFC 5480).
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")


def add(a, b):
    """The sum of two points; None is the point at infinity."""
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P) % P
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P) % P
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def multiply(number, point):
    total = None
    while number:
        if number & 1:
            total = add(total, point)
        point = add(point, point)
        number >>= 1
    return total


class Key:
    """A key pair. The nonce of each signature is one more than that of the last, so that its point is one addition away."""

    def __init__(self):
        self.secret = secrets.randbelow(N - 1) + 1
        self.nonce = secrets.randbelow(N // 2) + 1
        self.point = multiply(self.nonce, G)
        self.lock = threading.Lock()

    def spki(self):
        """The public key: base64 of its SubjectPublicKeyInfo."""
        x, y = multiply(self.secret, G)
        return base64.b64encode(SPKI + b"\x04" + x.to_bytes(32) + y.to_bytes(32)).decode()

    def sign(self, text):
        """The raw signature of `text` in base64."""
        with self.lock:
            nonce, point = self.nonce, self.point
            self.nonce, self.point = nonce + 1, add(point, G)
        digest = int.from_bytes(hashlib.sha256(text.encode()).digest())
        r = point[0] % N
        s = pow(nonce, -1, N) * (digest + r * self.secret) % N
        return base64.b64encode(r.to_bytes(32) + s.to_bytes(32)).decode()
