//! Parameters: from any JSON that a page may send to what a handler declares.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use docent::event::{Parameter, Params, RejectionCode, Value};
use docent::internals;
use serde::Deserialize;

/// In no message of ours: a message that repeats what was sent repeats this too.
const CANARY: char = '§';

#[derive(Debug, PartialEq, Deserialize)]
struct Meters(f32);

#[derive(Debug, PartialEq, Deserialize)]
struct Pair(u8, Option<String>);

#[derive(Debug, PartialEq, Deserialize)]
struct Unit;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Size {
    Small,
    Large,
    Exactly(u16),
    Between(u16, u16),
    Custom { width: Meters, note: Option<String> },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(tag = "kind")]
enum Tagged {
    Empty,
    Sized { size: Size },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Either {
    Number(i64),
    Flag(bool),
    Text(String),
    Many(Vec<Either>),
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {
    id: u64,
    #[serde(default)]
    tags: BTreeSet<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Project {
    title: String,
    size: Option<Size>,
    owner: Option<Box<Project>>,
    #[serde(flatten)]
    rest: HashMap<String, Either>,
}

/// Decodes parameters of every kind that a handler may declare.
///
/// # Panics
///
/// If decoding panics, is not the same twice, or answers with what was sent.
pub fn params(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let Ok(frame) = internals::decode(&format!("[\"e\",1,\"x\",{text},0]")) else {
        return;
    };
    // Refused by its number: it nests too deep, or has a key twice.
    let Some(params) = frame.into_params() else {
        return;
    };
    for (position, name) in [(0, "a"), (1, "b")] {
        let values = Asked {
            params: &params,
            position,
            name,
        };
        values.numbers();
        values.words();
        values.collections();
        values.structures();
    }
}

struct Asked<'a> {
    params: &'a Params,
    position: usize,
    name: &'static str,
}

impl Asked<'_> {
    fn numbers(&self) {
        self.get::<bool>();
        self.get::<u8>();
        self.get::<i16>();
        self.get::<u32>();
        self.get::<i64>();
        self.get::<u64>();
        self.get::<i128>();
        self.get::<u128>();
        self.get::<usize>();
        self.get::<std::num::NonZeroU8>();
        self.get::<f32>();
        self.get::<f64>();
        self.get::<Option<f64>>();
        self.get::<Option<Option<bool>>>();
    }

    fn words(&self) {
        self.get::<String>();
        self.get::<char>();
        self.get::<Option<String>>();
        self.get::<Box<str>>();
        self.get::<Size>();
        self.get::<Option<Size>>();
        self.get::<std::net::IpAddr>();
    }

    fn collections(&self) {
        self.get::<()>();
        self.get::<Vec<u8>>();
        self.get::<Vec<Option<String>>>();
        self.get::<Vec<Vec<i8>>>();
        self.get::<[u8; 3]>();
        self.get::<(u8, String, bool)>();
        self.get::<BTreeMap<String, u32>>();
        self.get::<BTreeMap<u8, Vec<f64>>>();
        self.get::<HashMap<String, Size>>();
    }

    fn structures(&self) {
        self.get::<Unit>();
        self.get::<Meters>();
        self.get::<Pair>();
        self.get::<Tagged>();
        self.get::<Either>();
        self.get::<Strict>();
        self.get::<Project>();
        self.get::<Duration>();
        self.get::<Result<u8, String>>();
    }

    fn get<T: Parameter>(&self) {
        let Err(rejection) = self.params.get::<T>(self.position, self.name) else {
            return;
        };
        let reason = rejection.reason();
        assert!(reason.contains(self.name), "{reason}");
        assert!(!reason.contains(CANARY), "{reason}");
        let expected = match self.sent() {
            Some(_) => RejectionCode::IllTypedParameter,
            None => RejectionCode::MissingParameter,
        };
        assert_eq!(rejection.code(), expected, "{reason}");
    }

    fn sent(&self) -> Option<&Value> {
        match self.params.value() {
            Value::List(values) => values.get(self.position),
            other => other.get(self.name),
        }
    }
}
