//! The built program, run as people run it: what it says, what it writes, and its exit codes.

mod control;
mod developer;
mod program;

use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::Path,
};

use program::{Program, run};

/// A server that was set up by `init`, in a directory of its own.
fn set_up() -> Program {
    let program = Program::new();
    let done = program.run(&[
        "init",
        "--non-interactive",
        "--server-name=tween.example",
        "--homeserver-url=http://127.0.0.1:9",
        "--public-url=https://pay.tween.example",
        "--data-dir=data",
        "--config=etc/tmcpd.toml",
    ]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""), "{done:?}");
    assert!(done.output.contains("does not answer") && done.output.contains("app_service_config_files"), "{done:?}");
    program
}

const CONFIG: &str = "--config=etc/tmcpd.toml";

#[test]
fn help_names_the_exit_codes() {
    let done = run(&["--help"]);
    assert!(done.code == 0 && done.output.contains("75 in use") && done.output.contains("78 wrong configuration"), "{done:?}");
    assert_eq!([run(&[]).code, run(&["serv"]).code], [2, 2]);
    assert_eq!(run(&["serve", "--fresh"]).code, 2, "--fresh is for dev mode");
}

#[test]
fn wrong_settings_are_named_with_line_and_remedy() {
    let program = Program::new();
    fs::write(program.path("c.toml"), "[server]\nlisen = \"127.0.0.1:1\"\npublic_url = 3\n").unwrap();
    let done = program.run(&["serve", "--config=c.toml"]);
    assert_eq!(done.code, 78, "{done:?}");
    for words in
        ["c.toml:2: server.lisen is not a key. Did you mean server.listen?", "c.toml:3: server.public_url", "matrix.hs_token"]
    {
        assert!(done.errors.contains(words), "{words}: {}", done.errors);
    }
    let json = program.run(&["config", "check", "--json", "--config=c.toml"]);
    assert_eq!((json.code, json.json()["problems"][0]["line"].as_u64()), (78, Some(2)));
    let limits = program.run(&["config", "check", "--dev", "--set", "limits.classes={ walet_balance = { limit = 3 } }"]);
    assert!(limits.code == 78 && limits.errors.contains("Did you mean wallet_balance?"), "{limits:?}");
    assert_eq!(program.run(&["serve", "--config=none.toml"]).code, 78);
}

