//! What a mini-app asks for, brought into the form that the command takes.

use poem_openapi::Object;
use serde::Deserialize;
use url::Url;

use crate::{
    edge::{Edge, RoomAnswer, Trouble},
    identity::{Verified, find_client},
    kernel::{Code, Currency, Money, Rejection, RoomId, human_text},
    payments::Request,
    store::rows::{MiniAppRow, PaymentItem},
};

use crate::http::wire::{AmountText, Metadata};

const LONGEST_DESCRIPTION: usize = 500;
const LONGEST_NAME: usize = 200;
const LONGEST_ORDER: usize = 255;
const LONGEST_URL: usize = 2048;
const LONGEST_METADATA: usize = 4096;
const MOST_ITEMS: usize = 100;
const LARGEST_QUANTITY: u32 = 1_000_000;

/// A payment to be asked for.
#[derive(Object, Deserialize)]
pub struct RequestInput {
    amount: AmountText,
    /// An ISO 4217 code, or one of the operator's currencies.
    currency: String,
    /// What for, 1 to 500 characters: the payer reads it.
    description: String,
    /// What the mini-app calls the order, at most 255 characters.
    merchant_order_id: Option<String>,
    /// At most 100; together exactly the amount.
    items: Option<Vec<ItemInput>>,
    /// Where the payer is sent afterwards: on a host of one of the mini-app's redirect URIs or of its webhook.
    callback_url: Option<String>,
    metadata: Option<Metadata>,
    /// The room that it happens in; the payer must be in it.
    room_id: Option<String>,
    /// Required here or as the `Idempotency-Key` header.
    pub(super) idempotency_key: Option<String>,
}

/// One line of what is paid for.
#[derive(Object, Deserialize)]
pub struct ItemInput {
    /// 1 to 200 characters.
    name: String,
    /// How many, 1 to 1 000 000.
    quantity: u32,
    /// The price of one.
    amount: AmountText,
}

/// Everything that has to be known before a payment can be asked for.
pub async fn prepare(edge: &Edge, token: &Verified, input: RequestInput) -> Result<Request, Trouble> {
    let currency = edge.currency(&input.currency, "/currency")?;
    let amount = input.amount.positive(currency, "/amount")?;
    let client = edge.commands.store().read(|reader| find_client(reader, &token.client))?;
    let callback_url = match (input.callback_url, client) {
        (Some(url), Some(client)) => Some(registered(url, &client.row)?),
        (Some(_), None) => return Err(elsewhere().into()),
        (None, _) => None,
    };
    Ok(Request {
        payer: token.user.clone(),
        client: token.client.clone(),
        amount,
        description: text(&input.description, LONGEST_DESCRIPTION, "/description")?,
        order: input.merchant_order_id.map(order).transpose()?,
        items: items(input.items.unwrap_or_default(), amount)?,
        callback_url,
        metadata: input.metadata.map(metadata).transpose()?,
        room: room(edge, token, input.room_id.as_deref()).await?,
        settings: edge.settings(),
    })
}

fn text(text: &str, longest: usize, field: &str) -> Result<String, Rejection> {
    let clean = human_text(text, longest).filter(|clean| !clean.is_empty());
    clean.ok_or_else(|| Rejection::field(field, format!("A text of 1 to {longest} characters is needed.")))
}

/// What the mini-app calls its order is its own business, and is given back as it came.
fn order(id: String) -> Result<String, Rejection> {
    if id.is_empty() || id.chars().count() > LONGEST_ORDER || id.contains(char::is_control) {
        return Err(Rejection::field("/merchant_order_id", "An order's id has 1 to 255 characters."));
    }
    Ok(id)
}

fn metadata(Metadata(metadata): Metadata) -> Result<String, Rejection> {
    let text = serde_json::Value::Object(metadata).to_string();
    if text.len() > LONGEST_METADATA {
        return Err(Rejection::field("/metadata", "Metadata has at most 4096 bytes."));
    }
    Ok(text)
}

/// The items, which have to add up to `amount` exactly.
fn items(given: Vec<ItemInput>, amount: Money) -> Result<Vec<PaymentItem>, Rejection> {
    if given.is_empty() {
        return Ok(Vec::new());
    }
    if given.len() > MOST_ITEMS {
        return Err(Rejection::field("/items", "There are at most 100 items."));
    }
    let items: Vec<PaymentItem> =
        given.into_iter().enumerate().map(|(place, given)| item(place, given, amount.currency)).collect::<Result<_, _>>()?;
    let total: i128 = items.iter().map(|item| i128::from(item.amount) * i128::from(item.quantity)).sum();
    if total != i128::from(amount.minor) {
        let message = "The items do not add up to the amount.";
        let refusal = Rejection::new(Code::InvalidAmount, message).with("field", "/items");
        return Err(refusal.with("amount", amount.to_string()));
    }
    Ok(items)
}

fn item(place: usize, given: ItemInput, currency: Currency) -> Result<PaymentItem, Rejection> {
    let field = |name: &str| format!("/items/{place}/{name}");
    if !(1..=LARGEST_QUANTITY).contains(&given.quantity) {
        return Err(Rejection::field(&field("quantity"), "A quantity is from 1 to 1000000."));
    }
    Ok(PaymentItem {
        name: text(&given.name, LONGEST_NAME, &field("name"))?,
        quantity: given.quantity,
        amount: given.amount.positive(currency, &field("amount"))?.minor,
    })
}

/// The address, if the mini-app registered its host: whoever asks for a payment must not send the payer to somebody else.
fn registered(text: String, miniapp: &MiniAppRow) -> Result<String, Rejection> {
    let url = Some(&text).filter(|text| text.len() <= LONGEST_URL).and_then(|text| Url::parse(text).ok());
    let known = miniapp.redirect_uris.iter().chain(&miniapp.webhook_url).filter_map(|known| Url::parse(known).ok());
    let place = |url: &Url| (url.scheme().to_owned(), url.host_str().map(str::to_owned));
    let fits = |url: &Url| {
        let is_web = matches!(url.scheme(), "https" | "http");
        is_web
            && url.username().is_empty()
            && url.password().is_none()
            && known.map(|known| place(&known)).any(|known| known == place(url))
    };
    url.filter(fits).map(|_| text).ok_or_else(elsewhere)
}

fn elsewhere() -> Rejection {
    Rejection::field("/callback_url", "The address is not on a host that the mini-app registered.")
}

/// The room, if one was named and the payer is in it.
async fn room(edge: &Edge, token: &Verified, room: Option<&str>) -> Result<Option<RoomId>, Trouble> {
    let Some(text) = room else { return Ok(None) };
    let room = RoomId::parse(text).map_err(|error| Rejection::field("/room_id", error.to_string()))?;
    match edge.both_in_room(token.session, &room, &token.user, &token.user).await? {
        RoomAnswer::Shared => Ok(Some(room)),
        RoomAnswer::NotShared => Err(Rejection::new(Code::NotInRoom, "The payer has to be in the room.").into()),
    }
}
