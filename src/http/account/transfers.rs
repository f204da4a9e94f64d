//! `/api/v1/account/transfers`: what waits for a person's answer, and for the answers of others.

use poem_openapi::{Object, OpenApi};
use serde::Serialize;

use crate::{
    http::{
        answer::{Answer, Reply},
        api::{
            Tag,
            transfers::{TransferAnswer, view},
        },
        auth::Visitor,
        operations::AccountTransfers,
    },
    transfers::{Transfer, waiting},
};

/// The most transfers of one answer; the oldest come first, since their time runs out first.
const MOST: usize = 200;

/// Transfers that wait.
pub struct WaitingApi;

/// The transfers that wait for their recipient, oldest first; 200 at most.
#[derive(Object, Serialize)]
pub struct WaitingAnswer {
    /// To the person, who accepts or declines.
    incoming: Vec<TransferAnswer>,
    /// From the person, who can take them back.
    outgoing: Vec<TransferAnswer>,
}

#[OpenApi(prefix_path = "/api/v1/account/transfers", tag = "Tag::Account")]
impl WaitingApi {
    /// Waiting transfers
    ///
    /// Those that wait for acceptance, in both directions.
    #[oai(path = "/", method = "get", operation_id = "account_transfers")]
    async fn list(&self, visitor: Visitor<AccountTransfers>) -> Reply<AccountTransfers, WaitingAnswer> {
        let (store, user) = (visitor.info.edge.commands.store(), &visitor.signed_in.user);
        let found = store.read(|reader| waiting(reader, user, MOST))?;
        let (incoming, outgoing): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|Transfer { row, .. }| row.recipient_user == *user);
        let views = |transfers: Vec<Transfer>| transfers.into_iter().map(view).collect();
        Ok(Answer::new(WaitingAnswer { incoming: views(incoming), outgoing: views(outgoing) }))
    }
}
