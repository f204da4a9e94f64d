"""Every flow through Authlib as it is, against the server in dev mode whose address is the argument. Plain http is allowed, as it
has to be on loopback. Prints one line for each fact."""
import os
import sys
from urllib.parse import parse_qs, urljoin, urlsplit

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata, get_well_known_url

BASE = sys.argv[1]
SHOP, BACKEND, SECRET = "ma_shop_001", "ma_shop_001_backend", "dev_secret_shop"
CALLBACK = "http://localhost:3000/callback"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
failed = 0


def check(fact, holds, otherwise=""):
    global failed
    failed += not holds
    print(f"{'ok  ' if holds else 'FAIL'} authlib: {fact}" + ("" if holds else f" {otherwise!r}"), flush=True)


def refusal(ask, *arguments, **fields):
    try:
        return f"answered {ask(*arguments, **fields)}"
    except OAuthError as error:
        return error.error


class Browser:
    """A browser that is signed in."""

    def __init__(self, user):
        self.session = requests.Session()
        signed_in = self.session.post(f"{BASE}/api/v1/account/sign-in", json={"provider": "dev", "user": user})
        self.session.headers["X-CSRF-Token"] = signed_in.json()["csrf_token"]

    def post(self, path, **body):
        return self.session.post(BASE + path, json=body).json()

    def authorize(self, url):
        """Goes through authorize and consent; where the browser is sent."""
        location = self.session.get(url, allow_redirects=False).headers["Location"]
        asked = parse_qs(urlsplit(urljoin(BASE, location)).query).get("session")
        if asked:
            shown = requests.get(f"{BASE}/oauth2/consent", {"session": asked[0]}, headers={"Accept": "application/json"}).json()
            scopes = [one["scope"] for one in shown["requested_scopes"]]
            location = self.post("/oauth2/consent", session=asked[0], approved_scopes=scopes, decision="approve")["redirect_to"]
        return location


METADATA = AuthorizationServerMetadata(requests.get(get_well_known_url(BASE, external=True)).json())
# Its checks of these ask for https, which loopback does not have; every other one holds.
URLS = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "introspection_endpoint", "revocation_endpoint")
for key in METADATA.REGISTRY_KEYS:
    if key in METADATA and key not in URLS:
        getattr(METADATA, f"validate_{key}")()
check("the metadata is valid", set(URLS) <= set(METADATA), METADATA)

alice = Browser("alice")
shop = OAuth2Session(
    SHOP, redirect_uri=CALLBACK, scope="wallet:balance user:read", code_challenge_method="S256", token_endpoint_auth_method="none",
    token_endpoint=METADATA["token_endpoint"])


def code_flow(client):
    verifier = generate_token(64)
    url, state = client.create_authorization_url(METADATA["authorization_endpoint"], code_verifier=verifier)
    location = alice.authorize(url)
    return location, state, verifier


location, state, verifier = code_flow(shop)
check("the answer names its issuer", parse_qs(urlsplit(location).query)["iss"] == [METADATA["issuer"]], location)
tokens = shop.fetch_token(METADATA["token_endpoint"], authorization_response=location, state=state, code_verifier=verifier)
check("a code becomes tokens", tokens["scope"] == "user:read wallet:balance" and tokens["refresh_token"], tokens)
check("the access token is good", shop.get(f"{BASE}/api/v1/wallet/balance").status_code == 200)
again = refusal(
    shop.fetch_token, METADATA["token_endpoint"], authorization_response=location, state=state, code_verifier=verifier)
check("a code is good for one use", again == "invalid_grant", again)

location, state, verifier = code_flow(shop)
misfit = refusal(
    shop.fetch_token, METADATA["token_endpoint"], authorization_response=location, state=state, code_verifier="x" * 43)
check("another verifier is invalid_grant", misfit == "invalid_grant", misfit)
shop.fetch_token(METADATA["token_endpoint"], authorization_response=location, state=state, code_verifier=verifier)

before = shop.token["refresh_token"]
refreshed = shop.refresh_token(METADATA["token_endpoint"], refresh_token=before)
check("a refresh token is replaced", refreshed["refresh_token"] != before, refreshed)

for way in ("client_secret_basic", "client_secret_post"):
    backend = OAuth2Session(BACKEND, SECRET, token_endpoint_auth_method=way, revocation_endpoint_auth_method=way)
    seen = backend.introspect_token(METADATA["introspection_endpoint"], token=refreshed["access_token"]).json()
    check(f"introspection by {way}", seen["active"] and seen["client_id"] == SHOP, seen)
    own = backend.fetch_token(METADATA["token_endpoint"], grant_type="client_credentials")
    check(f"client credentials by {way}", own["token_type"] == "Bearer" and "refresh_token" not in own, own)
    by_itself = OAuth2Session(
        BACKEND, SECRET, redirect_uri=CALLBACK, scope="wallet:balance", code_challenge_method="S256", token_endpoint_auth_method=way)
    location, state, verifier = code_flow(by_itself)
    mine = by_itself.fetch_token(METADATA["token_endpoint"], authorization_response=location, state=state, code_verifier=verifier)
    check(f"a confidential client uses a code by {way}", mine["scope"] == "wallet:balance", mine)

revoked = shop.revoke_token(METADATA["revocation_endpoint"], token=refreshed["refresh_token"], token_type_hint="refresh_token")
check("revocation answers 200", revoked.status_code == 200, revoked.text)
renewed = refusal(shop.refresh_token, METADATA["token_endpoint"], refresh_token=refreshed["refresh_token"])
check("a revoked session is not renewed", renewed == "invalid_grant", renewed)

device = OAuth2Session(SHOP, token_endpoint_auth_method="none")


def begin():
    form = {"client_id": SHOP, "scope": "wallet:balance"}
    return requests.post(METADATA["device_authorization_endpoint"], data=form).json()


def poll(grant):
    return device.fetch_token(METADATA["token_endpoint"], grant_type=DEVICE, device_code=grant["device_code"])


def decide(grant, scopes, decision):
    session = alice.post("/oauth2/device/verify", user_code=grant["user_code"])["session"]
    return alice.post("/oauth2/consent", session=session, approved_scopes=scopes, decision=decision)


grant = begin()
check("a device waits", refusal(poll, grant) == "authorization_pending", grant)
check("a device is told to slow down", refusal(poll, grant) == "slow_down", grant)
decide(grant, ["wallet:balance"], "approve")
check("a device is let in", poll(grant)["scope"] == "wallet:balance")
denied = begin()
decide(denied, [], "deny")
check("a person says no to a device", refusal(poll, denied) == "access_denied", denied)

sys.exit(1 if failed else 0)
