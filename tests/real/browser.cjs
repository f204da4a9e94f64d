// What people do in the account and developer pages, done by Chromium. Started by `browser`, which reads the facts that this
// prints, one JSON object on each line. Needs BASE, ACTIVATION, AXE, SCREENSHOTS and NODE_PATH.
const { createHash, createHmac, randomBytes } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { join: pathOf } = require("node:path");
const { chromium } = require("playwright-core");

const { BASE, ACTIVATION, AXE, SCREENSHOTS } = process.env;
const axe = readFileSync(AXE, "utf8");
const CLIENT = "ma_shop_001";
const CALLBACK = "http://localhost:3000/callback";
const WAIT = 20_000;

// The app, which is played by the test.
const isCallback = (url) => url.href.startsWith(`${CALLBACK}?`);

function fact(words, holds, otherwise) {
  const shown = typeof otherwise === "string" ? otherwise : JSON.stringify(otherwise);
  process.stdout.write(`${JSON.stringify({ fact: words, holds: Boolean(holds), otherwise: shown })}\n`);
  return Boolean(holds);
}

const equal = (words, found, expected) =>
  fact(words, found === expected, `expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);

// What must never happen in any page, with where it happened.
const complaints = [];
const strangers = [];

// A refusal that a test brings about is written to the console by the browser itself: `status of 401`. Those are expected by their
// path for as long as the page is open; everything else is a complaint.
async function open(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    reducedMotion: "reduce",
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(WAIT);
  const expected = [];
  await context.route(isCallback, (route) => route.fulfill({ contentType: "text/html", body: "<title>the app</title>" }));
  const page = await context.newPage();
  page.on("console", (message) => {
    const { url } = message.location();
    const isRefusal =
      message.text().startsWith("Failed to load resource") && expected.some((pattern) => pattern.test(url.split("?")[0]));
    if (["error", "warning"].includes(message.type()) && !isRefusal) complaints.push(`${page.url()}: ${message.text()} ${url}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.stack}`));
  context.on("request", (request) => {
    const url = request.url();
    const isOurs = url.startsWith(`${BASE}/`) || url.startsWith(`blob:${BASE}/`) || url.startsWith("data:");
    if (!isOurs && !isCallback(new URL(url))) strangers.push(url);
  });
  return { context, page, expect: (pattern) => expected.push(pattern) };
}

async function signIn(page, name) {
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.getByRole("button", { name: new RegExp(`^\\S?\\s*${name}\\b`) }).click();
}

async function post(path, fields, token) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const answer = await fetch(BASE + path, { method: "POST", headers, body: new URLSearchParams(fields) });
  return { status: answer.status, body: await answer.json() };
}

async function get(path, token) {
  const answer = await fetch(BASE + path, { headers: { Authorization: `Bearer ${token}` } });
  return { status: answer.status, text: await answer.text() };
}

// A request for a code with PKCE (RFC 7636).
function authorization(scope) {
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(12).toString("base64url");
  const code_challenge = createHash("sha256").update(verifier).digest("base64url");
  const query = {
    response_type: "code",
    client_id: CLIENT,
    redirect_uri: CALLBACK,
    scope,
    state,
    code_challenge,
    code_challenge_method: "S256",
  };
  return { address: `${BASE}/oauth2/authorize?${new URLSearchParams(query)}`, verifier, state };
}

async function backAtTheApp(page) {
  await page.waitForURL(isCallback);
  return new URL(page.url()).searchParams;
}

// An app's link → sign in → consent → back with a code → token.
async function authorize({ page }) {
  const asked = authorization("user:read wallet:balance wallet:pay");
  await page.goto(asked.address);
  await signIn(page, "Alice");
  await page.getByRole("heading", { name: "Shopping Assistant asks for your permission" }).waitFor();
  fact("consent says where the answer goes", await page.getByText("localhost", { exact: true }).isVisible());
  fact("consent says whose account it is", await page.getByText("@alice:tween.example").isVisible());
  await page.getByRole("checkbox", { name: /Propose payments/ }).uncheck();
  await page.getByRole("button", { name: "Allow" }).click();
  const back = await backAtTheApp(page);
  equal("the app gets its state back", back.get("state"), asked.state);
  equal("the app is told who answers (RFC 9207)", back.get("iss"), BASE);
  const fields = {
    grant_type: "authorization_code",
    client_id: CLIENT,
    redirect_uri: CALLBACK,
    code: back.get("code") ?? "",
    code_verifier: asked.verifier,
  };
  const { status, body } = await post("/oauth2/token", fields);
  equal("the code becomes a token", status, 200);
  fact(
    "what was left out is not in it",
    typeof body.scope === "string" && body.scope.includes("wallet:balance") && !body.scope.includes("wallet:pay"),
    body,
  );
  const balance = await get("/api/v1/wallet/balance", body.access_token);
  fact("the token shows the balance", balance.status === 200 && balance.text.includes("50000.00"), balance.text);
  return body.access_token;
}

async function deny({ page }) {
  const asked = authorization("wallet:history");
  await page.goto(asked.address);
  await page.getByRole("button", { name: "Deny" }).click();
  const back = await backAtTheApp(page);
  equal("a no comes back as access_denied", back.get("error"), "access_denied");
  equal("with the state", back.get("state"), asked.state);
  equal("and without a code", back.get("code"), null);
}

async function device({ page, expect }) {
  const started = await post("/oauth2/device/authorization", { client_id: CLIENT, scope: "user:read user:read:extended" });
  equal("a device gets a code", started.status, 200);
  await page.goto(started.body.verification_uri);
  expect(/\/oauth2\/device\/verify$/);
  const field = page.getByLabel("Code");
  await field.fill("bbbbbbbb");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("No device waits with this code").waitFor();
  await field.fill("");
  await field.pressSequentially(started.body.user_code.replace("-", "").toLowerCase());
  equal("the code is formatted as it is typed", await field.inputValue(), started.body.user_code);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("Only go on if you started this yourself").waitFor();
  await page.getByRole("button", { name: "Allow" }).click();
  await page.getByText("go back to your device").waitFor();
  const grant_type = "urn:ietf:params:oauth:grant-type:device_code";
  const { status, body } = await post("/oauth2/token", {
    grant_type,
    client_id: CLIENT,
    device_code: started.body.device_code,
  });
  equal("the device gets its token", status, 200);
  await page.goto(started.body.verification_uri_complete ?? `${BASE}/oauth2/device?user_code=BCDFGHJK`);
  fact("an address brings the code along", /^[A-Z]{4}-[A-Z]{4}$/.test(await page.getByLabel("Code").inputValue()));
  return body.access_token;
}

async function send({ page, expect }, to, amount) {
  await page.goto(`${BASE}/account/send?to=${to}`);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("Write an amount such as").waitFor();
  await page.getByLabel("Amount").fill(amount);
  await page.getByLabel("Note").fill("Lunch <b>&</b> cake");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/account\/transfers\/p2p_/);
  expect(/\/confirm$/);
  await page.getByLabel("Your PIN").fill("190573");
  await page.getByRole("button", { name: `Send ${amount}` }).click();
  await page.getByText(/That was not right. \d attempts? (is|are) left/).waitFor();
  await page.getByLabel("Your PIN").fill("482915");
  await page.getByRole("button", { name: `Send ${amount}` }).click();
  await page.getByText("Waits for acceptance").waitFor();
  return page.url();
}

// Alice sends, Bob accepts one and declines the other, Alice takes the third back.
async function transfers(alice, bob) {
  const first = await send(alice, "bob", "12.50");
  await bob.page.goto(first);
  await signIn(bob.page, "Bob");
  await bob.page.getByText("alice wants to send you this").waitFor();
  await bob.page.getByRole("button", { name: "Accept" }).click();
  await bob.page.getByText("is in your wallet").waitFor();
  await bob.page.getByRole("link", { name: "Receipt" }).click();
  await bob.page.getByRole("heading", { name: "Receipt" }).waitFor();
  await bob.page.getByText("+12.50").first().waitFor();
  fact("the receipt shows which way it went", true);
  const second = await send(alice, "bob", "7.00");
  await bob.page.goto(`${BASE}/account`);
  await bob.page.getByRole("button", { name: "Decline" }).click();
  await bob.page.getByRole("button", { name: "Decline" }).waitFor({ state: "detached" });
  await alice.page.goto(second);
  await alice.page.getByText("Declined", { exact: true }).waitFor();
  await send(alice, "bob", "3.00");
  await alice.page.getByRole("button", { name: "Cancel it" }).click();
  await alice.page.getByText("You took it back").waitFor();
  await alice.page.goto(`${BASE}/account/history?q=cake`);
  await alice.page.getByText("−12.50").first().waitFor();
  fact("the history finds it by its note", (await alice.page.getByRole("link", { name: /50,000/ }).count()) === 0);
  const receipt = await alice.page.getByRole("link", { name: /−12\.50/ }).getAttribute("href");
  await send(alice, "bob", "1.25");
  return { transfer: new URL(alice.page.url()).pathname, receipt };
}

async function request(alice, bob) {
  await bob.page.goto(`${BASE}/account/request`);
  await bob.page.getByLabel("From whom").fill("alice");
  await bob.page.getByLabel("Amount").fill("4.20");
  await bob.page.getByRole("button", { name: "Ask" }).click();
  const link = await bob.page.getByLabel("Link to share").inputValue();
  fact("a request is a link to our own pages", link.startsWith(`${BASE}/account/send?`), link);
  await alice.page.goto(link);
  equal("which fills in whom", await alice.page.getByLabel("To", { exact: true }).inputValue(), "@bob:tween.example");
  equal("and how much", await alice.page.getByLabel("Amount").inputValue(), "4.20");
}

// The account page takes access away, and the token is refused at the next call.
async function revoke({ page }, tokens) {
  await page.goto(`${BASE}/account/apps`);
  await page.getByRole("button", { name: "Take access away: Shopping Assistant" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  const before = await get("/api/v1/wallet/balance", tokens[0]);
  equal("Escape leaves the access as it is", before.status, 200);
  await page.getByRole("button", { name: "Take access away: Shopping Assistant" }).click();
  await dialog.getByRole("button", { name: "Take access away" }).click();
  await page.getByText("Shopping Assistant has no access any more").waitFor();
  for (const token of tokens) {
    const after = await get("/api/v1/wallet/balance", token);
    equal("a token of the app is refused at the next call", after.status, 401);
  }
}

async function activate(browser, alice) {
  const charlie = await open(browser);
  const { page, context, expect } = charlie;
  await page.goto(ACTIVATION);
  await signIn(page, "Charlie");
  await page.getByRole("heading", { name: "Activate your wallet" }).waitFor();
  expect(/\/wallet\/activate$/);
  const choose = async (pin) => {
    await page.getByLabel("Choose a PIN").fill(pin);
    await page.getByLabel("The same PIN again").fill(pin);
    await page.getByRole("button", { name: "Activate" }).click();
  };
  await page.getByLabel(/I accept the terms/).check();
  await choose("123456");
  await page.getByText(/must not count up or down/i).waitFor();
  await choose("739164");
  await page.getByRole("heading", { name: "Your wallet is active" }).first().waitFor();
  await page.goto(`${BASE}/account`);
  await page.getByRole("main").getByRole("link", { name: "Send" }).waitFor();
  fact("the activated wallet can send", true);
  const changed = new URL(ACTIVATION);
  changed.searchParams.set("sig", "00".repeat(32));
  expect(/\/account\/activation$/);
  await page.goto(changed.href);
  await page.getByText("This link is not whole").first().waitFor();
  changed.searchParams.set("user", "@alice:tween.example");
  await page.goto(changed.href);
  await page
    .getByText(/This link is (not whole|for somebody else)/)
    .first()
    .waitFor();
  await erase(charlie, alice);
  await context.close();
}

// Charlie gives away what there is, and leaves for good.
async function erase({ page, context }, alice) {
  await page.goto(`${BASE}/account/send?to=alice&amount=20.00`);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Your PIN").fill("739164");
  await page.getByRole("button", { name: "Send 20.00" }).click();
  await page.getByText("Waits for acceptance").waitFor();
  await alice.page.goto(page.url());
  await alice.page.getByRole("button", { name: "Accept" }).click();
  await alice.page.getByText("is in your wallet").waitFor();
  await page.goto(`${BASE}/account/data`);
  await page.getByRole("button", { name: "Erase my account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your Matrix id").fill("@charlie:tween.example");
  await dialog.getByLabel("Your PIN").fill("739164");
  await dialog.getByRole("button", { name: "Erase my account" }).click();
  await page.getByRole("heading", { name: "Your account is erased" }).first().waitFor();
  const cookies = await context.cookies();
  equal("who is erased has no session any more", cookies.length, 0);
}

async function security({ page, expect }) {
  await page.goto(`${BASE}/account/security`);
  expect(/\/account\/pin$/);
  await page.getByRole("button", { name: "Change the PIN" }).click();
  const save = async (present) => {
    await page.getByLabel("Your present PIN").fill(present);
    await page.getByLabel("New PIN").fill("615294");
    await page.getByLabel("The same PIN again").fill("615294");
    await page.getByRole("button", { name: "Save" }).click();
  };
  await save("190573");
  await page.getByText("That was not right").waitFor();
  await save("731904");
  await page.getByText("Your PIN is saved").waitFor();
}

// The code that an authenticator app shows now (RFC 6238).
function codeOf(secret) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = Array.from(secret.replace(/ /g, ""), (letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const made = createHmac("sha1", key).update(time).digest();
  return String((made.readUInt32BE(made[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

// An authenticator app is set up, and a recovery code stands in for it.
async function authenticatorApp({ page }) {
  await page.getByRole("button", { name: "Set up an app" }).click();
  await page.getByLabel("Your PIN").fill("615294");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("img", { name: /QR code/ }).waitFor();
  await page.getByLabel("Code of your authenticator app").fill(codeOf(await page.locator("form code").textContent()));
  await page.getByRole("button", { name: "Turn it on" }).click();
  await page.getByText("Your recovery codes").waitFor();
  const code = await page.locator(".recovery-codes code").first().textContent();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByRole("button", { name: "Turn off" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Use a recovery code" }).click();
  await dialog.getByLabel("One of your recovery codes").fill(code);
  await dialog.getByRole("button", { name: "Turn off" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.reload();
  await page.getByText("9 recovery codes are left").waitFor();
  fact("a recovery code is good once in place of the app", true);
}

// A passkey of an authenticator that Chromium plays is enrolled, confirms a transfer, and is removed with itself as the proof.
async function passkey({ page, context }) {
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const able = { hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  await devtools.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", ...able } });
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByLabel("Name").fill("Laptop");
  await page.getByLabel("Your PIN").fill("615294");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("button", { name: "Remove: Laptop" }).waitFor();
  await page.goto(`${BASE}/account/send?to=alice&amount=1.00`);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("Your device asks for").waitFor();
  await page.getByRole("button", { name: "Send 1.00" }).click();
  await page.getByText("Waits for acceptance").waitFor();
  fact("a transfer is confirmed with a passkey", true);
  await page.goto(`${BASE}/account/security`);
  await page.getByRole("button", { name: "Remove: Laptop" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove: Laptop" }).waitFor({ state: "detached" });
}

async function myData({ page, expect }) {
  await page.goto(`${BASE}/account/data`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download my data" }).click(),
  ]);
  const archive = readFileSync(await download.path(), "utf8");
  fact(
    "the export is JSON about its person",
    archive.includes("@bob:tween.example") && typeof JSON.parse(archive) === "object",
  );
  expect(/\/account\/erase$/);
  await page.getByRole("button", { name: "Erase my account" }).click();
  await page.getByLabel("Your Matrix id").fill("@bob:tween.example");
  await page.getByLabel("Your PIN").fill("615294");
  await page.getByRole("dialog").getByRole("button", { name: "Erase my account" }).click();
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
}

async function sessions(browser, { page }) {
  const other = await open(browser);
  await other.page.goto(`${BASE}/account/sessions`);
  await signIn(other.page, "Bob");
  await other.page.getByText("This one").waitFor();
  await page.goto(`${BASE}/account/sessions`);
  await page
    .getByRole("button", { name: /^End: / })
    .first()
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "End" }).click();
  await page.getByRole("button", { name: /^End: / }).waitFor({ state: "detached" });
  await other.page.goto(`${BASE}/account`);
  await other.page.waitForURL(/\/account\/sign-in\?return_to=%2Faccount$/);
  fact("a session that was ended elsewhere has to sign in again", true);
  await signIn(other.page, "Bob");
  await other.page.getByRole("heading", { name: "Hello, Bob" }).waitFor();
  await page.goto(`${BASE}/account/sessions`);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL(/\/account\/sign-in/);
  await other.page.goto(`${BASE}/account`);
  await other.page.waitForURL(/\/account\/sign-in/);
  fact("signing out everywhere ends every session", true);
  await other.context.close();
}

// The developer makes an organization and invites Bob, who joins, is given another role, and leaves again.
async function developers(browser, bob) {
  const { page, context, expect } = await open(browser);
  await page.goto(`${BASE}/developer`);
  await signIn(page, "Developer");
  await page.getByText("No organization yet").waitFor();
  await page.getByRole("button", { name: "New organization" }).click();
  await page.getByLabel("Name").fill("Tween Labs");
  await page.getByLabel("Website").fill("https://labs.example");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.getByRole("heading", { name: "Tween Labs" }).waitFor();
  const organization = page.url();
  for (const name of ["bob", "charlie", "alice"]) {
    await page.getByLabel("Matrix id").fill(name);
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await page.getByText(`@${name}:tween.example has been invited`).waitFor();
  }
  await page.getByRole("button", { name: "Take back: @charlie:tween.example" }).click();
  await page.getByRole("button", { name: "Take back: @charlie:tween.example" }).waitFor({ state: "detached" });
  await join(bob.page);
  await page.reload();
  const role = page.getByLabel("Role of @bob:tween.example");
  await role.selectOption("viewer");
  await bob.page.reload();
  await bob.page.getByText("Viewer").first().waitFor();
  fact("a viewer is offered nothing that viewers may not do", (await bob.page.getByRole("button", { name: "Edit" }).count()) === 0);
  await leave(bob.page);
  await bob.page.getByText("No organization yet").waitFor();
  await page.reload();
  await role.waitFor({ state: "detached" });
  fact("who leaves an organization is gone from it", (await page.getByText("@bob:tween.example").count()) === 0);
  expect(/\/members\/[^/]+$/);
  await leave(page);
  await page.getByRole("dialog").getByRole("alert").waitFor();
  fact("the last admin cannot leave", page.url() === organization);
  await context.close();
  return organization;
}

async function join(page) {
  await page.goto(`${BASE}/developer`);
  await page.getByText("@dev:tween.example invites you as Developer").waitFor();
  await page.getByRole("button", { name: "Accept" }).click();
  await page.getByRole("link", { name: /Tween Labs/ }).click();
  await page.getByRole("heading", { name: "Tween Labs" }).waitFor();
  equal("who is no admin cannot invite", await page.getByRole("button", { name: "Invite", exact: true }).count(), 0);
}

async function leave(page) {
  await page.getByRole("button", { name: "Leave" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
}

async function elsewhere(browser) {
  const { page, context } = await open(browser);
  for (const to of ["//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)"]) {
    await page.goto(`${BASE}/account/sign-in?return_to=${encodeURIComponent(to)}`);
    await signIn(page, "Alice");
    await page.waitForURL(`${BASE}/account`);
    await page.getByRole("heading", { name: "Hello, Alice" }).waitFor();
    await context.clearCookies();
  }
  fact("open redirect: signing in never leads to another site", true);
  await context.close();
}

// Each page in both sizes and both colours: looked at by axe, and kept as a picture.
async function look(browser, { transfer, receipt, organization, consent }) {
  const alice = [
    ["overview", "/account"],
    ["history", "/account/history"],
    ["send", "/account/send?to=bob&amount=12.50"],
    ["transfer", transfer],
    ["receipt", receipt],
    ["request", "/account/request"],
    ["activate", "/account/activate"],
    ["security", "/account/security"],
    ["apps", "/account/apps"],
    ["sessions", "/account/sessions"],
    ["data", "/account/data"],
    ["more", "/account/more"],
    ["device", "/oauth2/device"],
    ["consent", consent],
    ["not-listed", "/developer"],
  ];
  const people = [
    [
      null,
      [
        ["sign-in", "/account/sign-in?error=failed"],
        ["erased", "/account/erased"],
      ],
    ],
    ["Alice", alice],
    [
      "Charlie",
      [
        ["inactive", "/account"],
        ["activation", ACTIVATION.slice(new URL(ACTIVATION).origin.length)],
      ],
    ],
    [
      "Developer",
      [
        ["no-wallet", "/account"],
        ["organizations", "/developer"],
        ["organization", new URL(organization).pathname],
      ],
    ],
  ];
  for (const width of [390, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const [name, pages] of people) {
        const { page, context } = await open(browser, { viewport: { width, height: 900 }, colorScheme });
        if (name) {
          await page.goto(`${BASE}/account/sign-in`);
          await signIn(page, name);
          await page.waitForURL(`${BASE}/account`);
        }
        for (const [picture, path] of pages) {
          await page.goto(BASE + path, { waitUntil: "networkidle" });
          await keep(page, pathOf(SCREENSHOTS, `${picture}-${width}-${colorScheme}.png`));
          await inspect(page, `${picture}, ${width} px, ${colorScheme}`, width);
        }
        await context.close();
      }
    }
  }
}

// A picture of the whole page, with the navigation at its end and not in its midst.
async function keep(page, path) {
  const { width, height } = page.viewportSize();
  const whole = await page.evaluate("document.documentElement.scrollHeight");
  await page.setViewportSize({ width, height: Math.max(whole, height) });
  await page.screenshot({ path });
  await page.setViewportSize({ width, height });
}

async function inspect(page, where, width) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })");
  const bad = violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
  const wide = await page.evaluate("document.documentElement.scrollWidth");
  fact(`${where}: nothing that axe knows is wrong, and nothing is wider than the screen`, bad.length === 0 && wide <= width, [
    ...bad,
    `${wide} px`,
  ]);
}

// With the keyboard alone: the first stop leads past the navigation, and a person can be chosen without a mouse.
async function keyboard(browser) {
  const { page, context } = await open(browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(`${BASE}/account`);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.getByRole("button", { name: /Alice/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Hello, Alice" }).waitFor();
  await page.keyboard.press("Tab");
  equal("the first stop is the skip link", await page.evaluate("document.activeElement.textContent"), "Skip to the content");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  fact(
    "from which the content is next",
    await page.evaluate("document.querySelector('main').contains(document.activeElement)"),
  );
  await page.getByRole("link", { name: "History" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(`${BASE}/account/history`);
  equal("a new page begins at its heading", await page.evaluate("document.activeElement.textContent"), "History");
  await context.close();
}

async function main() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    const alice = await open(browser);
    const bob = await open(browser);
    const first = await authorize(alice);
    await deny(alice);
    const second = await device(alice);
    const { transfer, receipt } = await transfers(alice, bob);
    await request(alice, bob);
    const asked = authorization("wallet:history wallet:request wallet:pay webhook:send");
    await alice.page.goto(asked.address);
    await alice.page.getByRole("button", { name: "Allow" }).waitFor();
    const consent = alice.page.url().slice(BASE.length);
    const organization = await developers(browser, bob);
    await look(browser, { transfer, receipt, organization, consent });
    await revoke(alice, [first, second]);
    await activate(browser, alice);
    await security(bob);
    await authenticatorApp(bob);
    await passkey(bob);
    await myData(bob);
    await sessions(browser, bob);
    await elsewhere(browser);
    await keyboard(browser);
    fact("no page complained in the console", complaints.length === 0, complaints.slice(0, 10));
    fact("no request left the server's origin", strangers.length === 0, strangers.slice(0, 10));
  } finally {
    await browser.close();
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
