//! The homeserver: whether it is there, takes our token, lets us have our users, and reaches us.

use std::{sync::Arc, time::Duration};

use super::{Finding, Running};
use crate::{
    config::{Homeserver, Loaded, Settings},
    kernel::{Clock, SystemClock},
    matrix::{APPSERVICE_ID, BOT_LOCALPART, Client, MatrixError, PAYMENTS_LOCALPART, Registration},
};

const SERVER: &str = "homeserver";
const TOKEN: &str = "as_token";
const USERS: &str = "namespace";
const PING: &str = "ping";

/// How far the two clocks may be apart: signed proofs are good for five minutes.
const NOTABLE_DRIFT: Duration = Duration::from_secs(30);
const HARMFUL_DRIFT: Duration = Duration::from_secs(240);

/// What to do when the homeserver does not know the token.
const UNKNOWN: &str = "Add the registration to the homeserver and restart it. If that was done: write the registration again \
    (tmcpd registration --output FILE --force), so that its as_token is that of the configuration, and restart it once more.";

/// Everything about the homeserver; what cannot be well when something before it is not, is not looked at.
pub(super) async fn examine(settings: &Settings, running: Running) -> Vec<Finding> {
    let Some(configured) = &settings.matrix.homeserver else {
        return vec![Finding::ok(SERVER, "Dev mode has one of its own.")];
    };
    let server_name = &settings.matrix.server_name;
    let client = Client::new(configured.url.clone(), configured.as_token.clone(), server_name, Arc::new(SystemClock));
    let client = match client {
        Ok(client) => client,
        Err(error) => return vec![Finding::problem(SERVER, error.to_string(), "Change matrix.homeserver_url.")],
    };
    let mut findings = match presence(&client, configured).await {
        Ok(found) => vec![found],
        Err(absent) => return vec![absent],
    };
    findings.extend(drift(&client).await);
    match token(&client, server_name).await {
        Ok(accepted) => findings.push(accepted),
        Err(refused) => {
            findings.push(refused);
            return findings;
        }
    }
    findings.push(namespace(&client).await);
    findings.push(ping(&client, settings, running).await);
    findings
}

async fn presence(client: &Client, configured: &Homeserver) -> Result<Finding, Finding> {
    let found = client.versions().await.map_err(|error| {
        let message = format!("{} does not answer as a homeserver: {error}.", configured.url);
        Finding::problem(SERVER, message, "Check that it runs, and matrix.homeserver_url.")
    })?;
    let newest = found.versions.last().map_or("nothing", String::as_str);
    let software = [found.name.as_deref().unwrap_or("A homeserver"), found.version.as_deref().unwrap_or("")].join(" ");
    Ok(Finding::ok(SERVER, format!("{} at {} speaks Matrix {newest}.", software.trim_end(), configured.url)))
}

async fn drift(client: &Client) -> Option<Finding> {
    let theirs = client.time().await.ok()??;
    let ours = SystemClock.now();
    let apart = ours.since(theirs).max(theirs.since(ours));
    if apart < NOTABLE_DRIFT {
        return None;
    }
    let message = format!("It is {} seconds off the homeserver's.", apart.as_secs());
    let remedy = "Keep both right: timedatectl set-ntp true";
    let finding = if apart < HARMFUL_DRIFT { Finding::warning } else { Finding::problem };
    Some(finding("clock", message, remedy))
}

async fn token(client: &Client, server_name: &str) -> Result<Finding, Finding> {
    let expected = format!("@{BOT_LOCALPART}:{server_name}");
    match client.sender().await {
        Ok(sender) if sender == expected => Ok(Finding::ok(TOKEN, format!("The homeserver takes it as that of {sender}."))),
        Ok(sender) => {
            let message = format!("The homeserver takes it for that of {sender}, not of {expected}.");
            Err(Finding::problem(TOKEN, message, "Check matrix.server_name, and sender_localpart in the registration."))
        }
        Err(error) if matches!(error.errcode(), Some("M_UNKNOWN_TOKEN" | "M_MISSING_TOKEN")) => {
            Err(Finding::problem(TOKEN, "The homeserver does not know it.", UNKNOWN))
        }
        Err(error) => Err(Finding::problem(TOKEN, format!("{error}."), "Look into the homeserver's log.")),
    }
}

