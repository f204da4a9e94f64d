//! Matrix identifiers (Matrix specification, appendix "Identifier grammar"), checked when read.

use std::{fmt, sync::Arc};

use minicbor::{Decode, Encode};

/// The text is not a Matrix identifier of the expected kind.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a Matrix id like `{0}`")]
pub struct MatrixIdError(&'static str);

macro_rules! matrix_id {
    ($(#[$doc:meta])* $name:ident, $sigil:literal, $example:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Reads and checks an id.
            pub fn parse(text: &str) -> Result<Self, MatrixIdError> {
                let check: fn(&str) -> bool = $check;
                let ok = text.len() <= 255 && text.strip_prefix($sigil).is_some_and(check);
                ok.then(|| Self(text.into())).ok_or(MatrixIdError($example))
            }

            /// The whole id.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<C> Encode<C> for $name {
            fn encode<W: minicbor::encode::Write>(
                &self,
                e: &mut minicbor::Encoder<W>,
                _: &mut C,
            ) -> Result<(), minicbor::encode::Error<W::Error>> {
                e.str(&self.0)?.ok()
            }
        }

        impl<'b, C> Decode<'b, C> for $name {
            fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
                Self::parse(d.str()?).map_err(|_| minicbor::decode::Error::message("not a Matrix id"))
            }
        }
    };
}

matrix_id!(
    /// A Matrix user id, `@localpart:server`. Historical localparts (any printable ASCII but `:`) are accepted.
    UserId, '@', "@alice:example.org",
    |rest| rest.split_once(':').is_some_and(|(local, server)| {
        local.bytes().all(|byte| (0x21..=0x7e).contains(&byte)) && is_server_name(server)
    })
);

matrix_id!(
    /// A Matrix room id: `!opaque:server`, or `!opaque` from room version 12 on.
    RoomId, '!', "!room:example.org",
    |rest| !rest.is_empty() && rest.bytes().all(|byte| (0x21..=0x7e).contains(&byte))
        && rest.split_once(':').is_none_or(|(local, server)| !local.is_empty() && is_server_name(server))
);

impl UserId {
    /// The user `localpart` on `server`.
    pub fn new(localpart: &str, server: &str) -> Result<Self, MatrixIdError> {
        Self::parse(&format!("@{localpart}:{server}"))
    }

    /// The part between `@` and the first `:`.
    pub fn localpart(&self) -> &str {
        self.0[1..].split_once(':').map_or("", |(local, _)| local)
    }

    /// The server's name, after the first `:`.
    pub fn server(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, server)| server)
    }
}

fn is_server_name(name: &str) -> bool {
    let host = match name.strip_prefix('[') {
        Some(rest) => {
            return rest.split_once(']').is_some_and(|(v6, port)| v6.parse::<std::net::Ipv6Addr>().is_ok() && is_port(port));
        }
        None => name.split_once(':').map_or(name, |(host, _)| host),
    };
    !host.is_empty()
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        && is_port(&name[host.len()..])
}

fn is_port(text: &str) -> bool {
    text.is_empty() || text.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_ids() {
        for good in ["@alice:tween.example", "@a.b_c=d/e:localhost:8448", "@x:[::1]:80", "@:server"] {
            assert!(UserId::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "alice",
            "@alice",
            "@al ice:server",
            "@alice:",
            "@alice:ser ver",
            "@alice:server:x",
            "@ü:server",
            "!a:b",
            "@a:b/../c",
        ] {
            assert!(UserId::parse(bad).is_err(), "{bad}");
        }
        let id = UserId::parse("@alice:tween.example:8448").unwrap();
        assert_eq!((id.localpart(), id.server()), ("alice", "tween.example:8448"));
    }

    #[test]
    fn room_ids() {
        assert!(
            RoomId::parse("!chat123:tween.example").is_ok()
                && RoomId::parse("!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM").is_ok()
        );
        assert!(RoomId::parse("!").is_err() && RoomId::parse("#a:b").is_err() && RoomId::parse("!a b:c").is_err());
    }
}
