//! What was entered so far, of each visitor: in memory, where another app has its database.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use docent::Visitor;

/// The bookings of all visitors. Clones share them.
#[derive(Clone, Default)]
pub(crate) struct Bookings(Arc<Mutex<HashMap<String, Booking>>>);

/// A page of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stage {
    #[default]
    Kind,
    /// Only for companies.
    Company,
    Guests,
    Review,
    Done,
}

/// What one visitor has entered.
#[derive(Clone, Default)]
pub(crate) struct Booking {
    pub(crate) stage: Stage,
    pub(crate) is_company: bool,
    pub(crate) company: String,
    pub(crate) guests: String,
}

/// The most people that there is room for.
const MAX_GUESTS: u32 = 12;

impl Bookings {
    pub(crate) fn of(&self, visitor: &Visitor) -> Booking {
        self.all().get(visitor.id()).cloned().unwrap_or_default()
    }

    pub(crate) fn save(&self, visitor: &Visitor, booking: &Booking) {
        self.all().insert(visitor.id().to_owned(), booking.clone());
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Booking>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Booking {
    /// The pages that there are for this visitor, in their order.
    pub(crate) fn stages(&self) -> Vec<Stage> {
        let mut stages = vec![Stage::Kind, Stage::Guests, Stage::Review, Stage::Done];
        if self.is_company {
            stages.insert(1, Stage::Company);
        }
        stages
    }

    /// Which of them is shown, counted from 1.
    pub(crate) fn number(&self) -> usize {
        let at = self.stages().into_iter().position(|it| it == self.stage);
        at.unwrap_or_default() + 1
    }

    pub(crate) fn forward(&mut self) {
        self.stage = self
            .stages()
            .get(self.number())
            .copied()
            .unwrap_or_default();
    }

    pub(crate) fn back(&mut self) {
        let before = self.number().saturating_sub(2);
        self.stage = self.stages()[before];
    }

    /// What is wrong with a company's name.
    pub(crate) fn check_company(name: &str) -> Result<(), &'static str> {
        match name.trim().chars().count() {
            0 => Err("Which company do you book for?"),
            1..=60 => Ok(()),
            _ => Err("That name is too long for our books."),
        }
    }

    /// What is wrong with the number of guests.
    pub(crate) fn check_guests(guests: &str) -> Result<(), &'static str> {
        match guests.trim().parse::<u32>() {
            Ok(1..=MAX_GUESTS) => Ok(()),
            Ok(_) => Err("There is room for 1 to 12 people."),
            Err(_) => Err("Write a number, such as 4."),
        }
    }
}
