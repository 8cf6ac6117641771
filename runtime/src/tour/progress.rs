//! How far a visitor has got in a tour, as it is stored.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use super::definition::Tour;

/// How far a visitor has got in one tour.
///
/// A store keeps it as [`to_bytes`](Progress::to_bytes) encodes it, or field by
/// field. The bytes also hold the fields that later versions add.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The [`version`](Tour::version) of the tour that this speaks of.
    pub version: u32,
    /// The step that was shown last, counted from 0.
    pub step: usize,
    /// That step's name, if it has one.
    pub name: Option<Cow<'static, str>>,
    /// Whether the tour goes on.
    pub status: ProgressStatus,
    /// Which run of the tour says so. A later run has a larger number, on
    /// whatever server it began, so two that conflict can tell which is newer.
    pub run: u64,
}

/// Whether a stored tour goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProgressStatus {
    /// The visitor was in the middle of it.
    Running,
    /// The visitor got past the last step.
    Finished,
    /// The visitor ended it.
    Cancelled,
    /// It could not go on.
    Failed,
}

/// Why bytes are not a [`Progress`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProgressDecodeError {
    /// The encoding has a version that this docent does not know.
    UnknownVersion(u8),
    /// The bytes are cut off or damaged.
    Malformed,
}

/// The version of the encoding.
const ENCODING: u8 = 1;

impl Progress {
    /// The progress of a visitor who is at `step`, counted from 0, of a tour of
    /// this version. The step has no name; set the field if it has one.
    #[must_use]
    pub const fn new(version: u32, step: usize, status: ProgressStatus, run: u64) -> Self {
        Self {
            version,
            step,
            name: None,
            status,
            run,
        }
    }

    /// Encodes it for a store.
    ///
    /// The encoding is stable: later versions of docent read it. It is, with
    /// integers in big-endian order:
    ///
    /// | bytes | content |
    /// | --- | --- |
    /// | 1 | the version of the encoding, 1 |
    /// | 1 | the status: 0 running, 1 finished, 2 cancelled, 3 failed |
    /// | 4 | `version` |
    /// | 8 | `step` |
    /// | 8 | `run` |
    /// | 1 | 1 if the step has a name, else 0 |
    /// | the rest | the name in UTF-8 |
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let status = match self.status {
            ProgressStatus::Running => 0,
            ProgressStatus::Finished => 1,
            ProgressStatus::Cancelled => 2,
            ProgressStatus::Failed => 3,
        };
        let name = self.name.as_deref().unwrap_or_default();
        let mut bytes = Vec::with_capacity(23 + name.len());
        bytes.extend([ENCODING, status]);
        bytes.extend(self.version.to_be_bytes());
        bytes.extend((self.step as u64).to_be_bytes());
        bytes.extend(self.run.to_be_bytes());
        bytes.push(u8::from(self.name.is_some()));
        bytes.extend(name.as_bytes());
        bytes
    }

    /// Decodes what [`to_bytes`](Progress::to_bytes) has encoded.
    ///
    /// # Errors
    ///
    /// * [`ProgressDecodeError::UnknownVersion`]: a newer docent has encoded it.
    /// * [`ProgressDecodeError::Malformed`]: the bytes are no progress.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ProgressDecodeError> {
        let (&encoding, rest) = bytes.split_first().ok_or(ProgressDecodeError::Malformed)?;
        if encoding != ENCODING {
            return Err(ProgressDecodeError::UnknownVersion(encoding));
        }
        Self::from_fields(rest).ok_or(ProgressDecodeError::Malformed)
    }

    /// What follows the version of the encoding.
    fn from_fields(bytes: &[u8]) -> Option<Self> {
        let ([status], bytes) = bytes.split_first_chunk()?;
        let (version, bytes) = bytes.split_first_chunk()?;
        let (step, bytes) = bytes.split_first_chunk()?;
        let (run, bytes) = bytes.split_first_chunk()?;
        let ([is_named], name) = bytes.split_first_chunk()?;
        let status = match status {
            0 => ProgressStatus::Running,
            1 => ProgressStatus::Finished,
            2 => ProgressStatus::Cancelled,
            3 => ProgressStatus::Failed,
            _ => return None,
        };
        let name = match (is_named, name) {
            (0, []) => None,
            (1, name) => Some(Cow::Owned(str::from_utf8(name).ok()?.to_owned())),
            _ => return None,
        };
        Some(Self {
            version: u32::from_be_bytes(*version),
            // A step that this machine cannot count is in no tour, which then starts over.
            step: usize::try_from(u64::from_be_bytes(*step)).unwrap_or(usize::MAX),
            name,
            status,
            run: u64::from_be_bytes(*run),
        })
    }

    /// The progress of a visitor who is at `step` of `tour`.
    pub(crate) fn at<V>(tour: &Tour<V>, step: usize, status: ProgressStatus, run: u64) -> Self {
        Self {
            version: tour.version,
            step,
            name: tour
                .steps
                .get(step)
                .and_then(|step| step.name)
                .map(Cow::Borrowed),
            status,
            run,
        }
    }

    /// The step of `tour` at which this visitor goes on, if the tour was running.
    ///
    /// In a tour of another version that is the step of the same name, or the
    /// first one where there is none.
    pub(crate) fn resume<V>(&self, tour: &Tour<V>) -> Option<usize> {
        if self.status != ProgressStatus::Running {
            return None;
        }
        if self.version == tour.version && self.step < tour.steps.len() {
            return Some(self.step);
        }
        let named = self.name.as_deref().and_then(|name| tour.find(name));
        Some(named.unwrap_or(0))
    }
}

