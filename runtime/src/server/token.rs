//! The page token: proof that a socket's page was rendered here for this visitor.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::ids;
use crate::visitor::Visitor;

/// How long a token is good for. A page that is open for longer fetches a new one.
const LIFETIME: Duration = Duration::from_secs(12 * 60 * 60);

/// Signs page tokens.
///
/// A token is the second until which it is good and an HMAC-SHA256 (RFC 2104)
/// over that and the visitor's id. It is of no use to a page of another site,
/// which has neither the token nor the cookie that it is bound to.
pub(crate) struct TokenKey {
    /// Whether it ends with the process.
    is_random: bool,
    newest: Hmac<Sha256>,
    /// Those with which other servers may still sign, or have signed.
    previous: Vec<Hmac<Sha256>>,
}

impl TokenKey {
    /// A key that ends with the process. Pages that outlive it fetch new tokens.
    pub(crate) fn random() -> Self {
        let mut key = [0; 32];
        ids::fill(&mut key);
        Self {
            is_random: true,
            newest: keyed(&key),
            previous: Vec::new(),
        }
    }

    /// The key of all servers with this secret, which accept tokens of the previous
    /// secrets too.
    pub(crate) fn from_secrets(secret: &[u8; 32], previous: &[[u8; 32]]) -> Self {
        Self {
            is_random: false,
            newest: derived(secret),
            previous: previous.iter().map(derived).collect(),
        }
    }

    /// A token for a page of this visitor's.
    pub(crate) fn issue(&self, visitor: &Visitor) -> String {
        let until = seconds(SystemTime::now() + LIFETIME);
        let tag = mac(&self.newest, visitor, until).finalize().into_bytes();
        format!("{until}.{}", ids::hex(&tag))
    }

    /// Whether the token was issued here for this visitor and is still good.
    pub(crate) fn verify(&self, visitor: &Visitor, token: &str) -> bool {
        let Some((until, tag)) = current(token) else {
            return false;
        };
        let is_signed_by = |key: &Hmac<Sha256>| mac(key, visitor, until).verify_slice(&tag).is_ok();
        std::iter::once(&self.newest)
            .chain(&self.previous)
            .any(is_signed_by)
    }

    /// Whether a token that is not good here may be one of another process, whose key
    /// this one does not have.
    pub(crate) fn may_be_of_another_process(&self, token: &str) -> bool {
        self.is_random && current(token).is_some()
    }
}

/// The parts of a token that may still be good.
fn current(token: &str) -> Option<(u64, Vec<u8>)> {
    let (until, tag) = token.split_once('.')?;
    let until = until.parse().ok()?;
    let tag = unhex(tag)?;
    (until >= seconds(SystemTime::now())).then_some((until, tag))
}

/// A key that is derived and not the secret itself, so that the same secret can
/// serve another purpose without either signing for the other.
fn derived(secret: &[u8; 32]) -> Hmac<Sha256> {
    let mut derivation = keyed(secret);
    derivation.update(b"docent page token key");
    keyed(&derivation.finalize().into_bytes())
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

fn mac(key: &Hmac<Sha256>, visitor: &Visitor, until: u64) -> Hmac<Sha256> {
    let mut mac = key.clone();
    mac.update(b"docent page ");
    mac.update(&until.to_le_bytes());
    mac.update(visitor.id().as_bytes());
    mac
}

fn seconds(time: SystemTime) -> u64 {
    // A clock before 1970 makes every token out of date, which is the safe mistake.
    time.duration_since(UNIX_EPOCH)
        .map_or(u64::MAX, |passed| passed.as_secs())
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_for_its_visitor_and_nobody_else() {
        let key = TokenKey::random();
        let (visitor, other) = (Visitor::new(), Visitor::new());
        let token = key.issue(&visitor);
        assert!(key.verify(&visitor, &token));
        assert!(!key.verify(&other, &token));
        assert!(!TokenKey::random().verify(&visitor, &token));
    }

    #[test]
    fn a_secret_is_replaced_while_pages_are_open() {
        let visitor = Visitor::new();
        let (old, new) = ([1; 32], [2; 32]);
        let before = TokenKey::from_secrets(&old, &[]);
        // First every server learns the new one, and then they sign with it.
        let learned = TokenKey::from_secrets(&old, &[new]);
        let signing = TokenKey::from_secrets(&new, &[old]);
        let after = TokenKey::from_secrets(&new, &[]);
        for (issuer, verifier, is_good) in [
            (&before, &learned, true),
            (&learned, &before, true),
            (&learned, &signing, true),
            (&signing, &learned, true),
            (&signing, &after, true),
            (&before, &after, false),
        ] {
            assert_eq!(verifier.verify(&visitor, &issuer.issue(&visitor)), is_good);
        }
    }

    #[test]
    fn a_token_that_was_changed_is_no_token() {
        let key = TokenKey::random();
        let visitor = Visitor::new();
        let token = key.issue(&visitor);
        let (until, tag) = token.split_once('.').expect("two halves");
        let later = until.parse::<u64>().expect("seconds") + 1;
        for forged in [
            format!("{later}.{tag}"),
            format!("{until}.{}", "0".repeat(64)),
            format!("{until}.é{}", "0".repeat(62)),
            format!("0.{tag}"),
            until.to_owned(),
            String::new(),
        ] {
            assert!(!key.verify(&visitor, &forged), "{forged}");
        }
    }
}
