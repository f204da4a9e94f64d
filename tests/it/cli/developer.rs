//! `tmcpd developer`: the whitelist beside a running server, and the console's secret.

use super::program::Program;

const ALICE: &str = "@alice:tween.example";

#[test]
fn the_whitelist_is_kept_beside_a_running_server() {
    let program = Program::new();
    let secret = || program.run(&["developer", "secret", "--dev"]);
    assert!(secret().code == 1 && secret().errors.contains("no keys"), "{:?}", secret());
    assert!(!program.path(".tmcpd-dev").exists(), "looking makes nothing");
    let mut server = program.serve(&["--dev", "--listen=127.0.0.1:0"]);

    let done = program.run(&["developer", "add", "--dev", ALICE, "--note=known"]);
    assert_eq!((done.code, done.output.as_str()), (0, "@alice:tween.example can be a developer.\n"), "{done:?}");
    let again = program.run(&["developer", "add", "--dev", ALICE]);
    assert!(again.code == 1 && again.errors.contains("on the whitelist already"), "{again:?}");
    assert_eq!(program.run(&["developer", "add", "--dev", "@alice:elsewhere.example"]).code, 2);
    let listed = program.run(&["developer", "list", "--dev"]);
    let lines: Vec<&str> = listed.output.lines().collect();
    assert!(lines.len() == 2 && lines[0].starts_with(ALICE) && lines[0].ends_with("by operator: known"), "{listed:?}");
    let rest = program.run(&["developer", "list", "--dev", "--offset=1", "--json"]).json();
    assert_eq!((&rest["developers"][0]["user_id"], &rest["pagination"]["total"]), (&"@dev:tween.example".into(), &2.into()));
    let done = program.run(&["developer", "remove", "--dev", ALICE]);
    assert_eq!((done.code, done.output.as_str()), (0, "@alice:tween.example is no developer; 0 sessions ended.\n"));
    assert_eq!(program.run(&["developer", "remove", "--dev", ALICE]).code, 1);

    let made = secret();
    assert!(made.code == 0 && made.output.starts_with("secret_") && made.output.trim().len() == 71, "{made:?}");
    assert_eq!(secret().output, made.output);
    let told = program.run(&["developer", "secret", "--dev", "--json"]).json();
    assert_eq!((&told["client_id"], &told["client_secret"]), (&"tmcp_developer_console".into(), &made.output.trim().into()));
    let chosen = "chosen-by-the-operator-and-long-enough";
    let set = format!("developers.console_secret={chosen}");
    assert_eq!(program.run(&["developer", "secret", "--dev", "--set", &set]).output.trim(), chosen);
    let short = program.run(&["developer", "secret", "--dev", "--set", "developers.console_secret=short"]);
    assert!(
        short.code == 78 && short.errors.contains("developers.console_secret") && !short.errors.contains("=short"),
        "{short:?}"
    );
    assert_eq!(server.stop(), Some(0));
}
