//! `tmcpd init`: from nothing to a server that can be started. It asks what it has to know, or takes it from options, makes two
//! tokens, and writes the configuration, the registration and the keys. Everything is checked by the rules of the
//! configuration before anything is written, and nothing that is there is written over without `--force`; keys and data never
//! are.
//!
//! When the data directory is there already, as after the package was installed, what is written gets its owner.

mod steps;

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use url::Url;

use super::{
    exit::{Answer, Exit, Failed},
    files::{self, Existing, write_private},
    options::DEFAULT_FILE,
    registration, terminal,
};
use crate::{
    config::{self, Profile, Settings},
    identity::{KeyRing, secret_file},
    kernel::{Clock, Rng, SystemClock, SystemRng, is_loopback},
    matrix::{Client, ServerVersions},
};

const DEFAULT_LISTEN: &str = "127.0.0.1:8420";
const DEFAULT_DATA: &str = "/var/lib/tmcpd";
const DEFAULT_HOMESERVER: &str = "http://127.0.0.1:8008";

#[derive(Args)]
pub(super) struct Arguments {
    /// What comes after the colon in the users' Matrix ids
    #[arg(long, value_name = "NAME")]
    server_name: Option<String>,
    /// Where this server reaches the homeserver
    #[arg(long, value_name = "URL")]
    homeserver_url: Option<String>,
    /// Where people and mini-apps reach this server
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// The address and port to listen on
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,
    /// The data directory
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// The configuration file to write
    #[arg(long, value_name = "FILE", default_value = DEFAULT_FILE)]
    config: PathBuf,
    /// The registration file to write; otherwise registration.yaml beside the configuration
    #[arg(long, value_name = "FILE")]
    registration: Option<PathBuf>,
    /// Ask nothing: take defaults, and fail where there is none
    #[arg(long)]
    non_interactive: bool,
    /// Write over a configuration and a registration that are there; the tokens change with them
    #[arg(long)]
    force: bool,
}

/// What has to be known: the option, the key, the question, and what is taken when nobody says otherwise.
struct Question {
    option: &'static str,
    key: &'static str,
    words: &'static str,
    default: Option<&'static str>,
}

const QUESTIONS: [Question; 5] = [
    Question {
        option: "--server-name",
        key: "matrix.server_name",
        words: "Name of your Matrix server (after the colon in user ids)",
        default: None,
    },
    Question {
        option: "--homeserver-url",
        key: "matrix.homeserver_url",
        words: "Where does tmcpd reach the homeserver",
        default: Some(DEFAULT_HOMESERVER),
    },
    Question {
        option: "--public-url",
        key: "server.public_url",
        words: "Under which address do people reach tmcpd (such as https://pay.example.org)",
        default: None,
    },
    Question {
        option: "--listen",
        key: "server.listen",
        words: "On which address does tmcpd listen",
        default: Some(DEFAULT_LISTEN),
    },
    Question { option: "--data-dir", key: "storage.data_dir", words: "Where are the data kept", default: Some(DEFAULT_DATA) },
];

/// The settings to be written, in the order of the file.
type Chosen = Vec<(String, String)>;

impl Arguments {
    pub(super) fn run(self) -> Result<Answer, Failed> {
        let config_file = absolute(&self.config)?;
        let registration_file = match &self.registration {
            Some(path) => absolute(path)?,
            None => config_file.with_file_name("registration.yaml"),
        };
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        for path in [&config_file, &registration_file] {
            if existing == Existing::Keep && path.symlink_metadata().is_ok() {
                let message = format!("{} is there already, and was left as it is. --force writes over it.", path.display());
                return Err(Failed::new(Exit::Failure, message));
            }
        }
        let chosen = complete(self.choose()?);
        let settings = check(chosen.clone())?;
        let found = ask_homeserver(&settings);
        let data_dir = settings.storage.data_dir.clone();
        let given_data_dir = data_dir.exists();
        files::make_private_directory(&data_dir)?;
        make_keys(&data_dir)?;
        for path in [&config_file, &registration_file] {
            let directory = path.parent().unwrap_or(Path::new("/"));
            fs::create_dir_all(directory).map_err(Failed::at(directory))?;
        }
        write_private(&config_file, &file_of(&chosen), 0o600, existing)?;
        write_private(&registration_file, &registration::of_settings(&settings)?.to_yaml(), 0o640, existing)?;
        if given_data_dir {
            let keys = data_dir.join("keys");
            let made = fs::read_dir(&keys).and_then(Iterator::collect::<std::io::Result<Vec<_>>>).map_err(Failed::at(&keys))?;
            let made = made.iter().map(fs::DirEntry::path).chain([keys, config_file.clone()]);
            made.into_iter().try_for_each(|path| files::give(&path, &data_dir))?;
        }
        Ok(steps::after(&settings, &config_file, &registration_file, &found).into())
    }

