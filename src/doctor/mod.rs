//! The doctor: looks at everything that the server needs, one thing after the other, and says for each whether it is well and
//! what to do when it is not. It works beside a running server and without one. It changes nothing, except that an older data
//! file is brought to the present format when no server runs on it, and that the homeserver makes the ghost which the server
//! itself asks for at its start.

mod homeserver;
mod machine;

use std::sync::Arc;

use crate::{
    config::{ConfigError, Loaded, Provider, Settings},
    edge::MAS_CALLBACK,
    kernel::{Clock, SystemClock},
    upstream::{Mas, Unavailable},
};

const MAS: &str = "MAS";

/// How one thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Well.
    Ok,
    /// Not as it should be, or not known; the server runs all the same.
    Warning,
    /// The server cannot do its work.
    Problem,
}

/// What was found about one thing.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What was looked at, in a word or two.
    pub subject: &'static str,
    /// How it is.
    pub state: State,
    /// What was found, in a sentence.
    pub message: String,
    /// What to do about it.
    pub remedy: Option<String>,
}

/// Whether a server works on the data directory right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Running {
    Yes,
    No,
}

impl State {
    /// The word that is shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Problem => "problem",
        }
    }
}

impl Finding {
    fn ok(subject: &'static str, message: impl Into<String>) -> Self {
        Self { subject, state: State::Ok, message: message.into(), remedy: None }
    }

    fn warning(subject: &'static str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { subject, state: State::Warning, message: message.into(), remedy: Some(remedy.into()) }
    }

    fn problem(subject: &'static str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { subject, state: State::Problem, message: message.into(), remedy: Some(remedy.into()) }
    }
}

/// Looks at everything, in the order in which one thing needs the other. Takes up to a minute when the homeserver cannot reach
/// us.
pub async fn examine(loaded: Result<Loaded, ConfigError>) -> Vec<Finding> {
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(error) => return configuration_problems(&error),
    };
    let mut findings = vec![configuration(&loaded)];
    findings
        .extend(loaded.notices.iter().map(|notice| Finding::warning("configuration", notice.clone(), "Use the present name.")));
    let settings = &loaded.settings;
    findings.extend(machine::data_directory(settings));
    let (data_file, running) = machine::data_file(settings);
    findings.push(data_file);
    findings.push(machine::year(SystemClock.now()));
    findings.push(machine::listener(settings, running));
    findings.extend(homeserver::examine(settings, running).await);
    findings.extend(homeserver::registration_file(&loaded));
    findings.extend(mas(settings).await);
    findings
}

fn configuration(loaded: &Loaded) -> Finding {
    let file = loaded.file.as_ref().map_or_else(|| "no file, environment alone".to_owned(), |file| file.display().to_string());
    Finding::ok("configuration", format!("It can be used ({file})."))
}

fn configuration_problems(error: &ConfigError) -> Vec<Finding> {
    let of = |single: &crate::config::Problem| {
        let alone = ConfigError { file: error.file.clone(), problems: vec![single.clone()] };
        let message = alone.to_string();
        let message = message.strip_suffix(&single.instead).map_or(message.as_str(), str::trim_end).to_owned();
        Finding::problem("configuration", message, single.instead.clone())
    };
    error.problems.iter().map(of).collect()
}

/// Discovery and our credentials at MAS: a made-up token is nobody's, and that answer takes both. Then whether people can sign in.
async fn mas(settings: &Settings) -> Vec<Finding> {
    let Some(configured) = settings.identity.mas.as_ref().filter(|_| settings.identity.asks(Provider::Mas)) else {
        return Vec::new();
    };
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let (secret, server_name) = (configured.client_secret.clone(), &settings.matrix.server_name);
    let (issuer, cache) = (configured.issuer.clone(), settings.identity.cache);
    let cannot = |error| {
        Finding::problem(
            MAS,
            format!("{} cannot be asked about tokens: {error}.", configured.issuer),
            "Check identity.mas.issuer, and that MAS's `clients` has identity.mas.client_id with the same secret and \
             client_auth_method client_secret_basic.",
        )
    };
    let mas = match Mas::new(issuer, &configured.client_id, secret, server_name, cache, Arc::clone(&clock)) {
        Ok(mas) => mas,
        Err(error) => return vec![cannot(error)],
    };
    if let Err(error) = mas.identify("tmcpd-doctor", clock.now()).await {
        return vec![cannot(error)];
    }
    let answers = Finding::ok(MAS, format!("{} answers, and takes our client.", configured.issuer));
    let redirect = settings.server.link(MAS_CALLBACK);
    vec![answers, signing_in(&redirect, mas.knows_redirect(&redirect).await)]
}

fn signing_in(redirect: &str, known: Result<bool, Unavailable>) -> Finding {
    match known {
        Ok(true) => Finding::ok(MAS, format!("People can sign in there, and come back to {redirect}.")),
        Ok(false) => Finding::warning(
            MAS,
            format!("It does not send people who sign in back to {redirect}."),
            format!("Add {redirect} to the redirect_uris of identity.mas.client_id in MAS's `clients`, and restart it."),
        ),
        Err(error) => Finding::warning(MAS, format!("Nobody can sign in there: {error}."), "Look into MAS's log."),
    }
}
