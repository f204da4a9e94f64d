//! Where authorization codes may be sent. A mini-app registers addresses; a request names one of them, compared as text and not
//! as an address, so that no two readers of an address can disagree about it (RFC 9700 section 4.1.3). Loopback addresses alone
//! may come with another port, since a native app takes whichever is free (RFC 8252 section 7.3).

use url::Url;

use crate::kernel::is_loopback;

/// The longest redirect URI, in bytes.
pub const LONGEST_REDIRECT: usize = 1024;

/// Where a loopback listener may be reached. `localhost` is a name that others may answer to, and is compared as it is.
const LOOPBACK: [&str; 2] = ["http://127.0.0.1", "http://[::1]"];

/// Whether a mini-app may register `uri`: absolute and without a fragment (RFC 6749 section 3.1.2), plain http on this device
/// alone, schemes of one's own with a domain in them (RFC 8252 sections 7.1 and 7.3), nothing that stands for more than itself.
pub fn check_redirect(uri: &str) -> Result<(), &'static str> {
    if uri.len() > LONGEST_REDIRECT {
        return Err("is longer than 1024 bytes.");
    }
    if !uri.bytes().all(|byte| byte.is_ascii_graphic()) || uri.contains(['\\', '"', '<', '>']) {
        return Err("has characters that an address does not have.");
    }
    let url = Url::parse(uri).map_err(|_| "is not an absolute address.")?;
    if uri.contains('#') {
        return Err("has a fragment, which OAuth does not allow.");
    }
    if uri.contains('*') {
        return Err("has a wildcard: every address is registered by itself.");
    }
    if !url.username().is_empty() || url.password().is_some() || authority(uri).contains('@') {
        return Err("has a user name in it.");
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(&url) => Ok(()),
        "http" => Err("is not encrypted: only loopback addresses may be http."),
        own if own.contains('.') => Ok(()),
        _ => Err("has a scheme that anybody could claim: use https, or one like org.example.app."),
    }
}

/// Whether `uri` is the one that was registered, or the same on another port of this device.
pub(super) fn is_registered(registered: &str, uri: &str) -> bool {
    registered == uri || on_loopback(registered).is_some_and(|known| on_loopback(uri) == Some(known))
}

/// Whether a redirect stays on the person's device, where any program may listen or claim the scheme: what arrives there says
/// nothing about who it is (RFC 8252 section 8.6).
pub(super) fn is_native(uri: &str) -> bool {
    !Url::parse(uri).is_ok_and(|url| url.scheme() == "https" && !is_loopback(&url))
}

/// Where a redirect leads, in words for the person who is asked: a host, or the scheme of an app on their device. What such an app
/// calls a host is of its own making and says nothing.
pub fn redirect_host(uri: &str) -> String {
    let Ok(url) = Url::parse(uri) else { return String::new() };
    let host = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https"));
    host.unwrap_or(url.scheme()).to_owned()
}

/// The loopback host of `uri` and what follows the port.
fn on_loopback(uri: &str) -> Option<(&'static str, &str)> {
    LOOPBACK.iter().find_map(|host| {
        let rest = uri.strip_prefix(host)?;
        let rest = match rest.strip_prefix(':') {
            Some(port) => {
                let digits = port.bytes().take_while(u8::is_ascii_digit).count();
                let (number, rest) = port.split_at(digits);
                number.parse::<u16>().ok().filter(|number| *number > 0)?;
                rest
            }
            None => rest,
        };
        (rest.is_empty() || rest.starts_with(['/', '?'])).then_some((*host, rest))
    })
}

/// What stands between `//` and the path.
fn authority(uri: &str) -> &str {
    let rest = uri.split_once("//").map_or("", |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_where_nobody_else_listens() {
        for good in [
            "https://shop.example/cb",
            "https://shop.example/cb?app=1",
            "https://shop.example:8443/",
            "http://localhost:3000/cb",
            "http://127.0.0.1/cb",
            "http://[::1]/",
            "org.example.shop:/cb",
            "org.example.shop://cb",
        ] {
            assert_eq!(check_redirect(good), Ok(()), "{good}");
        }
        let long = format!("https://shop.example/{}", "a".repeat(LONGEST_REDIRECT));
        for bad in [
            "",
            "/cb",
            "//shop.example/cb",
            "http://shop.example/cb",
            "http://localhost.evil.example/cb",
            "http://127.0.0.1.evil.example/cb",
            "http://127.0.0.1@evil.example/cb",
            "https://shop.example/#x",
            "https://shop.example/cb#",
            "https://*.shop.example/cb",
            "https://shop.example/*",
            "https://user@shop.example/cb",
            "https://@shop.example/cb",
            "https://shop.example\\@evil.example/",
            "https://shop.example/c b",
            "https://shop.example/\u{e9}",
            "https://shop.example/\r\nLocation:x",
            "javascript:alert(1)",
            "shop:/cb",
            "data:text/html,x",
            "file:///etc/passwd",
            long.as_str(),
        ] {
            assert!(check_redirect(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_is_compared_as_text_and_a_loopback_address_without_its_port() {
        let cases = [
            ("https://shop.example/cb", "https://shop.example/cb", true),
            ("https://shop.example/cb", "https://shop.example/cb/", false),
            ("https://shop.example/cb", "https://shop.example/CB", false),
            ("https://shop.example/cb", "https://SHOP.example/cb", false),
            ("https://shop.example/cb", "https://shop.example:443/cb", false),
            ("https://shop.example/cb", "https://shop.example/cb?x=1", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:49152/cb", true),
            ("http://127.0.0.1:3000/cb?a=b", "http://127.0.0.1:1/cb?a=b", true),
            ("http://127.0.0.1:3000/cb", "http://127.0.0.1/cb", true),
            ("http://[::1]/cb", "http://[::1]:65535/cb", true),
            ("http://127.0.0.1", "http://127.0.0.1:80", true),
            ("http://127.0.0.1/cb", "http://[::1]:8080/cb", false),
            ("http://127.0.0.1/cb", "http://localhost:8080/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:8080/cb/..", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:0/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:65536/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:+1/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1:80@evil.example/cb", false),
            ("http://127.0.0.1/cb", "http://127.0.0.1.evil.example/cb", false),
            ("http://127.0.0.1/cb", "https://127.0.0.1:8080/cb", false),
            ("http://localhost:3000/cb", "http://localhost:3001/cb", false),
            ("http://localhost:3000/cb", "http://localhost:3000/cb", true),
        ];
        for (registered, uri, expected) in cases {
            assert_eq!(is_registered(registered, uri), expected, "{registered} {uri}");
        }
    }

    #[test]
    fn a_person_is_told_where_a_redirect_leads() {
        for (uri, host) in [
            ("https://shop.example/cb", "shop.example"),
            ("http://[::1]:5/cb", "[::1]"),
            ("org.example.shop:/cb", "org.example.shop"),
            ("org.example.shop://bank.example/cb", "org.example.shop"),
            ("no address", ""),
        ] {
            assert_eq!(redirect_host(uri), host);
        }
    }

    #[test]
    fn a_redirect_on_the_device_proves_nothing() {
        for native in
            ["http://localhost:3000/cb", "http://127.0.0.1/cb", "https://[::1]/cb", "org.example.shop:/cb", "a.b://bank.example"]
        {
            assert!(is_native(native), "{native}");
        }
        assert!(!is_native("https://shop.example/cb"));
    }
}
