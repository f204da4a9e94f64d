//! RSA signing keys in files of their own, `keys/tep-<kid>.pem`, readable by their owner alone. The newest signs; all verify.

use std::{
    fs,
    io::{self, Write},
    path::Path,
    sync::Arc,
};

use aws_lc_rs::{
    encoding::AsDer,
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::{self, KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256},
};
use base64::{Engine, engine::general_purpose::STANDARD, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::kernel::sha256;

/// The signing keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The directory or a file in it.
    #[error("{path}: {source}. The keys directory must belong to the user that runs tmcpd and be readable by nobody else.")]
    Io {
        /// Which.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file holds no usable key.
    #[error(
        "{0} holds no RSA private key of 2048 bits or more in PKCS#8 PEM. Restore it from a backup, or move it away to start with a new key; tokens that it signed are then refused."
    )]
    Unusable(String),
}

struct SigningKey {
    kid: String,
    pair: KeyPair,
    public: signature::ParsedPublicKey,
}

/// The keys that sign and verify tokens. Cheap to clone.
#[derive(Clone)]
pub struct KeyRing {
    keys: Arc<Vec<SigningKey>>,
}

impl KeyRing {
    /// Reads the keys of a directory, newest last by file name, and makes the first one when there is none.
    pub fn load_or_create(directory: &Path) -> Result<Self, KeyError> {
        let at = |path: &Path| {
            let path = path.display().to_string();
            move |source| KeyError::Io { path, source }
        };
        create_private_directory(directory).map_err(at(directory))?;
        let mut files: Vec<_> = fs::read_dir(directory)
            .and_then(Iterator::collect::<io::Result<Vec<_>>>)
            .map_err(at(directory))?
            .into_iter()
            .map(|entry| entry.path())
            .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("tep-")))
            .filter(|path| path.extension().is_some_and(|extension| extension == "pem"))
            .collect();
        files.sort();
        if files.is_empty() {
            let der = generate()?;
            let path = directory.join("tep-0001.pem");
            write_private(&path, pem(&der).as_bytes()).map_err(at(&path))?;
            files.push(path);
        }
        let mut ders = Vec::new();
        for path in files {
            let text = fs::read_to_string(&path).map_err(at(&path))?;
            let unusable = || KeyError::Unusable(path.display().to_string());
            ders.push((der_of_pem(&text).ok_or_else(unusable)?, path.display().to_string()));
        }
        Self::from_ders(ders)
    }

    /// A ring of one new key that is kept nowhere.
    pub fn ephemeral() -> Result<Self, KeyError> {
        Self::from_ders(vec![(generate()?, "a new key".to_owned())])
    }

    fn from_ders(ders: Vec<(Vec<u8>, String)>) -> Result<Self, KeyError> {
        let keys = ders.into_iter().map(|(der, name)| SigningKey::parse(&der).ok_or(KeyError::Unusable(name)));
        Ok(Self { keys: Arc::new(keys.collect::<Result<_, _>>()?) })
    }

    /// The id of the key that signs.
    pub fn signing_kid(&self) -> &str {
        self.keys.last().map_or("", |key| &key.kid)
    }

    /// An RS256 signature (RFC 7518 section 3.3) with the newest key; `None` when the library fails.
    pub fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let key = self.keys.last()?;
        let mut signature = vec![0; key.pair.public_modulus_len()];
        key.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).ok()?;
        Some(signature)
    }

    /// Whether `signature` is the RS256 signature of `message` by the key `kid`.
    pub fn verify(&self, kid: &str, message: &[u8], signature: &[u8]) -> bool {
        let key = self.keys.iter().find(|key| key.kid == kid);
        key.is_some_and(|key| key.public.verify_sig(message, signature).is_ok())
    }

    /// The public keys as a JWK set (RFC 7517).
    pub fn jwks(&self) -> Value {
        let keys: Vec<Value> = self.keys.iter().map(|key| jwk(&key.kid, &key.pair)).collect();
        json!({ "keys": keys })
    }
}

