// Every flow through oauth4webapi as it is, against the server in dev mode whose address is the argument. Plain http is allowed, as
// it has to be on loopback; nothing else is relaxed. Prints one line for each fact.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [, , packages, base] = process.argv
const entry = createRequire(`${packages}/`).resolve('oauth4webapi')
const oauth = await import(pathToFileURL(entry))

const http = { [oauth.allowInsecureRequests]: true }
const SHOP = { client_id: 'ma_shop_001' }
const BACKEND = { client_id: 'ma_shop_001_backend' }
const SECRET = 'dev_secret_shop'
const CALLBACK = 'http://localhost:3000/callback'

let failed = 0
function check(fact, holds, otherwise) {
  if (!holds) failed += 1
  console.log(`${holds ? 'ok  ' : 'FAIL'} oauth4webapi: ${fact}${holds ? '' : ` ${JSON.stringify(otherwise)}`}`)
}

/** The error that a promise is refused with. */
async function refusal(promise) {
  try {
    return { answered: await promise }
  } catch (error) {
    return { error: error.error, status: error.status, name: error.name, code: error.code }
  }
}

/** A browser that is signed in as `user`. */
async function browser(user) {
  const signIn = await fetch(`${base}/api/v1/account/sign-in`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ provider: 'dev', user }),
  })
  const cookie = signIn.headers.getSetCookie()[0].split(';')[0]
  const { csrf_token: csrf } = await signIn.json()
  return {
    open: (url) => fetch(url, { headers: { Cookie: cookie }, redirect: 'manual' }),
    post: async (path, body) => {
      const headers = { Cookie: cookie, 'X-CSRF-Token': csrf, 'Content-Type': 'application/json' }
      const response = await fetch(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
      return response.json()
    },
  }
}

const issuer = new URL(base)
const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { ...http, algorithm: 'oauth2' }))
const oidc = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http))
check('both documents are found and say the same', as.token_endpoint === oidc.token_endpoint, [as, oidc])
check('PKCE is announced', as.code_challenge_methods_supported.includes('S256'), as)

const alice = await browser('alice')