/// Asks for the ghost that speaks about money, as the server does at its start.
async fn namespace(client: &Client) -> Finding {
    match client.register_ghost(PAYMENTS_LOCALPART).await {
        Ok(()) => Finding::ok(USERS, format!("@{PAYMENTS_LOCALPART} is ours.")),
        Err(error) if error.errcode() == Some("M_EXCLUSIVE") => Finding::problem(
            USERS,
            format!("The homeserver says that @{PAYMENTS_LOCALPART} is not ours."),
            "Another application service has the namespace, or the registration that the homeserver has is not the one that \
             `tmcpd registration` writes. Give one of them up, and restart the homeserver.",
        ),
        Err(error) => {
            Finding::problem(USERS, format!("@{PAYMENTS_LOCALPART} cannot be made: {error}."), "Look into the homeserver's log.")
        }
    }
}

async fn ping(client: &Client, settings: &Settings, running: Running) -> Finding {
    match client.ping(APPSERVICE_ID).await {
        Ok(took) => Finding::ok(
            PING,
            format!("The homeserver reaches us at {} in {} ms.", settings.matrix.appservice_url, took.as_millis()),
        ),
        Err(error) => explain(&error, settings.matrix.appservice_url.as_str(), running),
    }
}

/// What a failed ping means (Matrix specification, "Pinging").
fn explain(error: &MatrixError, url: &str, running: Running) -> Finding {
    let problem = |message: String, remedy: String| Finding::problem(PING, message, remedy);
    match error.errcode() {
        Some("M_CONNECTION_FAILED" | "M_CONNECTION_TIMEOUT") if running == Running::No => Finding::warning(
            PING,
            format!("No server runs here, so the homeserver reaches nobody at {url}."),
            "Start tmcpd, and ask again.",
        ),
        Some("M_CONNECTION_FAILED" | "M_CONNECTION_TIMEOUT") => problem(
            format!("The homeserver cannot reach {url}."),
            format!(
                "Try `curl {url}/health` where the homeserver runs; in a container, 127.0.0.1 is the container. Set \
                 matrix.appservice_url to what works there, write the registration again and restart the homeserver."
            ),
        ),
        Some("M_BAD_STATUS") => problem(
            format!("The homeserver reached {url}, and did not like the answer: {error}."),
            "The hs_token differs, or something else answers there. Write the registration again (tmcpd registration --output \
             FILE --force), restart the homeserver, and see that a reverse proxy passes /_matrix/app/ on."
                .to_owned(),
        ),
        Some("M_URL_NOT_SET") => problem(
            "The registration that the homeserver has holds no url.".to_owned(),
            "Write it again (tmcpd registration --output FILE --force), and restart the homeserver.".to_owned(),
        ),
        Some("M_UNKNOWN_TOKEN") => problem("The homeserver does not know our token.".to_owned(), UNKNOWN.to_owned()),
        Some("M_FORBIDDEN") => problem(
            format!("The homeserver knows our token under another id than {APPSERVICE_ID}."),
            "Use the registration that `tmcpd registration` writes, and restart the homeserver.".to_owned(),
        ),
        Some("M_UNRECOGNIZED" | "M_NOT_FOUND") => Finding::warning(
            PING,
            "The homeserver is too old to be asked whether it reaches us.",
            "Update it: the ping is part of Matrix since v1.7.",
        ),
        _ => problem(format!("{error}."), "Look into the homeserver's log.".to_owned()),
    }
}

