//! Where a browser goes once its person has signed in: to an address on this server and to no other, whatever the link said that
//! brought it here.

use url::{Position, Url};

/// The longest such address, in bytes; it travels in a cookie.
const LONGEST: usize = 2048;

/// `text`, if it is the path of an address on this server at `base`, with its query; everything that one browser or proxy might
/// read as another place is none: a second slash, a backslash, what is no printable ASCII, a fragment, steps (`..`), and any of
/// these percent-encoded in the path.
pub fn local(text: &str, base: &Url) -> Option<String> {
    let plain = (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| matches!(byte, 0x21..=0x7e) && byte != b'\\');
    if !plain || !text.starts_with('/') || text.starts_with("//") || text.contains('#') {
        return None;
    }
    let url = base.join(text).ok().filter(|url| url.origin() == base.origin())?;
    let is_as_written = text.split('?').next() == Some(url.path());
    (is_as_written && is_harmless(url.path())).then(|| url[Position::BeforePath..].to_owned())
}

/// Whether a path stays one when somebody on the way decodes it.
fn is_harmless(path: &str) -> bool {
    let decoded: Vec<u8> = percent_decoded(path);
    !decoded.starts_with(b"//") && decoded.iter().all(|byte| !byte.is_ascii_control() && *byte != b'\\')
}

fn percent_decoded(path: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let byte = after.get(..2).filter(|_| *first == b'%').and_then(|digits| {
            let mut byte = [0];
            hex::decode_to_slice(digits, &mut byte).ok().map(|()| byte[0])
        });
        decoded.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_on_this_server_is_one() {
        let base = Url::parse("https://pay.example").unwrap();
        let good = [
            "/",
            "/account",
            "/account/send?to=%40bob%3Atween.example&note=%0Ahello%5C",
            "/oauth2/authorize?redirect_uri=https%3A%2F%2Fshop.example%2F%2Fcb&state=a%26b",
            "/oauth2/consent?session=con_1",
            "/a//b",
            "/%40alice",
            "/a%",
        ];
        for text in good {
            assert_eq!(local(text, &base).as_deref(), Some(text));
        }
        assert_eq!(local("/a?note=it's<b>", &base).as_deref(), Some("/a?note=it%27s%3Cb%3E"));
        let long = format!("/{}", "x".repeat(LONGEST));
        let bad = [
            "",
            "account",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "\t//evil.example",
            " //evil.example",
            "/%09/evil.example",
            "/%0d%0aLocation:%20https://evil.example",
            "/%2fevil.example",
            "/%2Fevil.example",
            "/%5cevil.example",
            "/%5Cevil.example",
            "/..//evil.example",
            "/.//evil.example",
            "/a/..//evil.example",
            "/%2e%2e//evil.example",
            "/./account",
            "/\r\nSet-Cookie: a=b",
            "https:evil.example",
            "https://evil.example",
            "https://pay.example/account",
            "https://pay.example@evil.example/",
            "//pay.example@evil.example",
            "@evil.example",
            ".evil.example",
            ":80/evil",
            "?next=/account",
            "#/account",
            "/account#//evil.example",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "/\u{0}",
            "/\u{7f}",
            "/ä",
            "/\u{2028}",
            "/\u{ff0f}evil.example",
            &long,
        ];
        for text in bad {
            assert_eq!(local(text, &base), None, "{text:?}");
        }
    }
}
