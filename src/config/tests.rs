//! What an operator writes, and what they get.

use std::{fs, path::PathBuf, time::Duration};

use super::*;

/// What a real server needs at least.
const NEEDED: &str = r#"
[server]
public_url = "https://pay.example.org"
[matrix]
server_name = "example.org"
homeserver_url = "http://127.0.0.1:8008"
as_token = "as-secret"
hs_token = "hs-secret"
"#;

fn written(text: &str) -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("tmcpd.toml");
    fs::write(&path, text).unwrap();
    (directory, path)
}

fn pairs(variables: &[(&str, &str)]) -> Vec<(String, String)> {
    variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Loads `text` as a real server's file.
fn load_text(text: &str, environment: &[(&str, &str)], overrides: &[(&str, &str)]) -> Result<Loaded, ConfigError> {
    let (_directory, path) = written(text);
    load(Some(&path), pairs(environment), pairs(overrides), Profile::Normal)
}

/// The problems of `text`, without the directory of the file.
fn complaints(text: &str, environment: &[(&str, &str)]) -> Vec<String> {
    let (directory, path) = written(text);
    let error = load(Some(&path), pairs(environment), Vec::new(), Profile::Normal).unwrap_err();
    error.to_string().replace(&format!("{}/", directory.path().display()), "").lines().map(str::to_owned).collect()
}

fn needed_and(more: &str) -> String {
    format!("{NEEDED}{more}")
}

#[test]
fn defaults_are_what_the_contract_says() {
    let settings = load_text(NEEDED, &[], &[]).unwrap().settings;
    assert_eq!(settings.server.listen.to_string(), "127.0.0.1:8420");
    assert_eq!((settings.server.max_body, settings.server.max_header_block), (10_000_000, 8192));
    assert_eq!(settings.server.base(), "https://pay.example.org");
    assert_eq!(settings.server.link("/account"), "https://pay.example.org/account");
    assert_eq!(settings.identity.allowed_servers, ["example.org"]);
    assert_eq!(settings.identity.providers, [Provider::Homeserver]);
    assert_eq!(settings.matrix.invite_servers, ["example.org"]);
    assert_eq!(settings.matrix.appservice_url, settings.server.public_url);
    assert_eq!(settings.tokens.refresh_lifetime, Duration::from_secs(30 * 86_400));
    assert_eq!(settings.tokens.key_rotation, Duration::from_secs(90 * 86_400));
    assert_eq!(settings.wallet.acceptance, Acceptance::Never);
    assert_eq!(settings.activation.require, [Step::Terms, Step::PinOrPasskey]);
    assert_eq!(settings.activation.bonus.to_string(), "0.00");
    let levels: Vec<_> = settings
        .wallet
        .levels
        .iter()
        .map(|level| (level.name.as_str(), level.transaction.map(|money| money.to_string()), level.allows(Feature::P2pSend)))
        .collect();
    let expected =
        [("Unverified", Some("0.00"), false), ("Basic", Some("1000.00"), true), ("ID Verified", Some("50000.00"), true)];
    assert_eq!(levels[..3], expected.map(|(name, most, sends)| (name, most.map(str::to_owned), sends)));
    assert_eq!(levels[3], ("Enhanced", None, true));
}

#[test]
fn later_layers_win_and_are_remembered() {
    let text = needed_and("[log]\nlevel = \"warn\"\n[storage]\ncache = \"64MiB\"\n");
    let environment =
        [("TMCPD_LOG_LEVEL", "debug"), ("TMCPD_LIMITS__VIOLATIONS_PER_HOUR", "7"), ("LOG_LEVEL", "error"), ("HOME", "/root")];
    let loaded = load_text(&text, &environment, &[("limits.violations_per_hour", "8")]).unwrap();
    assert_eq!(loaded.settings.log.level, "debug");
    assert_eq!(loaded.settings.storage.cache, 64 << 20);
    assert_eq!(loaded.settings.limits.violations_per_hour, 8);
    let source = |path: &str| loaded.values.get(path).unwrap().source.clone();
    assert_eq!(source("log.level"), Source::Environment("TMCPD_LOG_LEVEL".into()));
    assert_eq!(source("storage.cache"), Source::File { line: 12 });
    assert_eq!(source("limits.violations_per_hour"), Source::CommandLine);
    assert_eq!(source("mfa.lock"), Source::Default);
}

#[test]
fn text_from_outside_the_file_has_the_shape_of_its_key() {
    let environment = [
        ("TMCPD_SERVER__TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8"),
        ("TMCPD_SERVER__ALLOWED_ORIGINS", r#"["https://a.example"]"#),
        ("TMCPD_MATRIX__FALLBACK_MESSAGES", "false"),
        ("TMCPD_LIMITS__CLASSES", r#"{ mfa = { limit = 3, per = "1h" } }"#),
        ("TMCPD_WALLET__CURRENCIES", r#"[{ code = "BEANS", name = "Beans", exponent = 0 }, { code = "EUR" }]"#),
        ("TMCPD_MFA__LOCK", ""),
    ];
    let settings = load_text(NEEDED, &environment, &[]).unwrap().settings;
    assert_eq!(settings.server.trusted_proxies.len(), 2);
    assert_eq!(settings.server.allowed_origins, ["https://a.example"]);
    assert!(!settings.matrix.fallback_messages);
    let quota = ClassLimit { class: "mfa".into(), limit: 3, per: Duration::from_secs(3600), burst: 0 };
    assert_eq!(settings.limits.classes, [quota]);
    assert_eq!(settings.currencies.get("BEANS").unwrap().exponent(), 0);
    assert_eq!(settings.currencies.primary().code(), "USD");
    assert_eq!(settings.currencies.get("JPY"), None);
    assert_eq!(settings.currencies.all().map(|(_, name)| name).collect::<Vec<_>>(), [None, Some("Beans"), None]);
}

#[test]
fn every_problem_is_found_at_once_with_its_line() {
    let text = r#"
[server]
lisen = "127.0.0.1:1"
public_url = "https://pay.example.org/"
trusted_proxies = [
    "10.0.0.0/8",
    "10.0.0.1/8",
]
allowed_origins = ["*"]
max_body = 10
[sever]
listen = "x"
[tokens]
tep_lifetime = "25h"
[identity]
providers = ["homeserver", "mas", "ldap"]
[wallet]
levels = "many"
idempotency_retention = "1h"
[log]
level = "verbose"
[[limits.overrides]]
key = "@bob:example.org"
class = "mfa"
limt = 3
"#;
    let expected = [
        "tmcpd.toml:3: server.lisen is not a key. Did you mean server.listen?",
        "tmcpd.toml:4: server.public_url must be an http or https address without user name, query, fragment or slash at the \
         end. Write public_url = \"https://pay.example.org\".",
        "tmcpd.toml:7: server.trusted_proxies[1] must be a network or an IP address. Write trusted_proxies = [\"127.0.0.1\", \
         \"::1\", \"10.0.0.0/8\"].",
        "tmcpd.toml:9: server.allowed_origins[0] must be an origin: scheme, host and nothing behind it, and never `*`. Write \
         allowed_origins = [\"https://app.example.org\"].",
        "tmcpd.toml:10: server.max_body must be a size from 1KiB to 1GiB. Write max_body = \"10MB\".",
        "tmcpd.toml:12: sever.listen is not a key. Did you mean server.listen?",
        "tmcpd.toml:14: tokens.tep_lifetime must be a time from 1m to 1d. Write tep_lifetime = \"1h\".",
        "tmcpd.toml:16: identity.providers[2] must be one of homeserver, mas, openid, dev. Write providers = [\"homeserver\"].",
        "tmcpd.toml:18: wallet.levels must be an array of tables.",
        "tmcpd.toml:19: wallet.idempotency_retention must be a time from 1d to 365d. Write idempotency_retention = \"24h\".",
        "tmcpd.toml:21: log.level must be error, warn, info, debug, trace or off, or a list of `target=level`.",
        "tmcpd.toml:22: limits.overrides[0] has no limit. Write limit = 30.",
        "tmcpd.toml:25: limits.overrides[0].limt is not a key. Did you mean limit?",
        "TMCPD_MAX_BODY: max_body is not a key. Did you mean TMCPD_SERVER__MAX_BODY?",
        "tmcpd.toml: matrix.server_name is not set. Write server_name = \"example.org\" under [matrix], or set \
         TMCPD_MATRIX__SERVER_NAME.",
        "tmcpd.toml: matrix.homeserver_url is not set.",
        "tmcpd.toml: matrix.as_token is not set. Write as_token = \"a long random text\" or as_token_file under [matrix], or set \
         TMCPD_MATRIX__AS_TOKEN.",
        "tmcpd.toml: matrix.hs_token is not set.",
    ];
    let mut found = complaints(text, &[("TMCPD_MAX_BODY", "1")]);
    for line in expected {
        let place = found.iter().position(|complaint| complaint.starts_with(line));
        found.remove(place.unwrap_or_else(|| panic!("missing: {line}\nin {found:#?}")));
    }
    found.retain(|complaint| !complaint.contains("activated_level"));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn one_wrong_line_is_one_complaint() {
    let cases = [
        ("[wallet]\ncurrency = \"XXL\"", "tmcpd.toml:10: wallet.currency is no known currency."),
        (
            "[wallet]\ncurrencies = [{ code = \"EUR\", exponent = 3 }]",
            "tmcpd.toml:10: wallet.currencies[0].code is a currency of ISO",
        ),
        ("[wallet]\ncurrencies = [{ code = \"BEANS\" }]", "tmcpd.toml:10: wallet.currencies[0].code is not in ISO 4217."),
        ("[wallet]\nacceptance.policy = \"above_amount\"", "tmcpd.toml: wallet.acceptance.amount is not set."),
        ("[wallet]\nactivated_level = 4", "tmcpd.toml:10: wallet.activated_level is not a level of wallet.levels."),
        (
            "[[wallet.levels]]\nname = \"a\"\n[[wallet.levels]]\nname = \"b\"\ndaily = \"1.005\"",
            "tmcpd.toml:13: wallet.levels[1].daily is no amount of USD",
        ),
        ("[activation]\nbonus = 1.5", "tmcpd.toml:10: activation.bonus must be an amount of money in quotes."),
        ("[tokens]\nkey_rotation = \"23h\"", "tmcpd.toml:10: tokens.key_rotation is less than a day. Use 1d or more, or 0s"),
        ("[identity]\nproviders = []", "tmcpd.toml:10: identity.providers is empty"),
        ("[identity]\nproviders = [\"dev\"]", "tmcpd.toml:10: identity.providers names dev"),
        ("[mfa]\nlock = \"25h\"", "tmcpd.toml:10: mfa.lock is longer than mfa.max_lock."),
        ("[identity]\nmas = 1", "tmcpd.toml:10: identity.mas is a section and has no value of its own. Write [identity.mas]"),
        ("[identity.mas]\nclient_secret_file = 1", "tmcpd.toml:10: identity.mas.client_secret_file must be the path of a file."),
        (
            "[identity.mas]\nclient_secret_file = \"/nowhere\"",
            "tmcpd.toml:10: identity.mas.client_secret should come from /nowhere",
        ),
        (
            "[identity.mas]\nclient_secret = \"a\"\nclient_secret_file = \"b\"",
            "tmcpd.toml:11: identity.mas.client_secret is set twice. Keep one of line 10 and line 11.",
        ),
        ("what is this", "tmcpd.toml:9: this is not TOML: "),
        ("[log]\nlevel = \"info\"\nlevel = \"info\"", "tmcpd.toml:11: this is not TOML: "),
    ];
    for (text, expected) in cases {
        let found = complaints(&needed_and(text), &[]);
        assert!(found.len() == 1 && found[0].starts_with(expected), "{text}: {found:#?}");
    }
}

#[test]
fn equal_tokens_and_missing_mas_keys_are_refused() {
    let same = NEEDED.replace("hs-secret", "as-secret");
    assert!(complaints(&same, &[])[0].contains("matrix.hs_token is the same as matrix.as_token."));
    let found = complaints(NEEDED, &[("TMCPD_IDENTITY__PROVIDERS", "mas"), ("TMCPD_IDENTITY__MAS__ISSUER", "https://a.example")]);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().any(|line| line.contains("identity.mas.client_secret is not set.")));
}

#[test]
fn a_missing_file_is_said() {
    let error = load(Some(Path::new("/nowhere/tmcpd.toml")), Vec::new(), Vec::new(), Profile::Normal).unwrap_err();
    assert!(error.to_string().starts_with("/nowhere/tmcpd.toml: cannot be read ("), "{error}");
}

#[test]
fn secrets_come_from_files_and_credentials() {
    let directory = tempfile::tempdir().unwrap();
    let credentials = directory.path().to_str().unwrap();
    fs::write(directory.path().join("matrix.hs_token"), "from a credential\n").unwrap();
    let file = directory.path().join("as");
    fs::write(&file, "from a file\r\n").unwrap();
    let text = NEEDED.replace("as_token = \"as-secret\"", &format!("as_token_file = \"{}\"", file.display()));
    let loaded = load_text(&text, &[("CREDENTIALS_DIRECTORY", credentials)], &[]).unwrap();
    let homeserver = loaded.settings.matrix.homeserver.clone().unwrap();
    assert_eq!((homeserver.as_token.expose(), homeserver.hs_token.expose()), ("from a file", "from a credential"));
    let source = |path: &str| loaded.values.get(path).unwrap().source.clone();
    assert_eq!((source("matrix.as_token"), source("matrix.hs_token")), (Source::SecretFile(file), Source::Credential));

    let environment = [("CREDENTIALS_DIRECTORY", credentials), ("TMCPD_MATRIX__HS_TOKEN", "from the environment")];
    let loaded = load_text(&text, &environment, &[]).unwrap();
    assert_eq!(loaded.settings.matrix.homeserver.unwrap().hs_token.expose(), "from the environment");
}

#[test]
fn a_secret_is_never_shown() {
    let text =
        needed_and("[identity.mas]\nissuer = \"https://auth.example.org\"\nclient_id = \"x\"\nclient_secret = \"mas-secret\"\n");
    let text = text.replace("[matrix]", "[identity]\nproviders = [\"mas\"]\n[matrix]");
    let loaded = load_text(&text, &[], &[]).unwrap();
    let everything = format!("{}{}{loaded:?}", show(&loaded), show_json(&loaded));
    for secret in ["as-secret", "hs-secret", "mas-secret"] {
        assert!(!everything.contains(secret), "{secret} in {everything}");
    }
    assert!(show(&loaded).contains("matrix.as_token = ********  # "));
    let wrong = complaints(&NEEDED.replace("\"as-secret\"", "[\"as-secret\"]"), &[]);
    assert!(wrong.len() == 1 && !wrong[0].contains("as-secret"), "{wrong:?}");
}

#[test]
fn names_of_the_seeds_are_understood_and_reported() {
    let text = "[server]\npublic_url = \"https://pay.example.org\"\n[matrix]\nserver_name = \"example.org\"\n";
    let environment = [
        ("MATRIX_API_URL", "https://matrix.example.org"),
        ("MATRIX_HS_TOKEN", "hs"),
        ("MATRIX_ACCESS_TOKEN", "as"),
        ("ALLOWED_ORIGINS", "https://a.example,https://b.example"),
        ("LOG_LEVEL", "warn"),
        ("TMCPD_LOG__LEVEL", "debug"),
        ("FORCE_SSL", "true"),
        ("SECRET_KEY_BASE", "s"),
        ("TMCP_PRIVATE_KEY", "s"),
    ];
    let loaded = load_text(text, &environment, &[]).unwrap();
    let homeserver = loaded.settings.matrix.homeserver.unwrap();
    assert_eq!((homeserver.as_token.expose(), homeserver.hs_token.expose()), ("as", "hs"));
    assert_eq!(loaded.settings.server.allowed_origins, ["https://a.example", "https://b.example"]);
    assert_eq!(loaded.settings.log.level, "debug");
    assert_eq!(loaded.notices.len(), 8);
    assert!(
        loaded.notices.contains(
            &"MATRIX_ACCESS_TOKEN is understood as matrix.as_token; its name here is TMCPD_MATRIX__AS_TOKEN.".to_owned()
        )
    );
    assert!(loaded.notices.iter().any(|notice| notice.starts_with("FORCE_SSL has no effect; ")));
}

#[test]
fn development_needs_nothing_and_stays_on_this_machine() {
    let dev = |overrides: &[(&str, &str)]| load(None, Vec::new(), pairs(overrides), Profile::Dev);
    let settings = dev(&[]).unwrap().settings;
    assert_eq!(settings.server.base(), "http://127.0.0.1:8420");
    assert_eq!(
        (settings.identity.providers.as_slice(), settings.matrix.server_name.as_str()),
        (&[Provider::Dev][..], "tween.example")
    );
    assert!(settings.matrix.homeserver.is_none());
    assert_eq!(settings.storage.data_dir, Path::new("./.tmcpd-dev"));
    assert_eq!(dev(&[("server.listen", "[::1]:9000")]).unwrap().settings.server.base(), "http://[::1]:9000");
    for overrides in [("server.listen", "0.0.0.0:8420"), ("server.public_url", "https://pay.example.org")] {
        let error = dev(&[overrides]).unwrap_err();
        assert_eq!((error.problems.len(), error.problems[0].key.as_str()), (1, overrides.0), "{error}");
    }
}

#[test]
fn the_example_loads_as_it_is_and_with_every_line_in_use() {
    let example = example();
    let (_directory, path) = written(&example);
    load(Some(&path), Vec::new(), Vec::new(), Profile::Dev).unwrap();

    let in_use = |line: &str| match line.strip_prefix('#') {
        Some(setting) if !setting.starts_with(' ') => setting.to_owned(),
        _ => line.to_owned(),
    };
    let text: Vec<String> = example.lines().map(in_use).collect();
    let text = text.join("\n");
    // No two secrets are the same.
    let parts = text.split("a long random text").enumerate();
    let text: String =
        parts.map(|(place, part)| if place == 0 { part.to_owned() } else { format!("random text {place}{part}") }).collect();
    let loaded = load_text(&text, &[], &[]).unwrap();
    let keys = loaded.settings.matrix.homeserver.unwrap();
    assert_ne!(keys.as_token.expose(), keys.hs_token.expose());
    for key in key::all() {
        assert!(matches!(loaded.values.get(key.path).unwrap().source, Source::File { .. }), "{} is not in the example", key.path);
    }
    let prose = example.lines().filter(|line| line.starts_with("# ") && !line.starts_with("# For example"));
    assert!(prose.into_iter().all(|line| line.len() <= 110), "a long line");
}

#[test]
fn the_reference_names_every_key_and_variable() {
    let reference = reference_markdown();
    for key in key::all() {
        assert!(reference.contains(&format!("### `{}`", key.path)) && reference.contains(&format!("`{}`", key.variable())));
    }
}

#[test]
fn a_reload_says_what_waits_for_a_restart() {
    let old = load_text(NEEDED, &[], &[]).unwrap();
    let new = load_text(
        &NEEDED.replace("hs-secret", "new"),
        &[("TMCPD_LOG_LEVEL", "debug"), ("TMCPD_LISTEN", "127.0.0.1:1"), ("TMCPD_LOG__DIRECTORY", "/tmp")],
        &[],
    );
    let new = new.unwrap();
    assert_eq!(changed_needing_restart(&old, &new), ["server.listen", "matrix.hs_token", "log.directory"]);
    assert!(changed_needing_restart(&new, &new).is_empty());
}

#[test]
fn operation_classes_are_checked_against_those_there_are() {
    let text = needed_and(
        "[limits.classes.walet_balance]\nlimit = 3\n[[limits.overrides]]\nkey = \"x\"\nclass = \"no_such\"\nlimit = 1\n",
    );
    let (directory, path) = written(&text);
    let loaded = load(Some(&path), Vec::new(), Vec::new(), Profile::Normal).unwrap();
    loaded.check_classes(&["walet_balance", "no_such"]).unwrap();
    let error = loaded.check_classes(&["wallet_balance", "mfa"]).unwrap_err();
    let shown = error.to_string().replace(&format!("{}/", directory.path().display()), "");
    assert_eq!(
        shown,
        "tmcpd.toml:9: limits.classes.walet_balance is no operation class. Did you mean wallet_balance?\n\
         tmcpd.toml:13: limits.overrides[0].class is no operation class. The classes are wallet_balance, mfa."
    );
}

#[test]
fn the_public_address_is_the_root_of_a_host() {
    let text = NEEDED.replace("https://pay.example.org", "https://example.org/pay");
    let problems = load_text(&text, &[], &[]).unwrap_err().to_string();
    assert!(problems.contains("server.public_url must not have a path."), "{problems}");
}
