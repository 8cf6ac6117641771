//! How far a visitor has got in a tour, as it is stored.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::machine::{MAX_HISTORY, PastStep};
use super::marks::{MAX_MARKS, StepMark};

/// How far a visitor has got in one tour.
///
/// A store keeps it as [`to_bytes`](Progress::to_bytes) encodes it: the bytes
/// hold more than the getters give, and later versions of docent add to them.
///
/// Next to the step it holds the names and fingerprints of the tour's steps, so
/// that a tour that was edited meanwhile goes on at the right one (see
/// [`Tour::version`](crate::tour::Tour::version)), and the way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    version: u32,
    status: ProgressStatus,
    step: usize,
    run: u64,
    steps: Steps,
    /// `None` if there are none.
    history: Option<History>,
}

/// The steps that Back leads to, the last one last. At most [`MAX_HISTORY`].
pub(crate) type History = Arc<Vec<PastStep>>;

/// Memory for the histories that one run saves, one after the other.
///
/// While one of them is stored the next one reuses the memory of the one it
/// replaced, so saving a step allocates nothing.
#[derive(Debug, Default)]
pub(crate) struct HistoryRoom {
    stored: Option<History>,
    before: Option<History>,
}

impl HistoryRoom {
    /// The steps as they are saved.
    pub(crate) fn fill(&mut self, steps: &[PastStep]) -> Option<History> {
        if steps.is_empty() {
            return None;
        }
        let mut room = self.before.take().unwrap_or_default();
        // A store that still holds an older value keeps it.
        if Arc::get_mut(&mut room).is_none() {
            room = History::default();
        }
        if let Some(room) = Arc::get_mut(&mut room) {
            room.clear();
            let newest = &steps[steps.len().saturating_sub(MAX_HISTORY)..];
            room.extend_from_slice(newest);
        }
        self.before = self.stored.replace(Arc::clone(&room));
        Some(room)
    }
}

/// What is known of the steps of the tour as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Steps {
    /// Nothing but the current step's name, if it has one.
    Unknown(Option<Cow<'static, str>>),
    /// All of them. Those of one tour share one list.
    Known(Arc<[StepMark]>),
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
    /// A user who signed in has taken it along. Nothing is left of it under this key, and a
    /// tour begins as if nothing were stored.
    ///
    /// It is stored, and the progress not just deleted, for a run that goes on in another
    /// process: that finds a newer run here, and ends.
    Moved,
    /// The visitor wants no tours: see [`Sessions::opt_out`](crate::delivery::Sessions::opt_out).
    OptedOut,
}

/// Why bytes are not a [`Progress`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProgressDecodeError {
    /// The encoding has a version that this docent does not know.
    UnknownVersion(u8),
    /// The bytes are cut off, damaged, or more than [`Progress::MAX_BYTES`].
    Malformed,
}

/// The version of the encoding.
const ENCODING: u8 = 2;

impl Progress {
    /// How long its encoding is at most, in bytes.
    ///
    /// The names of a tour's steps are left out where they would be longer; an
    /// edit of such a tour is then followed by the current step's name only.
    pub const MAX_BYTES: usize = 64 * 1024;

    /// The progress of a visitor who is at `step`, counted from 0, of a tour of
    /// this version. The step has no name, and there is no way back.
    #[must_use]
    pub fn new(version: u32, step: usize, status: ProgressStatus, run: u64) -> Self {
        Self {
            version,
            status,
            step,
            run,
            steps: Steps::Unknown(None),
            history: None,
        }
    }

