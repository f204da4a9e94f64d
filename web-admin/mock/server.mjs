// An imitation of the server for looking at the pages; see README.md.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import * as data from "./data.mjs";

const port = Number(process.env.PORT ?? 8421);
const dist = new URL("../dist/", import.meta.url);
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
  "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

class Refused extends Error {
  constructor(status, code, message, details = {}) {
    super(message);
    Object.assign(this, { status, code, details });
  }
}

const notFound = () => new Refused(404, "NOT_FOUND", "There is nothing here.");
const organization = structuredClone(data.ORGANIZATION);
let apps = [...data.APPS];
let devices = [...data.DEVICES];
let invitations = [
  {
    invitation_id: "inv_9",
    org_id: "org_9",
    org_name: "Bakers United",
    role: "developer",
    invited_by: data.id("bob"),
    expires_at: data.ago(-4 * 86400000),
  },
];
let attempts = 3;

function checkPin(person, proof) {
  if (proof?.proof?.pin === person.pin) return;
  if (attempts === 0) throw new Refused(429, "MFA_LOCKED", "Too many wrong proofs.", { locked_until: data.ago(-15 * 60000) });
  attempts -= 1;
  throw new Refused(401, "MFA_FAILED", "The proof is wrong.", { attempts_remaining: attempts });
}

function findTransfer(id) {
  const found = data.TRANSFERS.find(({ transfer_id }) => transfer_id === id);
  if (!found) throw new Refused(404, "TRANSFER_NOT_FOUND", "There is no such transfer.");
  return found;
}

function move(transfer, status) {
  delete transfer.expires_at;
  return Object.assign(transfer, {
    status,
    timestamp: data.ago(0),
    ...(status === "completed" && { txn_id: data.HISTORY[0].txn_id }),
  });
}

function account({ user, person }) {
  const { display_name, wallet, pin, developer } = person;
  return {
    user_id: user,
    display_name,
    csrf_token: "csrf",
    dev_mode: true,
    session: { session_id: "acs_1", method: "dev", expires_at: data.ago(-86400000) },
    wallet,
    factors: {
      pin: pin !== null,
      devices: user === data.id("alice") ? devices.length : 0,
      totp: false,
      passkeys: 0,
      recovery_codes_left: 0,
    },
    activation: { steps: ["terms", "pin_or_passkey"], terms_version: "2026-01", terms_url: "https://example.org/terms" },
    developer: { whitelisted: developer },
  };
}

function question(session) {
  const purpose = ["authorize", "device", "exchange"].includes(session) ? session : null;
  if (!purpose) throw new Refused(404, "NOT_FOUND", "There is no such consent session, or it is over.");
  return {
    session,
    miniapp_id: "ma_shop_001",
    miniapp_name: "Shopping Assistant",
    official: purpose === "exchange",
    purpose,
    ...(purpose === "authorize" && { redirect_host: "localhost:3000" }),
    requested_scopes: data.SCOPES.slice(1),
    pre_approved_scopes: data.SCOPES.slice(0, 1),
  };
}

function transactions({ query, person }) {
  if (!person.wallet) throw new Refused(403, "USER_NOT_ACTIVATED", "There is no wallet yet.");
  const [q, type, status] = ["q", "type", "status"].map((name) => query.get(name) ?? "");
  const limit = Number(query.get("limit") ?? 50);
  const start = Number(query.get("cursor") ?? 0);
  const all = data.HISTORY.filter(
    (one) => (!type || one.type === type) && (!status || one.status === status) && JSON.stringify(one).includes(q),
  );
  const next = start + limit < all.length ? { next_cursor: String(start + limit) } : {};
  return {
    transactions: all.slice(start, start + limit),
    pagination: { total: all.length, limit, offset: start, has_more: "next_cursor" in next, ...next },
  };
}

