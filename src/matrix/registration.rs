//! The application service registration: which users and aliases are ours, and the YAML that tells the homeserver.

use url::Url;

use super::{APPSERVICE_ID, BOT_LOCALPART};
use crate::kernel::{Secret, UserId};

/// The prefix of the service's own ghosts.
const SERVICE_PREFIX: &str = "_tmcp_";
/// The prefix of the ghosts that stand for mini-apps, which is also that of mini-app ids.
const MINIAPP_PREFIX: &str = "ma_";

/// What a registration file says (Matrix specification, Application Service API, "Registration").
#[derive(Debug)]
pub struct Registration {
    /// Where the homeserver reaches this server.
    pub url: Url,
    /// What this server shows the homeserver.
    pub as_token: Secret,
    /// What the homeserver shows this server; never the same.
    pub hs_token: Secret,
    /// The homeserver's name, as in user ids.
    pub server_name: String,
}

impl Registration {
    /// The file's text. It holds both tokens in clear: whoever writes it restricts who may read it.
    pub fn to_yaml(&self) -> String {
        let server = escape_pattern(&self.server_name);
        format!(
            "# The registration of tmcpd. The homeserver must be able to read it; nobody else should.\n\
             id: {id}\n\
             url: {url}\n\
             as_token: {as_token}\n\
             hs_token: {hs_token}\n\
             sender_localpart: {sender}\n\
             rate_limited: false\n\
             namespaces:\n\
             \x20 users:\n\
             \x20   - exclusive: true\n\
             \x20     regex: {service_users}\n\
             \x20   - exclusive: true\n\
             \x20     regex: {miniapp_users}\n\
             \x20 aliases:\n\
             \x20   - exclusive: true\n\
             \x20     regex: {aliases}\n\
             \x20 rooms: []\n",
            id = quote(APPSERVICE_ID),
            // Homeservers append `/_matrix/app/…` to it, and not all of them drop a slash first.
            url = quote(self.url.as_str().trim_end_matches('/')),
            as_token = quote(self.as_token.expose()),
            hs_token = quote(self.hs_token.expose()),
            sender = quote(BOT_LOCALPART),
            service_users = quote(&format!("^@{SERVICE_PREFIX}.*:{server}$")),
            miniapp_users = quote(&format!("^@{MINIAPP_PREFIX}.*:{server}$")),
            aliases = quote(&format!("^#{SERVICE_PREFIX}.*:{server}$")),
        )
    }
}

/// Whether a user is the bot or in our namespaces on `server_name`. No such user is ever a person.
pub fn owns_user(user: &UserId, server_name: &str) -> bool {
    let localpart = user.localpart();
    user.server() == server_name
        && (localpart == BOT_LOCALPART || localpart.starts_with(SERVICE_PREFIX) || localpart.starts_with(MINIAPP_PREFIX))
}

/// A YAML single-quoted scalar (YAML 1.2 section 7.3.2), where only the quote itself needs care.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Escapes what is special to a regular expression and can stand in a server name: dots, and the brackets of an IPv6
/// address.
fn escape_pattern(server_name: &str) -> String {
    server_name.replace('.', r"\.").replace('[', r"\[").replace(']', r"\]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yaml(server_name: &str) -> String {
        Registration {
            url: "http://127.0.0.1:8090/".parse().unwrap(),
            as_token: Secret::new("as'token"),
            hs_token: Secret::new("hs"),
            server_name: server_name.to_owned(),
        }
        .to_yaml()
    }

    /// The values of a key, unquoted, in the order of the file.
    fn values(text: &str, key: &str) -> Vec<String> {
        let lines = text.lines().filter_map(|line| line.trim_start_matches([' ', '-']).split_once(": "));
        lines
            .filter(|(name, _)| *name == key)
            .map(|(_, value)| {
                let inner = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
                inner.map_or(value.to_owned(), |text| text.replace("''", "'"))
            })
            .collect()
    }

    #[test]
    fn the_file_says_what_the_homeserver_needs() {
        let text = yaml("tween.example");
        for (key, expected) in [
            ("id", vec!["tween-miniapps"]),
            ("url", vec!["http://127.0.0.1:8090"]),
            ("as_token", vec!["as'token"]),
            ("hs_token", vec!["hs"]),
            ("sender_localpart", vec!["_tmcp"]),
            ("rate_limited", vec!["false"]),
            ("exclusive", vec!["true"; 3]),
            ("rooms", vec!["[]"]),
            ("regex", vec![r"^@_tmcp_.*:tween\.example$", r"^@ma_.*:tween\.example$", r"^#_tmcp_.*:tween\.example$"]),
        ] {
            assert_eq!(values(&text, key), expected, "{key}");
        }
        assert_eq!(values(&yaml("[::1]:8448"), "regex")[0], r"^@_tmcp_.*:\[::1\]:8448$");
    }

    #[test]
    fn a_registration_does_not_show_its_tokens() {
        let registration = Registration {
            url: "http://localhost".parse().unwrap(),
            as_token: Secret::new("sesame1"),
            hs_token: Secret::new("sesame2"),
            server_name: "tween.example".to_owned(),
        };
        assert!(!format!("{registration:?}").contains("sesame"));
    }

    #[test]
    fn our_users_are_known_by_their_names() {
        for (user, ours) in [
            ("@_tmcp:tween.example", true),
            ("@_tmcp_payments:tween.example", true),
            ("@ma_shop_001:tween.example", true),
            ("@_tmcpx:tween.example", false),
            ("@mallory:tween.example", false),
            ("@x_tmcp_:tween.example", false),
            ("@_tmcp_payments:other.example", false),
            ("@_tmcp:tween.example:8448", false),
        ] {
            assert_eq!(owns_user(&UserId::parse(user).unwrap(), "tween.example"), ours, "{user}");
        }
    }
}
