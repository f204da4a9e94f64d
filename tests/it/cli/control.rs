//! The control socket: commands that act on a running server, and on none.

use std::{
    fs,
    os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt},
    time::{Duration, Instant},
};

use super::program::Program;

const LISTEN: &str = "--listen=127.0.0.1:0";
const SOCKET: &str = ".tmcpd-dev/tmcpd.sock";
const ALICE: &str = "@alice:tween.example";

fn is_socket(program: &Program) -> bool {
    fs::symlink_metadata(program.path(SOCKET)).is_ok_and(|found| found.file_type().is_socket())
}

#[test]
fn an_operator_acts_on_a_running_server() {
    let program = Program::new();
    let mut server = program.serve(&["--dev", LISTEN]);
    let socket = fs::symlink_metadata(program.path(SOCKET)).unwrap();
    assert_eq!((socket.permissions().mode() & 0o777, socket.uid()), (0o600, fs::metadata(program.path(".")).unwrap().uid()));
    let balance = || server.get_with("/api/v1/devices", "Authorization: Bearer dev_alice\r\n");
    assert!(balance().starts_with("HTTP/1.1 200"));

    let done = program.run(&["user", "suspend", "--dev", ALICE, "--reason=stolen phone"]);
    assert_eq!((done.code, done.output.as_str()), (0, "@alice:tween.example is suspended.\n"), "{done:?}");
    assert!(balance().contains("USER_SUSPENDED"));
    let shown = program.run(&["user", "show", "--dev", ALICE]);
    assert!(shown.output.contains("by operator: stolen phone") && shown.output.contains("factors   pin"), "{shown:?}");
    let again = program.run(&["user", "suspend", "--dev", ALICE]);
    assert!(again.code == 1 && again.errors.contains("suspended already"), "{again:?}");
    assert_eq!(program.run(&["user", "unsuspend", "--dev", ALICE]).code, 0);
    assert!(balance().starts_with("HTTP/1.1 200"));
    assert_eq!(program.run(&["user", "show", "--dev", "alice"]).code, 2);
    assert_eq!(program.run(&["user", "show", "--dev", "@nobody:tween.example"]).code, 1);

    let done = program.run(&["miniapp", "suspend", "--dev", "ma_shop_001", "--json"]);
    assert_eq!(done.json()["status"], "suspended");
    assert_eq!(program.run(&["miniapp", "unsuspend", "--dev", "ma_shop_001"]).code, 0);
    assert_eq!(server.stop(), Some(0));
    assert!(!program.path(SOCKET).exists(), "a clean stop takes the socket away");
}

#[test]
fn a_tcp_client_cannot_be_the_operator() {
    let program = Program::new();
    let server = program.serve(&["--dev", LISTEN]);
    let path = "/api/v1/admin/users/@alice:tween.example";
    for headers in ["", "X-Forwarded-For: unix:\r\nForwarded: for=unix\r\n", "Authorization: Bearer dev_alice\r\n"] {
        let answer = server.get_with(path, headers);
        assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    }
}

