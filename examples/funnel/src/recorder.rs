//! Writes what a server reports of its tours into SQLite.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender, TrySendError};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use docent::tour::{TourReport, TourStage};
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

/// How many reports may wait for the disk. One more is lost, and printed.
const WAITING: usize = 1024;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS tour_event (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,      -- seconds since 1970
        person TEXT NOT NULL,     -- a hash
        tour TEXT NOT NULL,
        stage TEXT NOT NULL,      -- started, resumed, shown, left, ended
        step INTEGER,             -- counted from 0
        name TEXT,
        reason TEXT               -- of `left` and `ended`
    );
    CREATE INDEX IF NOT EXISTS tour_event_of_a_tour ON tour_event (tour, stage, person);
    CREATE INDEX IF NOT EXISTS tour_event_of_a_person ON tour_event (person);
";

/// The file that the events are in.
#[derive(Debug, Clone)]
pub struct Database(PathBuf);

impl Database {
    /// The file of that name; it need not be there yet.
    pub fn new(file: &Path) -> Self {
        Self(file.to_owned())
    }

    /// Opens it, with its table.
    pub(crate) fn open(&self) -> rusqlite::Result<Connection> {
        let connection = Connection::open(&self.0)?;
        // Reading the funnel then keeps no event from being written.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.execute_batch(SCHEMA)?;
        Ok(connection)
    }
}

/// One row.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) at: i64,
    pub(crate) person: String,
    /// Of a user, who they were in this browser until they signed in.
    pub(crate) visitor: Option<String>,
    pub(crate) tour: String,
    pub(crate) stage: &'static str,
    pub(crate) step: Option<i64>,
    pub(crate) name: Option<String>,
    pub(crate) reason: Option<&'static str>,
}

enum Message {
    Write(Event),
    /// Answered when all before it is written.
    Tell(Sender<()>),
}

/// Takes reports and writes them in a thread of its own, which ends with the last clone.
#[derive(Debug, Clone)]
pub struct Recorder(SyncSender<Message>);

impl Recorder {
    /// Starts the thread.
    ///
    /// # Errors
    ///
    /// If the database cannot be opened.
    pub fn start(database: &Database) -> io::Result<Self> {
        let connection = database.open().map_err(io::Error::other)?;
        let (sender, receiver) = mpsc::sync_channel(WAITING);
        let writer = thread::Builder::new().name("funnel".to_owned());
        writer.spawn(move || write_all(&connection, &receiver))?;
        Ok(Self(sender))
    }

    /// Takes a report; it never waits for the disk.
    pub(crate) fn record(&self, report: &TourReport) {
        let Some(event) = event(report) else { return };
        match self.0.try_send(Message::Write(event)) {
            Ok(()) => {}
            Err(TrySendError::Full(_)) => eprintln!("an event is lost: the disk is behind"),
            Err(TrySendError::Disconnected(_)) => eprintln!("an event is lost: nobody writes"),
        }
    }

    /// Waits until all that it has taken is written.
    ///
    /// # Errors
    ///
    /// If the thread has ended.
    pub fn written(&self) -> io::Result<()> {
        let (sender, receiver) = mpsc::channel();
        self.0
            .send(Message::Tell(sender))
            .map_err(io::Error::other)?;
        receiver.recv().map_err(io::Error::other)
    }
}

fn event(report: &TourReport) -> Option<Event> {
    // A user is one person at all of their browsers. Neither id is stored: whoever
    // knows a visitor's could be that visitor.
    let visitor = hash(&format!("visitor {}", report.visitor.id()));
    let (person, visitor) = match &report.user {
        Some(user) => (hash(&format!("user {user}")), Some(visitor)),
        None => (visitor, None),
    };
    let (stage, step, name, reason) = match &report.stage {
        TourStage::Started {
            step,
            name,
            resumed,
            ..
        } => {
            let stage = if *resumed { "resumed" } else { "started" };
            (stage, Some(*step), name.as_ref(), None)
        }
        TourStage::StepShown { step, name, .. } => ("shown", Some(*step), name.as_ref(), None),
        TourStage::StepEnded {
            step, name, cause, ..
        } => ("left", Some(*step), name.as_ref(), Some(cause.as_str())),
        TourStage::Ended { outcome, .. } => ("ended", None, None, Some(outcome.as_str())),
        // What a later docent reports.
        _ => return None,
    };
    Some(Event {
        at: now(),
        person,
        visitor,
        tour: report.tour.to_string(),
        stage,
        step: step.and_then(|step| i64::try_from(step).ok()),
        name: name.map(ToString::to_string),
        reason,
    })
}

pub(crate) fn hash(person: &str) -> String {
    let bytes = Sha256::digest(person.as_bytes());
    let hex = bytes.iter().take(16).map(|byte| format!("{byte:02x}"));
    hex.collect()
}

pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    // A clock before 1970 has no date to write down.
    since.map_or(0, |since| since.as_secs().try_into().unwrap_or(i64::MAX))
}

fn write_all(connection: &Connection, receiver: &Receiver<Message>) {
    for message in receiver {
        match message {
            Message::Write(event) => {
                if let Err(error) = write(connection, &event) {
                    eprintln!("an event is lost: {error}");
                }
            }
            Message::Tell(sender) => {
                if sender.send(()).is_err() {
                    eprintln!("who asked whether all is written is gone");
                }
            }
        }
    }
}

pub(crate) fn write(connection: &Connection, event: &Event) -> rusqlite::Result<()> {
    let Event {
        at,
        person,
        visitor,
        tour,
        stage,
        step,
        name,
        reason,
    } = event;
    if let Some(visitor) = visitor {
        // Who signs in takes a tour along, and is not another person.
        let sign_in = "UPDATE tour_event SET person = ?1 WHERE person = ?2 AND tour = ?3";
        connection.execute(sign_in, (person, visitor, tour))?;
    }
    let row = (at, person, tour, stage, step, name, reason);
    let insert = "INSERT INTO tour_event (at, person, tour, stage, step, name, reason)
                  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    connection.execute(insert, row)?;
    Ok(())
}
