// What the imitation begins with.

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
export const ago = (milliseconds) => new Date(Date.now() - milliseconds).toISOString().replace(/\.\d+/, "");

const scope = (name, sensitivity, description) => ({ scope: name, description, sensitivity });
export const SCOPES = [
  scope("user:read", "low", "See your Matrix id and display name."),
  scope("wallet:balance", "high", "See your balance and limits."),
  scope("wallet:history", "high", "See your past transactions."),
  scope("user:read:extended", "medium", "See more of your profile, such as your avatar and language."),
  scope("wallet:pay", "critical", "Propose payments from your wallet. You confirm each one yourself."),
];

export const id = (localpart) => `@${localpart}:tween.example`;

function movement(number, type, amount, other, age, note, status = "completed") {
  const isOut = ["p2p_sent", "payment", "gift_sent", "withdrawal"].includes(type);
  const [from, to] = isOut ? [id("alice"), other] : [other, id("alice")];
  const txn_id = `txn_01k9z${String(number).padStart(4, "0")}7q2m8v5x3n1c`;
  return {
    txn_id,
    type,
    amount,
    currency: "USD",
    from,
    to,
    status,
    timestamp: ago(age),
    ...(note && { note }),
    room_id: "!chat123:tween.example",
  };
}

const MOVEMENTS = [
  movement(1, "p2p_sent", "12.50", id("bob"), 12 * MINUTE, "Lunch on Friday"),
  movement(2, "p2p_received", "240.00", id("charlie"), 95 * MINUTE, "My half of the tickets"),
  movement(3, "payment", "39.90", "ma_shop_001", 4 * 60 * MINUTE, undefined, "pending"),
  movement(4, "gift_received", "5.00", "gifts", DAY, "Happy birthday!"),
  movement(
    5,
    "refund",
    "19.95",
    "ma_shop_001",
    2 * DAY,
    "Order 1183: wrong size, with a note that is a good deal longer than a line on a phone has room for",
  ),
  movement(6, "p2p_sent", "1200.00", "@margarete.a-rather-long-name:matrix.another-homeserver.example", 3 * DAY, "Rent"),
  movement(7, "funding", "2500.00", "external", 6 * DAY),
  movement(8, "bonus", "10.00", "bonus", 9 * DAY),
];
export const HISTORY = [
  ...MOVEMENTS,
  ...Array.from({ length: 60 }, (_, place) =>
    movement(
      20 + place,
      place % 3 ? "p2p_sent" : "p2p_received",
      `${((place * 7) % 90) + 1}.${place % 10}0`,
      id(place % 2 ? "bob" : "charlie"),
      (10 + place) * DAY,
      place % 4 ? undefined : "Coffee",
    ),
  ),
];

export function transfer(name, sender, recipient, amount, status, note) {
  return {
    transfer_id: `p2p_01k9z${name}`,
    status,
    amount,
    currency: "USD",
    sender: { user_id: id(sender), wallet_id: `tw_${sender}` },
    recipient: { user_id: recipient, wallet_id: "tw_other" },
    ...(note && { note }),
    recipient_acceptance_required: status === "pending_recipient_acceptance",
    ...(status.startsWith("pending") && { expires_at: ago(-DAY) }),
    created_at: ago(3 * MINUTE),
    timestamp: ago(3 * MINUTE),
  };
}

const wallet = (name, available, pending, status) => ({
  wallet_id: `tw_${name}`,
  status,
  level: 2,
  level_name: "ID Verified",
  balance: { available, pending, currency: "USD" },
});

export const PEOPLE = {
  [id("alice")]: {
    display_name: "Alice",
    wallet: wallet("alice", "50000.00", "75.00", "active"),
    pin: "482915",
    developer: true,
  },
  [id("bob")]: { display_name: "Bob", wallet: wallet("bob", "1000.00", "0.00", "active"), pin: "731904", developer: false },
  [id("charlie")]: { display_name: "Charlie", wallet: null, pin: null, developer: false },
  [id("dana")]: { display_name: "Dana", wallet: wallet("dana", "25.00", "0.00", "pending"), pin: null, developer: true },
};

export const TRANSFERS = [
  transfer("wait1", "bob", id("alice"), "75.00", "pending_recipient_acceptance", "For the concert"),
  transfer("wait2", "alice", id("charlie"), "30.00", "pending_recipient_acceptance"),
  transfer("auth1", "alice", id("bob"), "12.50", "pending_authorization", "Lunch on Friday"),
  transfer("done1", "alice", id("bob"), "12.50", "completed", "Lunch on Friday"),
];

const granted = (names) =>
  SCOPES.filter(({ scope: name }) => names.includes(name)).map((found) => ({ ...found, granted_at: ago(20 * DAY) }));
export const APPS = [
  {
    miniapp_id: "ma_shop_001",
    name: "Shopping Assistant",
    official: false,
    scopes: granted(["user:read", "wallet:balance", "wallet:pay"]),
    sessions: 2,
    last_used_at: ago(40 * MINUTE),
  },
  {
    miniapp_id: "ma_official_wallet",
    name: "Wallet",
    official: true,
    scopes: granted(["user:read", "wallet:history"]),
    sessions: 1,
  },
];

export const DEVICES = [
  {
    device_id: "pixel",
    device_name: "Pixel 9",
    platform: "android",
    algorithm: "ECDSA_P256",
    public_key_hash: "ab",
    registered_at: ago(40 * DAY),
  },
  {
    device_id: "old",
    device_name: "",
    platform: "ios",
    algorithm: "ECDSA_P256",
    public_key_hash: "cd",
    registered_at: ago(400 * DAY),
  },
];

export const ORGANIZATION = {
  org_id: "org_01k9z7q2m8v5x3n1c",
  name: "Tween Labs",
  description: "Small apps for rooms that split bills and buy cake.",
  website: "https://labs.example",
  role: "admin",
  created_at: ago(90 * DAY),
  members: [
    { user_id: id("alice"), role: "admin", joined_at: ago(90 * DAY) },
    { user_id: id("bob"), role: "developer", joined_at: ago(30 * DAY) },
    { user_id: "@margarete.a-rather-long-name:matrix.another-homeserver.example", role: "viewer", joined_at: ago(3 * DAY) },
  ],
  invitations: [
    { invitation_id: "inv_1", user_id: id("dana"), role: "viewer", invited_by: id("alice"), expires_at: ago(-5 * DAY) },
  ],
};
