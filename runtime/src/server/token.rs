//! The page token: proof that a socket's page was rendered here for this visitor.
//!
//! There are two kinds. A *bound* token, `until.tag`, counts only beside the cookie of
//! its visitor. A *provisional* one, `until.visitor.tag`, is for a browser that has no
//! cookie: it names its visitor itself. Whoever has it is that visitor, so it is good
//! for less time, and begins a session only where its visitor has no other
//! (`http::caller`).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::ids;
use crate::visitor::Visitor;

/// How long a token is good for. A page that is open for longer fetches a new one.
const LIFETIME: Duration = Duration::from_secs(12 * 60 * 60);

/// How long a provisional token may begin a session.
const PROVISIONAL_LIFETIME: Duration = Duration::from_secs(60 * 60);

/// Signs page tokens.
///
/// A token is the second until which it is good and an HMAC-SHA256 (RFC 2104)
/// over its kind, that second and the visitor's id. A bound one is of no use to a page
/// of another site, which has neither the token nor the cookie that it is bound to.
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
        let tag = mac(&self.newest, Kind::Bound, visitor, until).finalize();
        format!("{until}.{}", ids::hex(&tag.into_bytes()))
    }

    /// A token for a page whose visitor has no cookie.
    pub(crate) fn issue_provisional(&self, visitor: &Visitor) -> String {
        self.provisional_until(visitor, SystemTime::now() + PROVISIONAL_LIFETIME)
    }

    pub(crate) fn provisional_until(&self, visitor: &Visitor, until: SystemTime) -> String {
        let until = seconds(until);
        let tag = mac(&self.newest, Kind::Provisional, visitor, until).finalize();
        let tag = ids::hex(&tag.into_bytes());
        format!("{until}.{}.{tag}", visitor.id())
    }

    /// The visitor whom a provisional token names, if it was issued here.
    pub(crate) fn provisional(&self, token: &str) -> Option<Provisional> {
        let (until, rest) = token.split_once('.')?;
        let (id, tag) = rest.split_once('.')?;
        let (visitor, until) = (Visitor::from_id(id)?, until.parse().ok()?);
        let is_ours = self.has_signed(Kind::Provisional, &visitor, until, tag);
        is_ours.then(|| Provisional {
            visitor,
            is_current: is_future(until),
        })
    }

    /// Whether the token, of either kind, was issued here for this visitor and is still
    /// good. That they are this visitor is for their cookie or the token to prove.
    pub(crate) fn verify(&self, visitor: &Visitor, token: &str) -> bool {
        if let Some(provisional) = self.provisional(token) {
            return provisional.is_current && provisional.visitor == *visitor;
        }
        let Some((until, tag)) = token.split_once('.') else {
            return false;
        };
        until.parse().is_ok_and(|until| {
            is_future(until) && self.has_signed(Kind::Bound, visitor, until, tag)
        })
    }

    fn has_signed(&self, kind: Kind, visitor: &Visitor, until: u64, tag: &str) -> bool {
        let Some(tag) = unhex(tag) else {
            return false;
        };
        std::iter::once(&self.newest)
            .chain(&self.previous)
            .any(|key| mac(key, kind, visitor, until).verify_slice(&tag).is_ok())
    }

    /// Whether a token that is not good here may be one of another process, whose key
    /// this one does not have.
    pub(crate) fn may_be_of_another_process(&self, token: &str) -> bool {
        self.is_random && is_current(token)
    }
}

/// Whether this has the form of a token, of either kind, that is still good.
fn is_current(token: &str) -> bool {
    token.split_once('.').is_some_and(|(until, rest)| {
        let tag = rest.rsplit('.').next().unwrap_or_default();
        until.parse().is_ok_and(is_future) && unhex(tag).is_some()
    })
}

/// What a provisional token proves.
pub(crate) struct Provisional {
    pub(crate) visitor: Visitor,
    /// Whether it may still begin a session. A page that has one is told from others by
    /// that for as long as it lives.
    pub(crate) is_current: bool,
}

/// What a token is for. Neither kind is taken for the other.
#[derive(Clone, Copy)]
enum Kind {
    Bound,
    Provisional,
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

fn mac(key: &Hmac<Sha256>, kind: Kind, visitor: &Visitor, until: u64) -> Hmac<Sha256> {
    let mut mac = key.clone();
    // Of one length, so that no other fields make the same bytes.
    mac.update(match kind {
        Kind::Bound => b"docent page ",
        Kind::Provisional => b"docent visit",
    });
    mac.update(&until.to_le_bytes());
    mac.update(visitor.id().as_bytes());
    mac
}

fn is_future(until: u64) -> bool {
    until >= seconds(SystemTime::now())
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
    fn a_provisional_token_names_its_visitor_and_no_other() {
        let key = TokenKey::random();
        let (visitor, other) = (Visitor::new(), Visitor::new());
        let token = key.issue_provisional(&visitor);
        let named = key.provisional(&token).expect("ours");
        assert!(named.visitor == visitor && named.is_current);
        assert!(key.verify(&visitor, &token));
        assert!(!key.verify(&other, &token));
        let forged = token.replace(visitor.id(), other.id());
        assert!(key.provisional(&forged).is_none());
        assert!(TokenKey::random().provisional(&token).is_none());
    }

    #[test]
    fn neither_kind_of_token_is_taken_for_the_other() {
        let key = TokenKey::random();
        let visitor = Visitor::new();
        let (bound, provisional) = (key.issue(&visitor), key.issue_provisional(&visitor));
        let (until, tag) = bound.split_once('.').expect("two halves");
        let named = format!("{until}.{}.{tag}", visitor.id());
        assert!(key.provisional(&named).is_none());
        let unnamed = provisional.replace(&format!("{}.", visitor.id()), "");
        assert!(!key.verify(&visitor, &unnamed));
    }

    #[test]
    fn a_provisional_token_that_has_ended_still_names_its_visitor() {
        let key = TokenKey::random();
        let visitor = Visitor::new();
        let token = key.provisional_until(&visitor, SystemTime::now() - Duration::from_secs(2));
        assert!(!key.verify(&visitor, &token));
        let named = key.provisional(&token).expect("ours");
        assert!(named.visitor == visitor && !named.is_current);
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