/** Sends alice through authorize and consent; the callback's parameters, validated, with the verifier. */
async function authorize(client, scope) {
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const url = new URL(as.authorization_endpoint)
  const query = {
    client_id: client.client_id, redirect_uri: CALLBACK, response_type: 'code', scope, state, code_challenge_method: 'S256',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  let location = (await alice.open(url)).headers.get('location')
  const asked = new URL(location, base).searchParams.get('session')
  if (asked) {
    const shown = await (await fetch(`${base}/oauth2/consent?session=${asked}`, { headers: { Accept: 'application/json' } })).json()
    const approved = shown.requested_scopes.map((one) => one.scope)
    location = (await alice.post('/oauth2/consent', { session: asked, approved_scopes: approved, decision: 'approve' })).redirect_to
  }
  return { asked, verifier, parameters: oauth.validateAuthResponse(as, client, new URL(location), state) }
}

async function balance(token) {
  const url = new URL('/api/v1/wallet/balance', base)
  return refusal(oauth.protectedResourceRequest(token, 'GET', url, undefined, undefined, http).then((response) => response.status))
}

// Code and PKCE, as a public client.
const first = await authorize(SHOP, 'wallet:balance user:read')
check('the person was asked', first.asked, first)
const code = oauth.authorizationCodeGrantRequest(as, SHOP, oauth.None(), first.parameters, CALLBACK, first.verifier, http)
const tokens = await oauth.processAuthorizationCodeResponse(as, SHOP, await code)
check('a code becomes tokens', tokens.access_token && tokens.refresh_token && tokens.expires_in === 3600, tokens)
check('they are what was asked for', tokens.scope === 'user:read wallet:balance' && tokens.user_id === '@alice:tween.example', tokens)
check('the access token is good', (await balance(tokens.access_token)).answered === 200, tokens)
const second = await authorize(SHOP, 'wallet:balance')
check('who may be another program is asked each time', second.asked, second)

// PKCE that does not fit.
const wrong = oauth.authorizationCodeGrantRequest(as, SHOP, oauth.None(), second.parameters, CALLBACK, first.verifier, http)
const misfit = await refusal(oauth.processAuthorizationCodeResponse(as, SHOP, await wrong))
check('another verifier is invalid_grant', misfit.error === 'invalid_grant' && misfit.status === 400, misfit)

// Refresh.
const refreshed = await oauth.processRefreshTokenResponse(
  as, SHOP, await oauth.refreshTokenGrantRequest(as, SHOP, oauth.None(), tokens.refresh_token, http))
check('a refresh token is replaced', refreshed.refresh_token && refreshed.refresh_token !== tokens.refresh_token, refreshed)

// Introspection with both ways to authenticate.
for (const [way, authentication] of [['basic', oauth.ClientSecretBasic(SECRET)], ['post', oauth.ClientSecretPost(SECRET)]]) {
  const response = await oauth.introspectionRequest(as, BACKEND, authentication, refreshed.access_token, http)
  const seen = await oauth.processIntrospectionResponse(as, BACKEND, response)
  check(`introspection by ${way}`, seen.active && seen.client_id === SHOP.client_id && seen.username === '@alice:tween.example', seen)
}
const stranger = await refusal(oauth.introspectionRequest(as, BACKEND, oauth.ClientSecretBasic('wrong'), 'x', http)
  .then((response) => oauth.processIntrospectionResponse(as, BACKEND, response)))
check('a wrong secret is refused', stranger.status === 401 || stranger.error === 'invalid_client', stranger)

// Revocation.
await oauth.processRevocationResponse(await oauth.revocationRequest(as, SHOP, oauth.None(), refreshed.refresh_token, http))
const dead = await refusal(oauth.refreshTokenGrantRequest(as, SHOP, oauth.None(), refreshed.refresh_token, http)
  .then((response) => oauth.processRefreshTokenResponse(as, SHOP, response)))
check('a revoked session is not renewed', dead.error === 'invalid_grant', dead)
const stopped = await balance(refreshed.access_token)
check('its access token stops at once', stopped.status === 401, stopped)

// A confidential client's code.
const third = await authorize(BACKEND, 'wallet:balance')
const confidential = await oauth.processAuthorizationCodeResponse(as, BACKEND, await oauth.authorizationCodeGrantRequest(
  as, BACKEND, oauth.ClientSecretBasic(SECRET), third.parameters, CALLBACK, third.verifier, http))
check('a confidential client uses a code', confidential.access_token, confidential)

// Devices.
async function device(scope) {
  const response = await oauth.deviceAuthorizationRequest(as, SHOP, oauth.None(), { scope }, http)
  return oauth.processDeviceAuthorizationResponse(as, SHOP, response)
}
async function poll(grant) {
  const response = await oauth.deviceCodeGrantRequest(as, SHOP, oauth.None(), grant.device_code, http)
  return refusal(oauth.processDeviceCodeResponse(as, SHOP, response))
}
async function answer(grant, decision) {
  const { session } = await alice.post('/oauth2/device/verify', { user_code: grant.user_code })
  const approved = decision === 'approve' ? ['wallet:balance'] : []
  return alice.post('/oauth2/consent', { session, approved_scopes: approved, decision })
}
const grant = await device('wallet:balance')
check('a device gets a code', grant.interval === 5 && grant.verification_uri_complete.includes(grant.user_code), grant)
check('it waits', (await poll(grant)).error === 'authorization_pending', grant)
check('it is told to slow down', (await poll(grant)).error === 'slow_down', grant)
await answer(grant, 'approve')
const let_in = await poll(grant)
check('it is let in', let_in.answered?.access_token && let_in.answered.scope === 'wallet:balance', let_in)
const denied = await device('wallet:balance')
await answer(denied, 'deny')
check('a person says no', (await poll(denied)).error === 'access_denied', denied)

// A backend on its own behalf.
const own = await oauth.processClientCredentialsResponse(as, BACKEND, await oauth.clientCredentialsGrantRequest(
  as, BACKEND, oauth.ClientSecretBasic(SECRET), {}, http))
check('client credentials', own.access_token && own.refresh_token === undefined, own)

process.exit(failed ? 1 : 0)
