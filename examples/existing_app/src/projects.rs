//! The projects of each user: in memory, where another app has its database.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

/// The titles of each user's projects.
#[derive(Debug, Clone, Default)]
pub struct Projects(Arc<Mutex<HashMap<String, Vec<String>>>>);

impl Projects {
    /// The titles of a user's projects; a project's id is its place.
    #[must_use]
    pub fn of(&self, user: &str) -> Vec<String> {
        self.all().get(user).cloned().unwrap_or_default()
    }

    /// Creates a project, and gives its id.
    pub fn create(&self, user: &str, title: String) -> usize {
        let mut all = self.all();
        let projects = all.entry(user.to_owned()).or_default();
        projects.push(title);
        projects.len() - 1
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Vec<String>>> {
        self.0.lock().expect("nothing panics with the projects")
    }
}