const ROUTES = {
  "GET /api/v1/account": account,
  "POST /api/v1/account/sign-out": () => ({ ended: 1, cookie: "" }),
  "GET /api/v1/account/sessions": () => ({
    sessions: [
      {
        session_id: "acs_1",
        current: true,
        method: "dev",
        created_at: data.ago(3e6),
        last_seen_at: data.ago(0),
        expires_at: data.ago(-8e7),
        address: "127.0.0.1",
        agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
      },
      {
        session_id: "acs_2",
        current: false,
        method: "mas",
        created_at: data.ago(3e8),
        last_seen_at: data.ago(9e6),
        expires_at: data.ago(-6e7),
        address: "2001:db8::7334",
        agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
      },
    ],
  }),
  "DELETE /api/v1/account/sessions/:id": () => ({ ended: true }),
  "GET /api/v1/account/mini-apps": () => ({ mini_apps: apps }),
  "POST /api/v1/auth/revoke": ({ body }) => {
    apps = apps.filter(({ miniapp_id }) => miniapp_id !== body.miniapp_id);
    return { miniapp_id: body.miniapp_id, revoked_at: data.ago(0), revoked_scopes: [], sessions_ended: 2 };
  },
  "GET /api/v1/account/transfers": ({ user }) => {
    const waits = data.TRANSFERS.filter(({ status }) => status === "pending_recipient_acceptance");
    return {
      incoming: waits.filter((one) => one.recipient.user_id === user),
      outgoing: waits.filter((one) => one.sender.user_id === user),
    };
  },
  "PUT /api/v1/account/pin": ({ person, body }) => {
    if (person.pin) checkPin(person, body.auth_proof);
    if (/^(\d)\1+$/.test(body.pin))
      throw new Refused(400, "INVALID_REQUEST", "a PIN must not repeat one digit", { field: "/pin" });
    person.pin = body.pin;
    return { changed: true };
  },
  "GET /api/v1/account/activation": ({ query, user }) => {
    if (query.get("sig") !== "good") throw new Refused(401, "INVALID_SIGNATURE", "The link has been changed.");
    if (query.get("user") !== user) throw new Refused(403, "INSUFFICIENT_PERMISSIONS", "The link is another person's.");
    return { user_id: user, steps: ["terms", "pin_or_passkey", "identity_review", "contact"], terms_version: "2026-01" };
  },
  "GET /api/v1/account/export": ({ user }) => ({ user_id: user, everything: data.HISTORY }),
  "POST /api/v1/account/erase": ({ person, body }) => {
    checkPin(person, body.auth_proof);
    if (person.wallet) throw new Refused(409, "INVALID_STATE", "There is money in the wallet.", { state: "balance" });
    return { erased: true };
  },
  "GET /api/v1/wallet/transactions": transactions,
  "GET /api/v1/wallet/transactions/:id": ({ path }) => {
    const found = data.HISTORY.find(({ txn_id }) => txn_id === path.id);
    if (!found) throw notFound();
    return found;
  },
  "POST /api/v1/wallet/register": ({ user, person }) => {
    person.wallet ??= {
      wallet_id: "tw_new",
      status: "pending",
      level: 0,
      level_name: "Unverified",
      balance: { available: "0.00", pending: "0.00", currency: "USD" },
    };
    return { wallet_id: "tw_new", user_id: user, status: "pending", created_at: data.ago(0) };
  },
  "POST /api/v1/wallet/activate": ({ person, body }) => {
    Object.assign(person.wallet, { status: "active", level: 1, level_name: "Basic" });
    person.pin = body.pin;
    return {
      wallet_id: "tw_new",
      user_status: "active",
      payment_enabled: true,
      balance: person.wallet.balance.available,
      currency: "USD",
      bonus: "5.00",
    };
  },
  "POST /api/v1/wallet/p2p/initiate": ({ user, person, body }) => {
    if (Number(body.amount) > Number(person.wallet.balance.available))
      throw new Refused(402, "INSUFFICIENT_FUNDS", "The wallet holds too little.");
    const made = data.transfer(
      `new${data.TRANSFERS.length}`,
      user.slice(1, user.indexOf(":")),
      body.recipient,
      Number(body.amount).toFixed(2),
      "pending_authorization",
      body.note,
    );
    data.TRANSFERS.push(made);
    return { ...made, available_methods: ["pin"], approval_url: "" };
  },
  "POST /api/v1/wallet/p2p/requests": ({ body }) => {
    const query = new URLSearchParams({
      to: "@alice:tween.example",
      amount: body.amount,
      currency: body.currency,
      note: body.note ?? "",
    });
    return {
      payer: body.payer,
      amount: body.amount,
      currency: body.currency,
      link: `http://localhost:${port}/account/send?${query}`,
      sent: true,
    };
  },
  "GET /api/v1/wallet/p2p/:id": ({ path }) => findTransfer(path.id),
  "POST /api/v1/wallet/p2p/:id/confirm": ({ path, person, body }) => {
    checkPin(person, body.auth_proof);
    return move(findTransfer(path.id), "completed");
  },
  "POST /api/v1/wallet/p2p/:id/accept": ({ path }) => move(findTransfer(path.id), "completed"),
  "POST /api/v1/wallet/p2p/:id/reject": ({ path }) => move(findTransfer(path.id), "rejected"),
  "POST /api/v1/wallet/p2p/:id/cancel": ({ path }) => move(findTransfer(path.id), "cancelled"),
  "GET /api/v1/devices": () => ({ devices }),
  "GET /api/v1/mfa": ({ person }) => ({
    methods: person.pin === null ? [] : ["pin"],
    pin: person.pin !== null,
    recovery_codes_left: 0,
    devices,
    passkeys: [],
    passkeys_available: false,
    always_ask: false,
  }),
  "POST /api/v1/devices/:id/revoke": ({ path, person, body }) => {
    checkPin(person, body.auth_proof);
    devices = devices.filter(({ device_id }) => device_id !== path.id);
    return { device_id: path.id, revoked: true };
  },
  "GET /oauth2/consent": ({ query }) => question(query.get("session")),
  "POST /oauth2/consent": ({ body }) => {
    const { purpose } = question(body.session);
    const status = body.decision === "approve" ? "approved" : "denied";
    const redirect = purpose === "authorize" ? { redirect_to: `http://localhost:${port}/account?code=mock` } : {};
    return {
      session: body.session,
      miniapp_id: "ma_shop_001",
      approved_scopes: body.approved_scopes,
      denied_scopes: [],
      status,
      ...redirect,
    };
  },
  "POST /oauth2/device/verify": ({ body }) => {
    if (body.user_code.replace("-", "") !== "BCDFGHJK") throw new Refused(404, "NOT_FOUND", "No device waits with this code.");
    return { session: "device" };
  },
  "GET /api/v1/developer": ({ user }) => ({
    user_id: user,
    whitelisted: true,
    organizations: user === data.id("alice") ? [{ ...organization, members: organization.members.length }] : [],
    invitations,
  }),
  "POST /api/v1/organizations": ({ body }) => Object.assign(organization, body),
  "GET /api/v1/organizations/:id": () => organization,
  "PATCH /api/v1/organizations/:id": ({ body }) => Object.assign(organization, body),
  "POST /api/v1/organizations/:id/members": ({ body, user }) => {
    const invited = {
      ...body,
      invitation_id: `inv_${organization.invitations.length}`,
      invited_by: user,
      expires_at: data.ago(-6e8),
    };
    organization.invitations.push(invited);
    return invited;
  },
  "PATCH /api/v1/organizations/:id/members/:user": ({ path, body }) =>
    Object.assign(
      organization.members.find(({ user_id }) => user_id === path.user),
      body,
    ),
  "DELETE /api/v1/organizations/:id/members/:user": ({ path, user }) => {
    if (path.user === user) throw new Refused(409, "INVALID_STATE", "The last admin cannot leave.", { state: "last_admin" });
    organization.members = organization.members.filter(({ user_id }) => user_id !== path.user);
    return { removed: true };
  },
  "DELETE /api/v1/organizations/:id/invitations/:inv": ({ path }) => {
    organization.invitations = organization.invitations.filter(({ invitation_id }) => invitation_id !== path.inv);
    return { status: "cancelled" };
  },
  "POST /api/v1/developer/invitations/:id/accept": () => ((invitations = []), { status: "accepted" }),
  "POST /api/v1/developer/invitations/:id/decline": () => ((invitations = []), { status: "declined" }),
};

