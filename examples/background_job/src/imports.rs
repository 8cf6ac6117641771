//! The job: it outlives the page that has started it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use docent::{Docent, Visitor};

/// Everybody's import. In a product it is a table.
#[derive(Clone, Default)]
pub struct Imports(Arc<Mutex<HashMap<String, Import>>>);

#[derive(Clone, Copy)]
struct Import {
    number: usize,
    /// How far it is; `None` before it was started.
    percent: Option<u32>,
}

impl Imports {
    /// How far it is; `None` before it was started.
    pub(crate) fn percent(&self, visitor: &Visitor) -> Option<u32> {
        self.change(visitor, |_| {}).percent
    }

    /// Where the pages of this visitor are told of it: by a number, since the name of a
    /// topic may be logged.
    pub(crate) fn topic(&self, visitor: &Visitor) -> String {
        format!("imports/{}", self.change(visitor, |_| {}).number)
    }

    /// Starts the job, unless one runs.
    pub(crate) fn start(&self, visitor: &Visitor, docent: &Docent) {
        if self.percent(visitor).is_some_and(|percent| percent < 100) {
            return;
        }
        let (imports, visitor, docent) = (self.clone(), visitor.clone(), docent.clone());
        imports.change(&visitor, |import| import.percent = Some(0));
        tokio::spawn(async move {
            for percent in (4..=100).step_by(4) {
                // The work.
                tokio::time::sleep(Duration::from_millis(200)).await;
                // First what is true, then that it is: who reads it later sees it too.
                imports.change(&visitor, |import| import.percent = Some(percent));
                let is_done = percent == 100;
                docent.topic(&imports.topic(&visitor)).publish((is_done,));
            }
        });
    }

    /// Changes a visitor's import; gives what it is then.
    fn change(&self, visitor: &Visitor, change: impl FnOnce(&mut Import)) -> Import {
        let mut imports = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let new = Import {
            number: imports.len() + 1,
            percent: None,
        };
        let import = imports.entry(visitor.id().to_owned()).or_insert(new);
        change(import);
        *import
    }
}
