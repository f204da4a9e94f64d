//! At the start: our standing users are made, and the homeserver is asked to call us, which shows whether both find each other
//! and makes it send at once what it has kept for us. Tried until it works; each new trouble is logged once.

use std::sync::Arc;

use tokio::sync::watch;

use crate::{
    edge::{Edge, STANDING},
    matrix::{APPSERVICE_ID, MatrixError},
    outbox,
};

use super::stopped;

/// Introduces the server to its homeserver, or goes on trying until `stop` says so.
pub(super) async fn run(edge: Arc<Edge>, mut stop: watch::Receiver<bool>) {
    let mut attempts = 0;
    let mut said = String::new();
    loop {
        let trouble = match introduce(&edge).await {
            Ok(()) => return,
            Err(trouble) => trouble,
        };
        if trouble != said {
            tracing::warn!("{trouble}");
            said = trouble;
        }
        attempts += 1;
        tokio::select! {
            () = tokio::time::sleep(outbox::backoff(attempts, edge.settings().outbox.retry_max)) => {}
            () = stopped(&mut stop) => return,
        }
    }
}

async fn introduce(edge: &Edge) -> Result<(), String> {
    for (localpart, name) in STANDING {
        let ghost = edge.ghost(localpart).map_err(|error| error.to_string())?;
        edge.ensure_ghost(&ghost, name).await.map_err(|error| format!("{ghost} cannot be made on the homeserver: {error}"))?;
    }
    match edge.homeserver.ping(APPSERVICE_ID).await {
        Ok(took) => {
            tracing::info!(
                milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
                "the homeserver reaches this server"
            );
            Ok(())
        }
        Err(MatrixError::Refused { status: 404 | 405, errcode, .. }) if errcode == "M_UNRECOGNIZED" => {
            tracing::info!("the homeserver has no ping, so whether it reaches this server is not known");
            Ok(())
        }
        Err(error) => Err(format!("The homeserver and this server do not find each other: {} ({error})", meaning(edge, &error))),
    }
}

/// What is wrong, in words for whoever can put it right.
fn meaning(edge: &Edge, error: &MatrixError) -> String {
    let url = edge.settings().matrix.appservice_url.clone();
    match error.errcode() {
        None => "the homeserver does not answer at matrix.homeserver_url.".to_owned(),
        Some("M_UNKNOWN_TOKEN" | "M_MISSING_TOKEN") => {
            "the homeserver does not know matrix.as_token. Add the registration to it and restart it, or write the as_token of \
             the registration."
                .to_owned()
        }
        Some("M_FORBIDDEN") => {
            format!("the as_token belongs to a registration whose id is not {APPSERVICE_ID}.")
        }
        Some("M_URL_NOT_SET") => "the registration has no url.".to_owned(),
        Some("M_CONNECTION_FAILED") => {
            format!("the homeserver cannot connect to the url of the registration. This server expects it to be {url}.")
        }
        Some("M_CONNECTION_TIMEOUT") => {
            format!("the homeserver gets no answer at the url of the registration. This server expects it to be {url}.")
        }
        Some("M_BAD_STATUS") => {
            "this server refused the homeserver, as it does when matrix.hs_token is not the hs_token of the registration, or \
             something else answers at the url of the registration."
                .to_owned()
        }
        Some(_) => "the homeserver refuses to try.".to_owned(),
    }
}