    /// The same at a step of that name. A name of more than 63 KiB is left out.
    ///
    /// Nothing is then known of the other steps.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        let name = name.into();
        self.steps = Steps::Unknown((name.len() <= MAX_MARKS).then_some(name));
        self
    }

    /// What stays of progress that was taken along: nothing but the number of a run.
    pub(crate) fn moved(run: u64) -> Self {
        Self::new(0, 0, ProgressStatus::Moved, run)
    }

    /// The same in a run of that number.
    pub(crate) fn with_run(mut self, run: u64) -> Self {
        self.run = run;
        self
    }

    /// The same with the steps of the tour.
    pub(crate) fn with_steps(mut self, marks: &Arc<[StepMark]>) -> Self {
        self.steps = Steps::Known(Arc::clone(marks));
        self
    }

    /// The same with the steps that Back leads to.
    pub(crate) fn with_history(mut self, history: Option<History>) -> Self {
        self.history = history;
        self
    }

    /// The [`version`](crate::tour::Tour::version) of the tour.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// The step that was shown last, counted from 0.
    #[must_use]
    pub const fn step(&self) -> usize {
        self.step
    }

    /// That step's name, if it has one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match &self.steps {
            Steps::Unknown(name) => name.as_deref(),
            Steps::Known(marks) => marks.get(self.step)?.name.as_deref(),
        }
    }

    /// The names of the steps that follow in the source, as far as they have one.
    pub fn following(&self) -> impl Iterator<Item = &str> {
        let after = self.step.saturating_add(1);
        let marks = self.marks().unwrap_or_default();
        marks
            .iter()
            .skip(after)
            .filter_map(|mark| mark.name.as_deref())
    }

    /// Whether the tour goes on.
    #[must_use]
    pub const fn status(&self) -> ProgressStatus {
        self.status
    }

    /// Which run of the tour has saved it. A later run has a larger number, on any
    /// server, so that of two which conflict the newer is known.
    #[must_use]
    pub const fn run(&self) -> u64 {
        self.run
    }

    /// The steps that Back leads to, counted from 0: the last one first. At most 64.
    pub fn back(&self) -> impl Iterator<Item = usize> {
        self.history().iter().rev().copied().map(usize::from)
    }

    /// Whether a visitor is further here than in `other`, for the same tour: one
    /// has finished and the other has not, or, in one version, the step is a later one.
    ///
    /// Where a visitor's and a user's progress meet, the further one is kept.
    #[must_use]
    pub fn is_further_than(&self, other: &Self) -> bool {
        let finished = |progress: &Self| progress.status == ProgressStatus::Finished;
        match (finished(self), finished(other)) {
            (true, is_other) => !is_other,
            (false, true) => false,
            (false, false) => self.version == other.version && self.step > other.step,
        }
    }

    /// What is known of the steps.
    pub(crate) fn marks(&self) -> Option<&[StepMark]> {
        match &self.steps {
            Steps::Unknown(_) => None,
            Steps::Known(marks) => Some(marks),
        }
    }

    /// The steps that Back leads to, the last one last.
    pub(crate) fn history(&self) -> &[PastStep] {
        self.history.as_deref().map_or(&[], Vec::as_slice)
    }

    /// Encodes it for a store, in at most [`Progress::MAX_BYTES`].
    ///
    /// The encoding is stable: later versions of docent read it. It is, with
    /// integers in big-endian order:
    ///
    /// | bytes | content |
    /// | --- | --- |
    /// | 1 | the version of the encoding, 2 |
    /// | 1 | the status: 0 running, 1 finished, 2 cancelled, 3 failed, 4 moved, 5 opted out |
    /// | 4 | `version` |
    /// | 8 | `step` |
    /// | 8 | `run` |
    /// | 1 | how many steps Back goes back, at most 64 |
    /// | 2 each | those steps, the last one last |
    /// | 1 | 0: the step has no name; 1: its name follows; 2: all steps follow |
    /// | 4 | for 1 the length of the name, for 2 the number of steps |
    /// | … | for 1 the name in UTF-8; for 2 each step |
    ///
    /// A step is a byte, 1 if it has a name, else 0; its fingerprint in 8 bytes;
    /// and if it has a name, the length of that in 4 bytes and the name in UTF-8.
    ///
    /// The encoding of version 1 had no steps and no way back: after `run` came a
    /// byte, 1 if the step has a name, else 0, and then the name. It is read too.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let status = match self.status {
            ProgressStatus::Running => 0,
            ProgressStatus::Finished => 1,
            ProgressStatus::Cancelled => 2,
            ProgressStatus::Failed => 3,
            ProgressStatus::Moved => 4,
            ProgressStatus::OptedOut => 5,
        };
        let mut bytes = vec![ENCODING, status];
        bytes.extend(self.version.to_be_bytes());
        bytes.extend((self.step as u64).to_be_bytes());
        bytes.extend(self.run.to_be_bytes());
        // At most 64, and every length below is bounded by `MAX_MARKS`.
        let history = self.history();
        bytes.push(history.len() as u8);
        for step in history {
            bytes.extend(step.to_be_bytes());
        }
        let text = |bytes: &mut Vec<u8>, text: &str| {
            bytes.extend((text.len() as u32).to_be_bytes());
            bytes.extend(text.as_bytes());
        };
        match &self.steps {
            Steps::Unknown(None) => bytes.push(0),
            Steps::Unknown(Some(name)) => {
                bytes.push(1);
                text(&mut bytes, name);
            }
            Steps::Known(marks) => {
                bytes.push(2);
                bytes.extend((marks.len() as u32).to_be_bytes());
                for mark in marks.iter() {
                    bytes.push(u8::from(mark.name.is_some()));
                    bytes.extend(mark.fingerprint.to_be_bytes());
                    if let Some(name) = &mark.name {
                        text(&mut bytes, name);
                    }
                }
            }
        }
        bytes
    }

    /// Decodes what [`to_bytes`](Progress::to_bytes) has encoded, in this version
    /// of docent or an older one.
    ///
    /// # Errors
    ///
    /// * [`ProgressDecodeError::UnknownVersion`]: a newer docent has encoded it.
    /// * [`ProgressDecodeError::Malformed`]: the bytes are no progress.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ProgressDecodeError> {
        let (&encoding, rest) = bytes.split_first().ok_or(ProgressDecodeError::Malformed)?;
        let decode = match encoding {
            1 => Bytes::first_encoding,
            ENCODING => Bytes::second_encoding,
            newer => return Err(ProgressDecodeError::UnknownVersion(newer)),
        };
        if bytes.len() > Self::MAX_BYTES {
            return Err(ProgressDecodeError::Malformed);
        }
        let mut rest = Bytes(rest);
        decode(&mut rest)
            .filter(|_| rest.0.is_empty())
            .ok_or(ProgressDecodeError::Malformed)
    }
}