impl SigningKey {
    fn parse(der: &[u8]) -> Option<Self> {
        let pair = KeyPair::from_pkcs8(der).ok().filter(|pair| pair.public_modulus_len() >= 256)?;
        let spki = AsDer::<aws_lc_rs::encoding::PublicKeyX509Der<'_>>::as_der(pair.public_key()).ok()?;
        let public = signature::ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, spki.as_ref()).ok()?;
        let kid = URL_SAFE_NO_PAD.encode(&sha256(spki.as_ref())[..12]);
        Some(Self { kid, pair, public })
    }
}

fn jwk(kid: &str, pair: &KeyPair) -> Value {
    let public = pair.public_key();
    let number = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    json!({
        "kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid,
        "n": number(public.modulus().big_endian_without_leading_zero()),
        "e": number(public.exponent().big_endian_without_leading_zero()),
    })
}

fn generate() -> Result<Vec<u8>, KeyError> {
    let failed = |_| KeyError::Unusable("a new key".to_owned());
    let pair = KeyPair::generate(KeySize::Rsa2048).map_err(failed)?;
    let der = AsDer::<aws_lc_rs::encoding::Pkcs8V1Der<'_>>::as_der(&pair).map_err(failed)?;
    Ok(der.as_ref().to_vec())
}

/// The secret of this name in `directory`, 32 random bytes made on first use: what links are signed and small secrets are
/// encrypted with.
pub fn secret_file(directory: &Path, name: &str, rng: &dyn crate::kernel::Rng) -> Result<[u8; 32], KeyError> {
    let path = directory.join(name);
    let io = |source| KeyError::Io { path: path.display().to_string(), source };
    create_private_directory(directory).map_err(io)?;
    match fs::read(&path) {
        Ok(bytes) => bytes.try_into().map_err(|_| io(io::Error::new(io::ErrorKind::InvalidData, "expected 32 bytes"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut secret = [0; 32];
            rng.fill(&mut secret);
            write_private(&path, &secret).map_err(io)?;
            Ok(secret)
        }
        Err(error) => Err(io(error)),
    }
}

fn create_private_directory(directory: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)
}

/// Writes a file that was not there, for its owner alone, and sees it on disk before it is relied on.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    // Under another name until it is whole: a half-written key would stop every later start.
    let unfinished = path.with_extension("new");
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)?;
    if let Some(parent) = path.parent() {
        fs::File::open(parent)?.sync_all()?;
    }
    Ok(())
}

fn pem(der: &[u8]) -> String {
    let body: Vec<String> =
        STANDARD.encode(der).as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", body.join("\n"))
}

fn der_of_pem(text: &str) -> Option<Vec<u8>> {
    let body = text.trim().strip_prefix("-----BEGIN PRIVATE KEY-----")?.strip_suffix("-----END PRIVATE KEY-----")?;
    STANDARD.decode(body.split_ascii_whitespace().collect::<String>()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_the_same_and_are_private() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let keys = directory.path().join("keys");
        let first = KeyRing::load_or_create(&keys).unwrap();
        let again = KeyRing::load_or_create(&keys).unwrap();
        assert_eq!(first.signing_kid(), again.signing_kid());
        let signature = first.sign(b"message").unwrap();
        assert!(again.verify(first.signing_kid(), b"message", &signature));
        assert!(!again.verify(first.signing_kid(), b"another", &signature) && !again.verify("other", b"message", &signature));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&keys), mode(&keys.join("tep-0001.pem"))), (0o700, 0o600));
    }

    #[test]
    fn a_file_without_a_key_stops_the_start() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("tep-0001.pem"), "nothing").unwrap();
        assert!(matches!(KeyRing::load_or_create(directory.path()), Err(KeyError::Unusable(_))));
    }
}