#[test]
fn admin_tokens_are_issued_listed_and_revoked() {
    let program = Program::new();
    let mut server = program.serve(&["--dev", LISTEN]);
    let made = program.run(&["admin", "token", "add", "--dev", "--name=cron", "--role=auditor", "--json"]);
    assert_eq!(made.code, 0, "{made:?}");
    let text = |name: &str| made.json()[name].as_str().unwrap().to_owned();
    let (id, token) = (text("token_id"), text("token"));
    let show = || {
        let bearer = format!("Authorization: Bearer {token}\r\n");
        server.get_with("/api/v1/admin/users/@alice:tween.example", &bearer)
    };
    assert!(show().starts_with("HTTP/1.1 200"), "{}", show());
    let listed = program.run(&["admin", "token", "list", "--dev"]);
    assert!(listed.output.contains(&id) && listed.output.contains("auditor, active") && !listed.output.contains(&token));
    assert_eq!(program.run(&["admin", "token", "revoke", "--dev", &id]).code, 0);
    assert!(show().starts_with("HTTP/1.1 401"));
    assert_eq!(program.run(&["admin", "token", "add", "--dev", "--name=x", "--role=root"]).code, 2);
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn the_same_commands_work_without_a_server_and_outlive_the_next_start() {
    let program = Program::new();
    let nothing = program.run(&["user", "show", "--dev", ALICE]);
    assert!(nothing.code == 1 && nothing.errors.contains("no data"), "{nothing:?}");
    assert!(!program.path(".tmcpd-dev").exists(), "looking makes nothing");

    let mut server = program.serve(&["--dev", LISTEN]);
    assert_eq!(server.stop(), Some(0));
    let done = program.run(&["user", "suspend", "--dev", ALICE]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(!program.path(SOCKET).exists());
    let shown = program.run(&["user", "show", "--dev", ALICE, "--json"]);
    assert_eq!(shown.json()["suspension"]["by"], "operator");
    let mut server = program.serve(&["--dev", LISTEN]);
    let refused = server.get_with("/api/v1/devices", "Authorization: Bearer dev_alice\r\n");
    assert!(refused.contains("USER_SUSPENDED"), "{refused}");
    assert_eq!(server.stop(), Some(0));
    let audit = program.run(&["audit", "verify", "--dev"]);
    assert!(audit.code == 0 && audit.output.contains("whole"), "{audit:?}");
}

#[test]
fn data_in_use_without_a_socket_are_left_alone() {
    let program = Program::new();
    let mut server = program.serve(&["--dev", LISTEN]);
    fs::remove_file(program.path(SOCKET)).unwrap();
    let done = program.run(&["user", "suspend", "--dev", ALICE]);
    assert!(done.code == 75 && done.errors.contains("in use"), "{done:?}");
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn an_operator_hands_out_somebodys_data_and_erases_them() {
    let program = Program::new();
    let mut server = program.serve(&["--dev", LISTEN]);
    let printed = program.run(&["user", "export", "--dev", ALICE]);
    assert!(printed.output.contains("\"available\":50000.00"), "amounts keep their form: {printed:?}");
    let file = program.path("alice.json");
    let out = format!("--out={}", file.display());
    assert_eq!(program.run(&["user", "export", "--dev", ALICE, &out]).code, 0);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let kept = fs::read_to_string(&file).unwrap();
    assert!(kept.contains("\"format\":\"tmcpd-export-1\""), "{kept}");
    let again = program.run(&["user", "export", "--dev", ALICE, &out]);
    assert!(again.code == 1 && again.errors.contains("there already"), "{again:?}");

    let erase = |user: &str, more: &[&str]| program.run(&[&["user", "erase", "--dev", user][..], more].concat());
    let unsure = erase("@dev:tween.example", &[]);
    assert!(unsure.code == 2 && unsure.errors.contains("--yes"), "{unsure:?}");
    let rich = erase(ALICE, &["--yes"]);
    assert!(rich.code == 1 && rich.errors.contains("empty"), "{rich:?}");
    let done = erase("@dev:tween.example", &["--yes"]);
    assert_eq!((done.code, done.output.as_str()), (0, "@dev:tween.example is erased.\n"), "{done:?}");
    assert_eq!(server.stop(), Some(0));
    let gone = program.run(&["user", "export", "--dev", ALICE]);
    assert!(gone.code == 0 && gone.output.contains("data.export"), "also when no server runs: {gone:?}");
}

#[test]
fn a_stale_socket_after_kill_9_is_no_obstacle() {
    let program = Program::new();
    let mut server = program.serve(&["--dev", LISTEN]);
    server.kill();
    assert!(is_socket(&program), "it was left behind");
    let shown = program.run(&["user", "show", "--dev", ALICE]);
    assert_eq!(shown.code, 0, "nobody listens there, so the command opens the data itself: {shown:?}");
    let mut server = program.serve(&["--dev", LISTEN]);
    assert_eq!(program.run(&["user", "show", "--dev", ALICE]).code, 0);
    server.kill();
    assert!(is_socket(&program));
    let mut server = program.serve(&["--dev", "--fresh", LISTEN]);
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_directory_whose_name_is_too_long_for_a_socket_is_named() {
    let program = Program::new();
    let done = program.run(&["serve", "--dev", LISTEN, &format!("--data-dir={}", "d".repeat(100))]);
    assert!(done.code == 1 && done.errors.contains("storage.data_dir") && done.errors.contains("control socket"), "{done:?}");
}

#[test]
fn a_webhook_is_looked_after_beside_a_running_server() {
    let program = Program::new();
    let mut server = program.serve(&["--dev", LISTEN]);
    let webhook =
        |act: &str, more: &[&str]| program.run(&[&["miniapp", "webhook", act, "--dev", "ma_shop_001"][..], more].concat());
    assert!(webhook("show", &[]).output.contains("/dev/webhooks/sink"));
    assert!(webhook("ping", &[]).output.ends_with("is on its way.\n"));
    let arrived = |times: usize| {
        let sink = |name: &str| server.get("/dev/webhooks").matches(&format!("\"{name}_signature_valid\":true")).count();
        let end = Instant::now() + Duration::from_secs(20);
        while (sink("tmcp"), sink("standard")) != (times, times) {
            assert!(Instant::now() < end, "{}", server.get("/dev/webhooks"));
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    arrived(1);
    let rotated = webhook("rotate", &[]);
    assert!(rotated.output.contains("\n  whsec_"), "{rotated:?}");
    assert!(webhook("show", &[]).output.contains("the one before signs too until"));
    assert_eq!(webhook("ping", &[]).code, 0);
    arrived(2);
    // An attempt is noted once its answer is there, a moment after it arrived.
    let noted = || webhook("deliveries", &[]).output.matches("  ping  #1  delivered  200\n").count();
    let end = Instant::now() + Duration::from_secs(20);
    while noted() != 2 {
        assert!(Instant::now() < end, "{:?}", webhook("deliveries", &[]));
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(webhook("redeliver", &[]).output, "0 are sent again.\n");
    assert_eq!(webhook("redeliver", &["evt_0000000000000000000000000a"]).code, 1);
    assert_eq!(webhook("set", &["https://10.0.0.1/"]).code, 2);
    assert!(webhook("set", &["https://shop.example/"]).output.contains("signed as before"));
    assert!(webhook("remove", &[]).code == 0 && webhook("show", &[]).output.contains("told of nothing"));
    assert_eq!(server.stop(), Some(0));
}
