//! Other spellings of the paths, found in the TMCP text and in older clients, as data. A request under one of them is served as
//! if it had come under the canonical path; the documents know only that one.

/// A spelling and what it means. A `{}` stands for one path segment and is carried over; a trailing `/*` for the rest.
const ALIASES: &[(&str, &str)] = &[
    ("/api/v1/oauth/*", "/oauth2/*"),
    ("/api/v1/oauth2/*", "/oauth2/*"),
    ("/wallet/v1/gift/create", "/api/v1/gifts"),
    ("/api/v1/gifts/create", "/api/v1/gifts"),
    ("/wallet/v1/gift/{}/open", "/api/v1/gifts/{}/open"),
    ("/wallet/v1/devices/register", "/api/v1/devices"),
    ("/wallet/v1/*", "/api/v1/wallet/*"),
    ("/payments/v1/initiate", "/api/v1/payments/request"),
    ("/payments/v1/*", "/api/v1/payments/*"),
    ("/mini-apps/v1/*", "/api/v1/mini-apps/*"),
    ("/organizations/v1/create", "/api/v1/organizations"),
    ("/organizations/v1/{}/members", "/api/v1/organizations/{}/members"),
    ("/transactions/{}", "/_matrix/app/v1/transactions/{}"),
    ("/users/{}", "/_matrix/app/v1/users/{}"),
    ("/rooms/{}", "/_matrix/app/v1/rooms/{}"),
    ("/up", "/health"),
    ("/oauth2/jwks", "/.well-known/jwks.json"),
];

/// The canonical path, if `path` is another spelling of one.
pub fn canonical(path: &str) -> Option<String> {
    // Nearly every request comes under its canonical path.
    if path.starts_with("/api/v1/wallet/") || path.starts_with("/_matrix/") {
        return None;
    }
    // A spelling may lead to another one, as `/api/v1/oauth/jwks` does.
    let once = ALIASES.iter().find_map(|(alias, target)| translate(path, alias, target))?;
    Some(ALIASES.iter().find_map(|(alias, target)| translate(&once, alias, target)).unwrap_or(once))
}

fn translate(path: &str, alias: &str, target: &str) -> Option<String> {
    let (mut segments, mut carried) = (path.split('/'), Vec::new());
    for part in alias.split('/') {
        match part {
            "*" => {
                let rest: Vec<&str> = segments.collect();
                let head = target.strip_suffix('*')?;
                return Some(format!("{head}{}", rest.join("/")));
            }
            "{}" => carried.push(segments.next().filter(|segment| !segment.is_empty())?),
            literal => {
                segments.next().filter(|segment| *segment == literal)?;
            }
        }
    }
    if segments.next().is_some() {
        return None;
    }
    Some(carried.into_iter().fold(target.to_owned(), |path, segment| path.replacen("{}", segment, 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_lead_to_the_canonical_path() {
        let cases = [
            ("/api/v1/oauth/token", Some("/oauth2/token")),
            ("/api/v1/oauth2/device/authorization", Some("/oauth2/device/authorization")),
            ("/wallet/v1/balance", Some("/api/v1/wallet/balance")),
            ("/wallet/v1/p2p/p2p_1/confirm", Some("/api/v1/wallet/p2p/p2p_1/confirm")),
            ("/wallet/v1/gift/gift_1/open", Some("/api/v1/gifts/gift_1/open")),
            ("/wallet/v1/devices/register", Some("/api/v1/devices")),
            ("/payments/v1/initiate", Some("/api/v1/payments/request")),
            ("/organizations/v1/org_1/members", Some("/api/v1/organizations/org_1/members")),
            ("/transactions/17", Some("/_matrix/app/v1/transactions/17")),
            ("/users/@a:b", Some("/_matrix/app/v1/users/@a:b")),
            ("/api/v1/oauth/jwks", Some("/.well-known/jwks.json")),
            ("/oauth2/token", None),
            ("/users/", None),
            ("/users/a/b", None),
            ("/api/v1/wallet/balance", None),
        ];
        for (path, expected) in cases {
            assert_eq!(canonical(path).as_deref(), expected, "{path}");
        }
    }
}