/// A registration beside the configuration that no longer fits it is what somebody will hand the homeserver next time.
pub(super) fn registration_file(loaded: &Loaded) -> Option<Finding> {
    let path = loaded.file.as_ref()?.with_file_name("registration.yaml");
    let matrix = &loaded.settings.matrix;
    let homeserver = matrix.homeserver.as_ref()?;
    let text = std::fs::read_to_string(&path).ok()?;
    let registration = Registration {
        url: matrix.appservice_url.clone(),
        as_token: homeserver.as_token.clone(),
        hs_token: homeserver.hs_token.clone(),
        server_name: matrix.server_name.clone(),
    };
    let shown = path.display();
    if text == registration.to_yaml() {
        return Some(Finding::ok("registration", format!("{shown} fits the configuration.")));
    }
    let remedy = format!("tmcpd registration --output {shown} --force, and restart the homeserver.");
    Some(Finding::warning("registration", format!("{shown} is not what the configuration makes."), remedy))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{doctor::State, kernel::Secret, upstream::stub::Stub};

    fn client(stub: &Stub) -> Client {
        Client::new(stub.url.clone(), Secret::new("as"), "tween.example", Arc::new(SystemClock)).unwrap()
    }

    #[tokio::test]
    async fn a_token_is_taken_or_not() {
        for (status, body, state, words) in [
            (200, r#"{"user_id":"@_tmcp:tween.example"}"#, State::Ok, "@_tmcp:tween.example"),
            (200, r#"{"user_id":"@other:tween.example"}"#, State::Problem, "@other"),
            (401, r#"{"errcode":"M_UNKNOWN_TOKEN","error":"no"}"#, State::Problem, "does not know"),
            (502, "<html>", State::Problem, "502"),
        ] {
            let stub = Stub::start(move |_| (status, body.to_owned()));
            let (Ok(finding) | Err(finding)) = token(&client(&stub), "tween.example").await;
            assert!(finding.state == state && finding.message.contains(words), "{finding:?}");
        }
    }

    #[tokio::test]
    async fn a_namespace_of_another_shows() {
        for (status, body, state) in [
            (200, r#"{"user_id":"@_tmcp_payments:tween.example"}"#, State::Ok),
            (400, r#"{"errcode":"M_USER_IN_USE","error":"taken"}"#, State::Ok),
            (400, r#"{"errcode":"M_EXCLUSIVE","error":"no"}"#, State::Problem),
        ] {
            let stub = Stub::start(move |_| (status, body.to_owned()));
            assert_eq!(namespace(&client(&stub)).await.state, state, "{body}");
        }
    }

    #[tokio::test]
    async fn each_failed_ping_has_its_own_remedy() {
        for (errcode, running, state, words) in [
            ("M_CONNECTION_FAILED", Running::Yes, State::Problem, "matrix.appservice_url"),
            ("M_CONNECTION_FAILED", Running::No, State::Warning, "Start tmcpd"),
            ("M_CONNECTION_TIMEOUT", Running::Yes, State::Problem, "matrix.appservice_url"),
            ("M_BAD_STATUS", Running::Yes, State::Problem, "hs_token"),
            ("M_URL_NOT_SET", Running::Yes, State::Problem, "Write it again"),
            ("M_UNKNOWN_TOKEN", Running::Yes, State::Problem, "restart it"),
            ("M_FORBIDDEN", Running::Yes, State::Problem, "tmcpd registration"),
            ("M_UNRECOGNIZED", Running::Yes, State::Warning, "v1.7"),
            ("M_SURPRISE", Running::Yes, State::Problem, "log"),
        ] {
            let stub = Stub::start(move |_| (502, format!(r#"{{"errcode":"{errcode}","error":"x"}}"#)));
            let error = client(&stub).ping(APPSERVICE_ID).await.unwrap_err();
            let finding = explain(&error, "http://127.0.0.1:8420", running);
            let remedy = finding.remedy.unwrap_or_default();
            assert!(finding.state == state && remedy.contains(words), "{errcode}: {remedy}");
        }
    }
}
