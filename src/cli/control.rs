//! How a command acts on the server's state: as a request to an admin operation. A running server gets it over its control
//! socket; when none runs on the data directory, the same router answers it in this process. Either way there is one set of rules
//! and one audit record, and the actor is `operator`.

use std::{io, os::unix::net::UnixStream, sync::Arc};

use serde_json::Value;
use url::Url;

use super::{
    exit::{Exit, Failed},
    files,
    options::Options,
};
use crate::{
    app::{self, Outside},
    config::Settings,
    http::control,
    kernel::{SystemClock, SystemRng},
    lifecycle::LifeError,
    logs::AccessLog,
    people::MOST_BYTES,
    upstream::{Answer, Local},
};

/// The largest answer that is read, in bytes: the largest export of all that is held about a person, and what closes it.
const LARGEST: usize = MOST_BYTES + (1 << 20);

/// What the operation under `/api/v1/admin` with these path segments answers.
pub(super) fn ask(options: &Options, method: &str, segments: &[&str], body: Option<&Value>) -> Result<Value, Failed> {
    ask_of("/api/v1/admin", options, method, segments, body)
}

/// The same for a page of a list, of 100 at most.
pub(super) fn ask_page(options: &Options, segments: &[&str], offset: u32) -> Result<Value, Failed> {
    send(options, "GET", &format!("{}?limit=100&offset={offset}", path_of("/api/v1/admin", segments)?), None)
}

/// What the operation under `base` with these path segments answers.
pub(super) fn ask_of(
    base: &str,
    options: &Options,
    method: &str,
    segments: &[&str],
    body: Option<&Value>,
) -> Result<Value, Failed> {
    send(options, method, &path_of(base, segments)?, body)
}

/// The text that the operation with these path segments answers with, as it is: numbers in it keep their form.
pub(super) fn ask_for_text(options: &Options, segments: &[&str]) -> Result<String, Failed> {
    let answer = exchange(options, "GET", &path_of("/api/v1/admin", segments)?, None)?;
    result(&answer)?;
    String::from_utf8(answer.body).map_err(|error| Failed::new(Exit::Failure, error))
}

fn send(options: &Options, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Failed> {
    result(&exchange(options, method, path, body)?)
}

fn exchange(options: &Options, method: &str, path: &str, body: Option<&Value>) -> Result<Answer, Failed> {
    let settings = options.load()?.settings;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let socket = control::path(&settings.storage.data_dir);
    match UnixStream::connect(&socket) {
        Ok(_) => {
            let asked = async { Local::at(&socket, Arc::new(SystemClock))?.call(method, path, body, LARGEST).await };
            let gone = |error| Failed::new(Exit::Temporary, format!("The server does not answer at its control socket: {error}"));
            runtime.block_on(asked).map_err(gone)
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
            in_process(settings, &runtime, method, path, body)
        }
        Err(error) => Err(Failed::at(&socket)(error)),
    }
}

fn in_process(
    settings: Settings,
    runtime: &tokio::runtime::Runtime,
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> Result<Answer, Failed> {
    files::require(&settings)?;
    let outside = Outside { clock: Arc::new(SystemClock), rng: Arc::new(SystemRng), access: AccessLog::off() };
    let edge = Arc::new(app::build(settings, outside).map_err(LifeError::from)?);
    let answer = runtime.block_on(control::call(&edge, method, path, body.map(Value::to_string)));
    edge.commands.store().close();
    Ok(answer?)
}

fn path_of(base: &str, segments: &[&str]) -> Result<String, Failed> {
    let unusable = || Failed::new(Exit::Usage, "The id cannot be part of an address.");
    let mut url = Url::parse("http://localhost").and_then(|host| host.join(base)).map_err(|_| unusable())?;
    // An address drops segments of dots, and with them would mean another operation.
    if segments.iter().any(|segment| matches!(*segment, "" | "." | "..")) {
        return Err(unusable());
    }
    url.path_segments_mut().map_err(|()| unusable())?.extend(segments);
    Ok(url.path().to_owned())
}

/// The body of a good answer, or what the server says against it.
fn result(answer: &Answer) -> Result<Value, Failed> {
    let body: Value = answer.json().map_err(|error| Failed::new(Exit::Failure, error))?;
    if answer.is_success() {
        return Ok(body);
    }
    let exit = match answer.status {
        400 => Exit::Usage,
        429 | 503 => Exit::Temporary,
        _ => Exit::Failure,
    };
    Err(Failed::new(exit, body["error"]["message"].as_str().unwrap_or("The server failed.")))
}

/// The text at `pointer` of an answer.
pub(super) fn text<'a>(answer: &'a Value, pointer: &str) -> &'a str {
    answer.pointer(pointer).and_then(Value::as_str).unwrap_or("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_one_segment() {
        assert_eq!(
            path_of("/api/v1/admin", &["users", "@a/b?c:x", "suspend"]).unwrap(),
            "/api/v1/admin/users/@a%2Fb%3Fc:x/suspend"
        );
        assert_eq!(path_of("/api/v1/admin", &["users", "%2e%2e"]).unwrap(), "/api/v1/admin/users/%252e%252e");
        for wrong in ["", ".", ".."] {
            assert!(path_of("/api/v1/admin", &["users", wrong]).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_refusal_is_said_in_the_servers_words() {
        let answer = |status| Answer { status, retry_after: None, date: None, body: br#"{"error":{"message":"No."}}"#.to_vec() };
        for (status, exit) in [(400, Exit::Usage), (404, Exit::Failure), (503, Exit::Temporary)] {
            let failed = result(&answer(status)).unwrap_err();
            assert_eq!((failed.exit, failed.message.as_str()), (exit, "No."));
        }
    }
}