impl fmt::Display for ProgressDecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownVersion(version) => {
                write!(
                    f,
                    "progress in an encoding of an unknown version ({version})"
                )
            }
            Self::Malformed => f.write_str("progress that is cut off or damaged"),
        }
    }
}

impl Error for ProgressDecodeError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: Option<&str>) -> Progress {
        Progress {
            name: name.map(|name| name.to_owned().into()),
            ..Progress::new(3, 258, ProgressStatus::Cancelled, u64::MAX)
        }
    }

    #[test]
    fn the_encoding_is_the_documented_one() {
        let bytes =
            b"\x01\x02\0\0\0\x03\0\0\0\0\0\0\x01\x02\xff\xff\xff\xff\xff\xff\xff\xff\x01\xc3\xa9";
        assert_eq!(named(Some("\u{e9}")).to_bytes(), bytes);
    }

    #[test]
    fn what_is_encoded_is_decoded() {
        for status in [
            ProgressStatus::Running,
            ProgressStatus::Finished,
            ProgressStatus::Cancelled,
            ProgressStatus::Failed,
        ] {
            for name in [None, Some(""), Some("save"), Some("\u{1f980}")] {
                let progress = Progress {
                    status,
                    ..named(name)
                };
                assert_eq!(Progress::from_bytes(&progress.to_bytes()), Ok(progress));
            }
        }
    }

    #[test]
    fn bytes_that_are_no_progress_are_refused() {
        let whole = named(None).to_bytes();
        let malformed = Err(ProgressDecodeError::Malformed);
        for length in 0..whole.len() {
            assert_eq!(Progress::from_bytes(&whole[..length]), malformed);
        }
        for (at, byte) in [(1, 4), (22, 2)] {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            assert_eq!(Progress::from_bytes(&bytes), malformed);
        }
        let mut unnamed_with_a_name = whole.clone();
        unnamed_with_a_name.push(b'a');
        assert_eq!(Progress::from_bytes(&unnamed_with_a_name), malformed);
        let mut not_utf8 = named(Some("a")).to_bytes();
        not_utf8[23] = 0xff;
        assert_eq!(Progress::from_bytes(&not_utf8), malformed);
        let mut newer = whole;
        newer[0] = 2;
        let unknown = Err(ProgressDecodeError::UnknownVersion(2));
        assert_eq!(Progress::from_bytes(&newer), unknown);
    }
}