#[test]
fn the_example_loads() {
    let program = Program::new();
    fs::write(program.path("example.toml"), run(&["config", "example"]).output).unwrap();
    let done = program.run(&["config", "check", "--dev", "--config=example.toml"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(run(&["config", "reference"]).output.starts_with("# Settings"));
}

#[test]
fn init_writes_what_the_server_needs_and_nothing_twice() {
    let program = set_up();
    let modes = [
        ("etc/tmcpd.toml", 0o600),
        ("etc/registration.yaml", 0o640),
        ("data", 0o700),
        ("data/keys", 0o700),
        ("data/keys/links.key", 0o600),
    ];
    for (path, mode) in modes {
        assert_eq!(fs::metadata(program.path(path)).unwrap().permissions().mode() & 0o777, mode, "{path}");
    }
    let registration = fs::read_to_string(program.path("etc/registration.yaml")).unwrap();
    assert_eq!(program.run(&["registration", CONFIG]).output, registration);
    assert!(registration.contains("url: 'http://127.0.0.1:8420'"), "the homeserver is on this machine: {registration}");
    assert_eq!(program.run(&["config", "check", CONFIG]).code, 0);
    let shown = program.run(&["config", "show", CONFIG]).output;
    let config = fs::read_to_string(program.path("etc/tmcpd.toml")).unwrap();
    let token = config.lines().find_map(|line| line.strip_prefix("as_token = \"")).unwrap().trim_end_matches('"');
    assert!(token.len() == 64 && registration.contains(token) && !shown.contains(token), "{shown}");

    let again =
        ["init", "--non-interactive", "--server-name=x.example", "--public-url=https://x.example", "--data-dir=data", CONFIG];
    let refused = program.run(&again);
    assert!(refused.code == 1 && refused.errors.contains("--force"), "{refused:?}");
    assert_eq!(fs::read_to_string(program.path("etc/tmcpd.toml")).unwrap(), config);
    let keys = || {
        let files = fs::read_dir(program.path("data/keys")).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = files.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
        files.sort();
        files
    };
    let before = keys();
    let forced = program.run(&[&again[..], &["--force"]].concat());
    assert_eq!(forced.code, 0, "{forced:?}");
    assert!(fs::read_to_string(program.path("etc/tmcpd.toml")).unwrap().contains("x.example"));
    assert_eq!(keys(), before, "keys are never replaced");
}

#[test]
fn init_says_what_it_has_to_know() {
    let program = Program::new();
    let missing = program.run(&["init", "--non-interactive", "--config=c.toml"]);
    assert!(missing.code == 2 && missing.errors.contains("--server-name, --public-url"), "{missing:?}");
    let wrong = program.run(&["init", "--non-interactive", "--server-name=a b", "--public-url=ftp://x", "--config=c.toml"]);
    assert!(
        wrong.code == 78 && wrong.errors.contains("matrix.server_name") && wrong.errors.contains("server.public_url"),
        "{wrong:?}"
    );
    assert!(!program.path("c.toml").exists());
}

#[test]
fn a_registration_is_written_once() {
    let program = set_up();
    assert_eq!(program.run(&["registration", CONFIG, "--output=r.yaml"]).code, 0);
    let again = program.run(&["registration", CONFIG, "--output=r.yaml"]);
    assert!(again.code == 1 && again.errors.contains("--force"), "{again:?}");
    assert_eq!(program.run(&["registration", CONFIG, "--output=r.yaml", "--force"]).code, 0);
    assert_eq!(fs::metadata(program.path("r.yaml")).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(program.run(&["registration", "--dev"]).code, 1);
}

#[test]
fn money_is_issued_and_the_books_stay_right() {
    let program = set_up();
    let nothing = program.run(&["ledger", "check", CONFIG]);
    assert!(nothing.code == 1 && nothing.errors.contains("no data"), "{nothing:?}");
    let issue = |more: &[&str]| {
        let base = ["ledger", "issue", CONFIG, "--to=@alice:tween.example", "--currency=USD", "--reason=welcome"];
        program.run(&[&base[..], more].concat())
    };
    let first = issue(&["--amount=50.00", "--key=one", "--json"]);
    assert_eq!((first.code, first.json()["available"].as_str()), (0, Some("50.00")), "{first:?}");
    let again = issue(&["--amount=50.00", "--key=one", "--json"]);
    assert_eq!(
        (again.json()["txn_id"].clone(), again.json()["replayed"].as_bool()),
        (first.json()["txn_id"].clone(), Some(true))
    );
    assert!(issue(&["--amount=51.00", "--key=one"]).errors.contains("idempotency key"));
    assert!(issue(&["--amount=0.50"]).output.contains("holds 50.50 USD"));
    for wrong in [&["--amount=0"][..], &["--amount=1.001"], &["--amount=-1"], &["--amount=1e3"]] {
        assert_eq!(issue(wrong).code, 2, "{wrong:?}");
    }
    let to = |user: &str, currency: &str| {
        let (to, currency) = (format!("--to={user}"), format!("--currency={currency}"));
        program.run(&["ledger", "issue", CONFIG, &to, &currency, "--amount=1", "--reason=x"]).code
    };
    assert_eq!([to("@a:other.example", "USD"), to("@ma_x:tween.example", "USD"), to("@a:tween.example", "XXX")], [2, 2, 2]);

    let check = program.run(&["ledger", "check", CONFIG, "--json"]);
    assert_eq!((check.code, check.json()["records"].as_u64(), check.json()["sums"]["USD"].as_i64()), (0, Some(2), Some(0)));
    let audit = program.run(&["audit", "verify", CONFIG]);
    assert!(audit.code == 0 && audit.output.contains("whole: 2 records"), "{audit:?}");
}

#[test]
fn miniapps_are_added_and_listed() {
    let program = set_up();
    let add = |more: &[&str]| program.run(&[&["miniapp", "add", CONFIG, "--id=ma_shop", "--name=Shop"][..], more].concat());
    let redirect = "--redirect-uri=https://shop.example/cb";
    assert_eq!(add(&["--kind=hybrid", "--scope=wallet:pai"]).code, 2);
    assert_eq!(add(&["--kind=hybrid", "--redirect-uri=http://shop.example/cb"]).code, 2);
    assert_eq!(add(&["--kind=hybrid", "--scope=wallet:admin"]).code, 1, "privileged scopes are for official ones");
    let done = add(&["--kind=hybrid", "--scope=wallet:pay,user:read", redirect, "--json"]);
    assert_eq!(done.code, 0, "{done:?}");
    let (client, secret) = (done.json()["confidential_client_id"].clone(), done.json()["client_secret"].clone());
    assert!(client == "ma_shop_backend" && secret.as_str().unwrap().starts_with("secret_"), "{done:?}");
    assert_eq!(add(&["--kind=public"]).code, 1, "the id is taken");
    let listed = program.run(&["miniapp", "list", CONFIG, "--json"]);
    let row = &listed.json()[0];
    assert_eq!((row["id"].as_str(), row["scopes"].as_str()), (Some("ma_shop"), Some("user:read wallet:pay")));
    assert!(!listed.output.contains(secret.as_str().unwrap()));
}

#[test]
fn a_miniapp_with_a_webhook_gets_its_secret() {
    let program = set_up();
    let hooked = |url: &str| {
        let url = format!("--webhook-url={url}");
        program.run(&["miniapp", "add", CONFIG, "--id=ma_hooked", "--name=Shop", "--kind=confidential", &url])
    };
    for url in ["https://127.0.0.1/", "https://169.254.169.254/", "http://localhost/", "https://shop.example:25/"] {
        assert_eq!(hooked(url).code, 2, "{url}");
    }
    let done = hooked("https://shop.example/hooks");
    assert!(done.code == 0 && done.output.contains("webhook secret  whsec_"), "{done:?}");
    let shown = program.run(&["miniapp", "webhook", "show", CONFIG, "ma_hooked"]);
    assert!(shown.output.starts_with("ma_hooked hears of events at https://shop.example/hooks\n"), "{shown:?}");
}

#[test]
fn dev_mode_stays_on_this_machine() {
    let program = Program::new();
    for (arguments, words) in [
        (["--listen=0.0.0.0:0", "--data-dir=d"], "must be a loopback address"),
        (["--set=server.public_url=https://x.example", "--data-dir=d"], "must not be https"),
    ] {
        let done = program.run(&[&["serve", "--dev"][..], &arguments].concat());
        assert!(done.code == 78 && done.errors.contains(words), "{done:?}");
    }
    assert!(!program.path("d").exists());
}

#[test]
fn a_server_starts_answers_and_stops() {
    let program = Program::new();
    let mut server = program.serve(&["--dev", "--set=server.listen=127.0.0.1:0"]);
    assert!(
        server.seen.contains("DEV MODE") && server.seen.contains("dev_alice") && server.seen.contains("482915"),
        "{}",
        server.seen
    );
    let health = server.get("/health/check");
    assert!(health.starts_with("HTTP/1.1 200") && health.contains(r#""database":"ok""#), "{health}");
    let events = server.get("/dev/rooms/!chat123:tween.example/events");
    assert!(events.starts_with("HTTP/1.1 200"), "{events}");

    let listen = format!("--listen={}", server.address);
    assert_eq!(program.run(&["serve", "--dev", &listen]).code, 75, "the address is taken");
    assert_eq!(program.run(&["serve", "--dev", "--listen=127.0.0.1:0"]).code, 75, "the data are taken");
    assert_eq!(program.run(&["serve", "--dev", "--fresh", "--listen=127.0.0.1:0"]).code, 75, "and are not emptied");
    let check = program.run(&["ledger", "check", "--dev"]);
    assert!(check.code == 75 && check.errors.contains("a server runs on it"), "{check:?}");
    let doctor = program.run(&["doctor", "--dev", "--json", &format!("--set=server.listen={}", server.address)]);
    assert_eq!((doctor.code, doctor.json()["healthy"].as_bool()), (0, Some(true)), "{doctor:?}");

    assert_eq!(server.stop(), Some(0));
    let check = program.run(&["ledger", "check", "--dev"]);
    assert!(check.code == 0 && check.output.contains("USD sums to 0"), "{check:?}");
    let mut again = program.serve(&["--dev", "--fresh", "--listen=127.0.0.1:0"]);
    assert_eq!(again.stop(), Some(0));
}

#[test]
fn what_was_counted_and_issued_outlives_a_restart() {
    let program = Program::new();
    let arguments = ["--dev", "--listen=127.0.0.1:0", "--set=limits.classes={ default = { limit = 1, per = \"1h\" } }"];
    let mut server = program.serve(&arguments);
    assert!(server.get("/.well-known/jwks.json").starts_with("HTTP/1.1 200"));
    assert!(server.get("/.well-known/jwks.json").starts_with("HTTP/1.1 429"));
    assert_eq!(server.stop(), Some(0));
    let mut server = program.serve(&arguments);
    assert!(server.get("/.well-known/jwks.json").starts_with("HTTP/1.1 429"), "the limiter starts where it left off");
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_reload_changes_what_can_be_changed_and_names_the_rest() {
    let program = Program::new();
    let limit = |limit: u32, grace: &str| {
        let text = format!(
            "[server]\nshutdown_grace = \"{grace}\"\n[log]\nformat = \"json\"\n[limits.classes]\ndefault = {{ limit = {limit}, per = \"1h\" }}\n"
        );
        fs::write(program.path("c.toml"), text).unwrap();
    };
    limit(1, "10s");
    let mut server = program.serve(&["--dev", "--config=c.toml", "--listen=127.0.0.1:0"]);
    assert!(server.seen.contains(r#""message":"ready""#), "{}", server.seen);
    assert!(server.get("/.well-known/jwks.json").starts_with("HTTP/1.1 200"));
    assert!(server.get("/.well-known/jwks.json").starts_with("HTTP/1.1 429"));
    limit(1000, "11s");
    server.signal("HUP");
    server.wait_for("the configuration was reloaded");
    assert!(server.seen.contains("server.shutdown_grace"), "{}", server.seen);
    assert!(server.get("/.well-known/jwks.json").starts_with("HTTP/1.1 200"));
    fs::write(program.path("c.toml"), "[server]\nlisen = 1\n").unwrap();
    server.signal("HUP");
    server.wait_for("the configuration was not reloaded");
    assert!(server.get("/.well-known/jwks.json").starts_with("HTTP/1.1 200"));
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_stop_waits_for_running_requests_and_a_second_signal_does_not() {
    let program = Program::new();
    let unfinished = |server: &program::Server| {
        let mut stream = TcpStream::connect(&server.address).unwrap();
        stream.write_all(b"GET /health HTTP/1.1\r\nHost:").unwrap();
        // Connections are taken in their order: once this one is answered, the other is known too.
        server.get("/health");
        stream
    };
    let mut patient = program.serve(&["--dev", "--listen=127.0.0.1:0", "--set=server.shutdown_grace=1s"]);
    let _open = unfinished(&patient);
    assert_eq!(patient.stop(), Some(0));
    assert!(patient.seen.contains("stopped"), "{}", patient.seen);

    let mut hurried = program.serve(&["--dev", "--listen=127.0.0.1:0", "--set=server.shutdown_grace=10m"]);
    let mut finishing = unfinished(&hurried);
    hurried.signal("TERM");
    hurried.wait_for("stopping");
    hurried.wait_for("graceful shutdown");
    finishing.write_all(b" x\r\n\r\n").unwrap();
    let mut answer = String::new();
    finishing.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "what was running is answered: {answer}");
    assert_eq!(hurried.ended(), Some(0));

    let mut hurried = program.serve(&["--dev", "--listen=127.0.0.1:0", "--set=server.shutdown_grace=10m"]);
    let _open = unfinished(&hurried);
    hurried.signal("TERM");
    hurried.wait_for("stopping");
    assert_eq!(hurried.stop(), Some(1));
}

#[test]
fn a_service_manager_hears_when_the_server_is_ready_and_when_it_stops() {
    let program = Program::new();
    let path = program.path("notify");
    let socket = std::os::unix::net::UnixDatagram::bind(&path).unwrap();
    let heard = || {
        let mut bytes = [0; 64];
        let length = socket.recv(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes[..length]).into_owned()
    };
    let mut server = program.serve_with(&["--dev", "--listen=127.0.0.1:0"], &[("NOTIFY_SOCKET", path.to_str().unwrap())]);
    assert_eq!(heard(), "READY=1");
    assert_eq!(server.stop(), Some(0));
    assert_eq!(heard(), "STOPPING=1");
}

#[test]
fn the_doctor_names_what_is_wrong() {
    let program = set_up();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = format!("--set=server.listen={}", taken.local_addr().unwrap());
    let done = program.run(&["doctor", CONFIG, &listen]);
    assert_eq!(done.code, 1, "{done:?}");
    for words in ["ok       configuration", "problem  listener", "problem  homeserver", "matrix.homeserver_url"] {
        assert!(done.output.contains(words), "{words}: {}", done.output);
    }
    let broken = program.run(&["doctor", "--dev", "--set=server.lisen=1", "--json"]);
    let finding = &broken.json()["findings"][0];
    assert_eq!((broken.code, finding["state"].as_str()), (1, Some("problem")), "{broken:?}");
    assert_eq!(finding["remedy"].as_str(), Some("Did you mean server.listen?"));
}

#[test]
fn the_openapi_document_is_printed_and_written() {
    let program = Program::new();
    let json = program.run(&["openapi"]);
    assert_eq!(json.json()["servers"][0]["url"].as_str(), Some("http://127.0.0.1:8420"));
    assert_eq!(program.run(&["openapi", "--write", "."]).code, 0);
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    assert_eq!(read(&program.path("tmcpd.json")), json.output);
    assert_eq!(read(&program.path("tmcpd.yaml")), program.run(&["openapi", "--yaml"]).output);
}

#[test]
fn keys_are_rotated_beside_a_running_server() {
    let program = Program::new();
    let mut server = program.serve(&["--dev", "--listen=127.0.0.1:0"]);
    let kids = || -> Vec<String> {
        let listed = program.run(&["keys", "list", "--dev", "--json"]).json();
        listed.as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
    };
    let first = kids();
    let rotated = program.run(&["keys", "rotate", "--dev", "--json"]);
    assert_eq!((rotated.code, rotated.json()["use"].as_str()), (0, Some("next")), "{rotated:?}");
    let second = rotated.json()["kid"].as_str().unwrap().to_owned();
    assert_eq!(kids(), [first[0].clone(), second.clone()]);
    let again = program.run(&["keys", "rotate", "--dev"]);
    assert!(again.code == 1 && again.errors.contains(&second), "{again:?}");
    server.publishes(|keys| keys.contains(&first[0]) && keys.contains(&second));

    let stolen = program.run(&["keys", "rotate", "--dev", "--compromised"]);
    assert!(stolen.code == 0 && stolen.output.contains("signs now"), "{stolen:?}");
    let third = kids();
    assert_eq!(third.len(), 1);
    server.publishes(|keys| keys.contains(&third[0]) && !keys.contains(&first[0]) && !keys.contains(&second));
    assert_eq!(server.stop(), Some(0));
    assert_eq!(fs::read_dir(program.path(".tmcpd-dev/keys")).unwrap().count(), 3, "the key, the one for links, the master key");
}

#[test]
fn keys_and_version_are_shown() {
    let program = set_up();
    let keys = program.run(&["keys", "list", CONFIG, "--json"]);
    assert_eq!((keys.code, keys.json()[0]["use"].as_str()), (0, Some("signs")), "{keys:?}");
    assert_eq!(program.run(&["keys", "list", "--dev"]).code, 1);
    assert_eq!(program.run(&["keys", "rotate", "--dev"]).code, 1);
    assert!(run(&["version"]).output.starts_with(concat!("tmcpd ", env!("CARGO_PKG_VERSION"))));
}