/// The part of an encoding that is not decoded yet.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn first_encoding(&mut self) -> Option<Progress> {
        let progress = self.head()?;
        match (self.byte()?, self.0) {
            (0, []) => Some(progress),
            (1, name) => {
                let name = str::from_utf8(name).ok()?.to_owned();
                self.0 = &[];
                Some(progress.with_name(name))
            }
            _ => None,
        }
    }

    fn second_encoding(&mut self) -> Option<Progress> {
        let mut progress = self.head()?;
        let steps = usize::from(self.byte()?);
        if steps > MAX_HISTORY {
            return None;
        }
        let history = (0..steps).map(|_| self.take().map(PastStep::from_be_bytes));
        let history: Vec<_> = history.collect::<Option<_>>()?;
        progress.history = (!history.is_empty()).then(|| history.into());
        progress.steps = match self.byte()? {
            0 => Steps::Unknown(None),
            1 => Steps::Unknown(Some(self.text()?.into())),
            2 => {
                let steps = u32::from_be_bytes(self.take()?);
                let marks = (0..steps).map(|_| self.mark());
                // Not `steps` in advance: the number may be wrong.
                Steps::Known(marks.collect::<Option<Vec<_>>>()?.into())
            }
            _ => return None,
        };
        Some(progress)
    }

    /// What both encodings begin with.
    fn head(&mut self) -> Option<Progress> {
        let status = match self.byte()? {
            0 => ProgressStatus::Running,
            1 => ProgressStatus::Finished,
            2 => ProgressStatus::Cancelled,
            3 => ProgressStatus::Failed,
            4 => ProgressStatus::Moved,
            5 => ProgressStatus::OptedOut,
            _ => return None,
        };
        let version = u32::from_be_bytes(self.take()?);
        // A step that this machine cannot count is in no tour, which then starts over.
        let step = usize::try_from(u64::from_be_bytes(self.take()?)).unwrap_or(usize::MAX);
        let run = u64::from_be_bytes(self.take()?);
        Some(Progress::new(version, step, status, run))
    }

    fn mark(&mut self) -> Option<StepMark> {
        let is_named = self.byte()?;
        let fingerprint = u64::from_be_bytes(self.take()?);
        let name = match is_named {
            0 => None,
            1 => Some(self.text()?.into()),
            _ => return None,
        };
        Some(StepMark { name, fingerprint })
    }

    fn byte(&mut self) -> Option<u8> {
        self.take().map(|[byte]| byte)
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(u32::from_be_bytes(self.take()?)).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(str::from_utf8(text).ok()?.to_owned())
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
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
    use crate::tour::marks::Marks;

    fn at(step: usize) -> Progress {
        Progress::new(3, step, ProgressStatus::Cancelled, u64::MAX)
    }

    fn marks(names: &[Option<&str>]) -> Arc<[StepMark]> {
        let mark = |(at, name): (usize, &Option<&str>)| StepMark {
            name: name.map(|name| name.to_owned().into()),
            fingerprint: at as u64 + 7,
        };
        names.iter().enumerate().map(mark).collect()
    }

    fn history(steps: &[PastStep]) -> Option<History> {
        HistoryRoom::default().fill(steps)
    }

    fn every_kind() -> Vec<Progress> {
        let long = "\u{1f980}".repeat(1000);
        vec![
            at(258),
            at(258).with_name(""),
            at(258).with_name(long.clone()),
            at(0).with_steps(&marks(&[])),
            at(1).with_steps(&marks(&[Some("a"), None, Some(&long)])),
            at(1)
                .with_steps(&marks(&[Some("a"), None]))
                .with_history(history(&[0, 1, 0])),
        ]
    }

    #[test]
    fn a_way_back_is_saved_where_the_one_before_the_stored_one_was() {
        let mut room = HistoryRoom::default();
        assert_eq!(room.fill(&[]), None);
        let first = room.fill(&[1]).expect("a step");
        let second = room.fill(&[1, 2]).expect("steps");
        let place = Arc::as_ptr(&first);
        drop(first);
        let third = room.fill(&[1, 2, 3]).expect("steps");
        assert_eq!(Arc::as_ptr(&third), place);
        assert_eq!((&**second, &**third), (&[1, 2][..], &[1, 2, 3][..]));
        // A value that a store still holds is not overwritten.
        let fourth = room.fill(&[9]).expect("a step");
        assert_eq!((&**second, &**fourth), (&[1, 2][..], &[9][..]));
    }

    #[test]
    fn the_encoding_is_the_documented_one() {
        let progress = at(1)
            .with_steps(&marks(&[None, Some("\u{e9}")]))
            .with_history(history(&[0, 300]));
        let expected = [
            &b"\x02\x02\0\0\0\x03\0\0\0\0\0\0\0\x01\xff\xff\xff\xff\xff\xff\xff\xff"[..],
            b"\x02\0\0\x01\x2c",
            b"\x02\0\0\0\x02",
            b"\0\0\0\0\0\0\0\0\x07",
            b"\x01\0\0\0\0\0\0\0\x08\0\0\0\x02\xc3\xa9",
        ];
        assert_eq!(progress.to_bytes(), expected.concat());
        let named = at(1).with_name("a").to_bytes();
        assert_eq!(named[22..], *b"\0\x01\0\0\0\x01a");
    }

    #[test]
    fn what_is_encoded_is_decoded() {
        for status in [
            ProgressStatus::Running,
            ProgressStatus::Finished,
            ProgressStatus::Cancelled,
            ProgressStatus::Failed,
            ProgressStatus::Moved,
            ProgressStatus::OptedOut,
        ] {
            for mut progress in every_kind() {
                progress.status = status;
                assert_eq!(Progress::from_bytes(&progress.to_bytes()), Ok(progress));
            }
        }
    }

    #[test]
    fn the_first_encoding_is_still_read() {
        let bytes =
            b"\x01\x02\0\0\0\x03\0\0\0\0\0\0\x01\x02\xff\xff\xff\xff\xff\xff\xff\xff\x01\xc3\xa9";
        assert_eq!(Progress::from_bytes(bytes), Ok(at(258).with_name("\u{e9}")));
        let mut unnamed = bytes[..23].to_vec();
        unnamed[22] = 0;
        assert_eq!(Progress::from_bytes(&unnamed), Ok(at(258)));
        for length in 0..22 {
            assert!(Progress::from_bytes(&bytes[..length]).is_err());
        }
        unnamed.push(b'a');
        assert!(Progress::from_bytes(&unnamed).is_err());
    }

    #[test]
    fn bytes_that_are_no_progress_are_refused() {
        let malformed = Err(ProgressDecodeError::Malformed);
        for progress in every_kind() {
            let whole = progress.to_bytes();
            for length in 0..whole.len() {
                assert_eq!(Progress::from_bytes(&whole[..length]), malformed);
            }
            let longer = [&whole[..], b"a"].concat();
            assert_eq!(Progress::from_bytes(&longer), malformed);
            for (byte, value) in [(1, 6), (22, 65)] {
                let mut bytes = whole.clone();
                bytes[byte] = value;
                assert_eq!(Progress::from_bytes(&bytes), malformed);
            }
        }
        let mut not_utf8 = at(1).with_name("a").to_bytes();
        not_utf8[28] = 0xff;
        assert_eq!(Progress::from_bytes(&not_utf8), malformed);
        let mut too_many = at(0).with_steps(&marks(&[])).to_bytes();
        too_many[24..28].fill(0xff);
        assert_eq!(Progress::from_bytes(&too_many), malformed);
    }

    #[test]
    fn a_newer_encoding_is_an_error_of_its_own() {
        let mut newer = at(1).to_bytes();
        newer[0] = 3;
        let unknown = Err(ProgressDecodeError::UnknownVersion(3));
        assert_eq!(Progress::from_bytes(&newer), unknown);
    }

    #[test]
    fn the_encoding_is_bounded_and_longer_bytes_are_refused() {
        let name = "a".repeat(MAX_MARKS - 13);
        let fitting = marks(&[Some(&name)]);
        assert!(Marks::new(fitting.clone()).stored().is_some());
        let largest = at(0).with_steps(&fitting).with_history(history(&[0; 100]));
        assert_eq!(largest.history().len(), MAX_HISTORY);
        assert!(largest.to_bytes().len() <= Progress::MAX_BYTES);
        let larger = Marks::new(marks(&[Some(&name), None]));
        assert!(larger.stored().is_none());
        assert_eq!(at(0).with_name("a".repeat(MAX_MARKS + 1)), at(0));
        let mut long = at(0).with_name("a").to_bytes();
        long[24..28].copy_from_slice(&(Progress::MAX_BYTES as u32).to_be_bytes());
        long.resize(28 + Progress::MAX_BYTES, b'a');
        assert!(Progress::from_bytes(&long).is_err());
    }

    #[test]
    fn further_is_finished_and_then_the_later_step_of_one_version() {
        let at = |version, step, status| Progress::new(version, step, status, 0);
        let (running, finished) = (ProgressStatus::Running, ProgressStatus::Finished);
        for (one, other, is_further) in [
            (at(1, 2, running), at(1, 1, running), true),
            (at(1, 1, running), at(1, 1, running), false),
            (at(1, 1, running), at(1, 2, running), false),
            (at(2, 2, running), at(1, 1, running), false),
            (at(1, 0, finished), at(2, 9, running), true),
            (at(1, 9, running), at(1, 0, finished), false),
            (at(1, 9, finished), at(1, 0, finished), false),
            (at(1, 3, ProgressStatus::Cancelled), at(1, 2, running), true),
        ] {
            assert_eq!(one.is_further_than(&other), is_further, "{one:?} {other:?}");
        }
    }
}