function find(method, pathname) {
  for (const [name, act] of Object.entries(ROUTES)) {
    const [verb, pattern] = name.split(" ");
    const [wanted, given] = [pattern.split("/"), pathname.split("/")];
    if (verb !== method || wanted.length !== given.length) continue;
    if (!wanted.every((part, place) => part.startsWith(":") || part === given[place])) continue;
    const path = Object.fromEntries(
      wanted.flatMap((part, place) => (part.startsWith(":") ? [[part.slice(1), decodeURIComponent(given[place])]] : [])),
    );
    return { act, path };
  }
  throw notFound();
}

/** Amounts leave as numbers with all their digits, as the real server writes them. */
const write = (value) =>
  JSON.stringify(value).replace(/"(amount|available|pending|balance|bonus)":"(\d+(?:\.\d+)?)"/g, '"$1":$2');

async function api(request, url) {
  const text = await new Promise((resolve) => {
    let all = "";
    request.on("data", (chunk) => (all += chunk)).on("end", () => resolve(all));
  });
  const body = text ? JSON.parse(text) : {};
  const name = `${request.method} ${url.pathname}`;
  if (name === "GET /api/v1/account/providers") {
    const people = Object.entries(data.PEOPLE).map(([user_id, { display_name }]) => ({ user_id, display_name }));
    const full = process.env.WAYS === "all";
    return [
      200,
      {
        server_name: "tween.example",
        dev_mode: true,
        password: full,
        sso: full ? [{ id: "oidc", name: "GitHub" }] : [],
        mas: full,
        people,
      },
    ];
  }
  if (name === "POST /api/v1/account/sign-in") {
    if (body.provider !== "dev") throw new Refused(401, "INVALID_TOKEN", "Wrong.");
    return [200, { user_id: body.user, csrf_token: "csrf" }, body.user];
  }
  const user = /tmcpd_account=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
  const person = user && data.PEOPLE[decodeURIComponent(user)];
  if (!person) throw new Refused(401, "INVALID_TOKEN", "Nobody is signed in.");
  if (request.method !== "GET" && request.headers["x-csrf-token"] !== "csrf")
    throw new Refused(403, "INSUFFICIENT_PERMISSIONS", "The token is missing.");
  const { act, path } = find(request.method, url.pathname);
  const answer = act({ user: decodeURIComponent(user), person, query: url.searchParams, path, body });
  return [200, answer, answer.cookie];
}

