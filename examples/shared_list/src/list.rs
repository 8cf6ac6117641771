//! What is shared: in a product it is a table.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The list, for all pages.
#[derive(Clone, Default)]
pub struct List(Arc<Mutex<Vec<Item>>>);

/// Something to buy.
#[derive(Clone)]
pub(crate) struct Item {
    pub(crate) id: u32,
    pub(crate) text: String,
    pub(crate) by: String,
    pub(crate) is_bought: bool,
}

/// Why something was not added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    Empty,
    TooLong,
    Full,
}

const MAX_ITEMS: usize = 50;
const MAX_LENGTH: usize = 60;

impl List {
    pub(crate) fn items(&self) -> Vec<Item> {
        self.lock().clone()
    }

    pub(crate) fn add(&self, text: &str, by: &str) -> Result<(), Refusal> {
        let (text, mut items) = (text.trim(), self.lock());
        if text.is_empty() {
            return Err(Refusal::Empty);
        } else if text.chars().count() > MAX_LENGTH {
            return Err(Refusal::TooLong);
        } else if items.len() >= MAX_ITEMS {
            return Err(Refusal::Full);
        }
        let id = items.last().map_or(1, |last| last.id + 1);
        let (text, by) = (text.to_owned(), by.to_owned());
        items.push(Item {
            id,
            text,
            by,
            is_bought: false,
        });
        Ok(())
    }

    pub(crate) fn tick(&self, id: u32, is_bought: bool) {
        // Somebody else may have cleared it away.
        if let Some(item) = self.lock().iter_mut().find(|item| item.id == id) {
            item.is_bought = is_bought;
        }
    }

    pub(crate) fn clear_bought(&self) {
        self.lock().retain(|item| !item.is_bought);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Item>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Write what to buy."),
            Self::TooLong => write!(f, "That is longer than {MAX_LENGTH} letters."),
            Self::Full => write!(f, "{MAX_ITEMS} are enough: clear away what is bought."),
        }
    }
}

impl std::error::Error for Refusal {}