    /// Everything that has to be known, from options, answers and defaults.
    fn choose(&self) -> Result<Chosen, Failed> {
        let data_dir = self.data_dir.as_ref().map(|path| path.display().to_string());
        let given = [&self.server_name, &self.homeserver_url, &self.public_url, &self.listen, &data_dir];
        let attended = !self.non_interactive && terminal::is_attended();
        let mut chosen = Vec::new();
        let mut missing = Vec::new();
        for (question, given) in QUESTIONS.iter().zip(given) {
            let answer = match (given, question.default) {
                (Some(given), _) => Some(given.clone()),
                (None, _) if attended => Some(question.ask()?),
                (None, default) => default.map(str::to_owned),
            };
            match answer {
                Some(path) if question.key == "storage.data_dir" => {
                    chosen.push((question.key.to_owned(), absolute(Path::new(&path))?.display().to_string()));
                }
                Some(answer) => chosen.push((question.key.to_owned(), answer)),
                None => missing.push(question.option),
            }
        }
        if missing.is_empty() {
            return Ok(chosen);
        }
        Err(Failed::new(Exit::Usage, format!("These options are needed where nobody can be asked: {}.", missing.join(", "))))
    }
}

impl Question {
    /// Asks until the answer is one that the configuration takes.
    fn ask(&self) -> Result<String, Failed> {
        loop {
            let answer = terminal::ask(self.words, self.default)?;
            let setting = vec![(self.key.to_owned(), answer.clone())];
            let Err(error) = config::load(None, [], setting, Profile::Normal) else { return Ok(answer) };
            let Some(problem) = error.problems.iter().find(|problem| problem.key == self.key) else { return Ok(answer) };
            terminal::remark(&format!("It {}. {}", problem.what, problem.instead));
        }
    }
}

/// Adds the tokens, and where the homeserver reaches us: on the same machine directly, past whatever stands before us.
fn complete(mut chosen: Chosen) -> Chosen {
    let value = |key: &str| chosen.iter().find(|(known, _)| known == key).map_or("", |(_, value)| value.as_str());
    let listen = value("server.listen").parse::<SocketAddr>().ok().filter(|address| address.ip().is_loopback());
    let near = Url::parse(value("matrix.homeserver_url")).is_ok_and(|url| is_loopback(&url));
    let public = Url::parse(value("server.public_url")).is_ok_and(|url| !is_loopback(&url));
    if let Some(address) = listen.filter(|_| near) {
        chosen.push(("matrix.appservice_url".to_owned(), format!("http://{address}")));
    }
    if listen.is_some() && public {
        // Something on this machine stands between us and the world, and tells who its clients are.
        chosen.push(("server.trusted_proxies".to_owned(), r#"["127.0.0.1", "::1"]"#.to_owned()));
    }
    for key in ["matrix.as_token", "matrix.hs_token"] {
        let mut token = [0; 32];
        SystemRng.fill(&mut token);
        chosen.push((key.to_owned(), hex::encode(token)));
    }
    chosen
}

/// The settings as the server will read them, or everything that is wrong with them.
fn check(chosen: Chosen) -> Result<Settings, Failed> {
    let loaded = config::load(None, [], chosen, Profile::Normal);
    Ok(loaded.map_err(|error| Failed::new(Exit::Configuration, format!("This cannot be used:\n{error}")))?.settings)
}

/// Asks the homeserver what it is. One that does not answer yet is no reason to stop.
fn ask_homeserver(settings: &Settings) -> Result<ServerVersions, String> {
    let configured = settings.matrix.homeserver.as_ref().ok_or("there is none")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    let (url, token) = (configured.url.clone(), configured.as_token.clone());
    let client = Client::new(url, token, &settings.matrix.server_name, Arc::new(SystemClock));
    let client = client.map_err(|error| error.to_string())?;
    runtime.block_on(client.versions()).map_err(|error| error.to_string())
}

fn make_keys(data_dir: &Path) -> Result<(), Failed> {
    let keys = data_dir.join("keys");
    KeyRing::load_or_create(&keys, SystemClock.now())?;
    secret_file(&keys, "links.key", &SystemRng)?;
    Ok(())
}

/// The configuration file, section by section.
fn file_of(chosen: &Chosen) -> String {
    let mut text = String::from(
        "# The configuration of tmcpd. `tmcpd config example` prints every setting with its meaning and default.\n\
         # This file holds both tokens of the registration: nobody but the server should be able to read it.\n",
    );
    let mut sections: Vec<&str> = chosen.iter().filter_map(|(key, _)| key.split_once('.').map(|(section, _)| section)).collect();
    sections.sort_unstable();
    sections.dedup();
    for section in sections {
        text.push_str(&format!("\n[{section}]\n"));
        for (key, value) in chosen {
            if let Some(name) = key.strip_prefix(section).and_then(|rest| rest.strip_prefix('.')) {
                // A list is one already.
                let value = if value.starts_with('[') { value.clone() } else { toml::Value::String(value.clone()).to_string() };
                text.push_str(&format!("{name} = {value}\n"));
            }
        }
    }
    text
}

fn absolute(path: &Path) -> Result<PathBuf, Failed> {
    std::path::absolute(path).map_err(Failed::at(path))
}