async function file(url) {
  const page = url.pathname.startsWith("/developer") ? "developer.html" : "account.html";
  const name = url.pathname.startsWith("/assets/") ? url.pathname.slice(1) : page;
  return { type: TYPES[extname(name)] ?? "application/octet-stream", bytes: await readFile(new URL(name, dist)) };
}

const server = createServer((request, response) => {
  const url = new URL(request.url, "http://localhost");
  response.setHeader("Content-Security-Policy", POLICY);
  const isApi =
    url.pathname.startsWith("/api/") || (url.pathname.startsWith("/oauth2/") && request.headers.accept === "application/json");
  const answered = isApi
    ? api(request, url).then(([status, answer, cookie]) => {
        const life = cookie === "" ? "; Max-Age=0" : "";
        if (cookie !== undefined)
          response.setHeader(
            "Set-Cookie",
            `tmcpd_account=${encodeURIComponent(cookie)}; Path=/; HttpOnly; SameSite=Lax${life}`,
          );
        setTimeout(
          () => response.writeHead(status, { "Content-Type": "application/json" }).end(write(answer)),
          Number(process.env.DELAY ?? 0),
        );
      })
    : file(url).then(({ type, bytes }) => response.writeHead(200, { "Content-Type": type }).end(bytes));
  answered.catch(({ status = 500, code = "INTERNAL_ERROR", message, details = {} }) => {
    const error = { code, message, details, request_id: "req_mock", timestamp: data.ago(0) };
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify({ error }));
  });
});
server.listen(port, "127.0.0.1", () => console.log(`http://localhost:${port}/account`));
