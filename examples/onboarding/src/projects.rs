//! What the product remembers: each visitor's projects, in memory.

use std::collections::VecDeque;
use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many visitors are remembered; the one who came back longest ago is
/// forgotten first.
const MAX_WORKSPACES: usize = 1_000;
const MAX_PROJECTS: usize = 20;
const MAX_TITLE_CHARS: usize = 80;
/// How many activities are kept; the oldest goes first.
const MAX_ACTIVITIES: usize = 6;

/// The workspaces of all visitors. Clones share them.
#[derive(Clone, Default)]
pub(crate) struct Workspaces {
    /// By the visitor's id, the latest visitor last.
    by_visitor: Arc<Mutex<VecDeque<(String, SharedWorkspace)>>>,
}

impl Workspaces {
    /// The workspace of `visitor`, a new one at the first visit.
    pub(crate) fn of(&self, visitor: &str) -> SharedWorkspace {
        let mut workspaces = lock(&self.by_visitor);
        let known = workspaces.iter().position(|(id, _)| id == visitor);
        let entry = known
            .and_then(|position| workspaces.remove(position))
            .unwrap_or_else(|| (visitor.to_owned(), SharedWorkspace::default()));
        if workspaces.len() == MAX_WORKSPACES {
            workspaces.pop_front();
        }
        workspaces.push_back(entry.clone());
        entry.1
    }
}

/// One visitor's workspace, shared by all the pages that the visitor has open.
#[derive(Clone, Default)]
pub(crate) struct SharedWorkspace(Arc<Mutex<Workspace>>);

impl SharedWorkspace {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Workspace> {
        lock(&self.0)
    }
}

/// Nothing here is ever half changed, so what a panic has left can be used.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One visitor's projects, and what has happened to them.
pub(crate) struct Workspace {
    /// Saved projects, the newest first.
    projects: VecDeque<Project>,
    /// The title, so far, of a project that is not saved yet.
    draft: Option<String>,
    /// The newest first.
    activities: VecDeque<Activity>,
    last_id: u32,
}

/// A saved project.
pub(crate) struct Project {
    pub(crate) id: u32,
    pub(crate) title: String,
}

/// Something that the visitor has done.
#[derive(PartialEq, Eq)]
pub(crate) enum Activity {
    Joined,
    Started,
    Titled(String),
    Saved(String),
}

/// Why a project was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SaveError {
    NoTitle,
    TitleTooLong,
    TooManyProjects,
}

impl Default for Workspace {
    fn default() -> Self {
        let mut workspace = Self {
            projects: VecDeque::new(),
            draft: None,
            activities: VecDeque::from([Activity::Joined]),
            last_id: 0,
        };
        workspace.add("Customer interviews");
        workspace.add("Website relaunch");
        workspace
    }
}

impl Workspace {
    pub(crate) fn projects(&self) -> impl ExactSizeIterator<Item = &Project> {
        self.projects.iter()
    }

    pub(crate) fn draft(&self) -> Option<&str> {
        self.draft.as_deref()
    }

    pub(crate) fn activities(&self) -> impl Iterator<Item = &Activity> {
        self.activities.iter()
    }

    /// Starts a draft, unless there is one already.
    pub(crate) fn start_draft(&mut self) {
        if self.draft.is_none() {
            self.draft = Some(String::new());
            self.record(Activity::Started);
        }
    }

    /// Renames the draft; typing into an empty form starts one.
    pub(crate) fn title_draft(&mut self, title: String) {
        self.start_draft();
        // A title is typed letter by letter, but it is one activity.
        if matches!(self.activities.front(), Some(Activity::Titled(_))) {
            self.activities.pop_front();
        }
        if !title.trim().is_empty() {
            self.record(Activity::Titled(title.clone()));
        }
        self.draft = Some(title);
    }

    /// Makes the draft a project, and returns the project's id.
    ///
    /// # Errors
    ///
    /// After an error the draft is as it was.
    pub(crate) fn save(&mut self, title: &str) -> Result<u32, SaveError> {
        let title = title.trim();
        if title.is_empty() {
            return Err(SaveError::NoTitle);
        }
        if title.chars().count() > MAX_TITLE_CHARS {
            return Err(SaveError::TitleTooLong);
        }
        if self.projects.len() == MAX_PROJECTS {
            return Err(SaveError::TooManyProjects);
        }
        self.draft = None;
        self.record(Activity::Saved(title.to_owned()));
        Ok(self.add(title))
    }

    fn add(&mut self, title: &str) -> u32 {
        self.last_id += 1;
        self.projects.push_front(Project {
            id: self.last_id,
            title: title.to_owned(),
        });
        self.last_id
    }

    fn record(&mut self, activity: Activity) {
        if self.activities.len() == MAX_ACTIVITIES {
            self.activities.pop_back();
        }
        self.activities.push_front(activity);
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTitle => f.write_str("Give the project a title first."),
            Self::TitleTooLong => {
                write!(f, "Use at most {MAX_TITLE_CHARS} letters for the title.")
            }
            Self::TooManyProjects => {
                write!(f, "You have {MAX_PROJECTS} projects, as many as fit here.")
            }
        }
    }
}

impl Error for SaveError {}
