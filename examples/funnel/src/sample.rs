//! Events of people that nobody has met, so that the funnel can be looked at.

use crate::recorder::{Database, Event, hash, now, write};
use crate::view::TOUR;

/// Each step, and how many of 100 people leave at it: by closing the tour, by going away.
const STEPS: [(&str, u32, u32); 4] = [
    ("look_around", 4, 6),
    ("add_customer", 9, 26),
    ("write_invoice", 5, 11),
    ("send_invoice", 2, 4),
];

/// Writes the events of 200 people, once.
///
/// # Errors
///
/// Those of the database.
pub fn sample(database: &Database) -> rusqlite::Result<()> {
    let connection = database.open()?;
    let is_there: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM tour_event WHERE person = ?1)",
        [hash("sample 0")],
        |row| row.get(0),
    )?;
    if is_there {
        return Ok(());
    }
    let transaction = connection.unchecked_transaction()?;
    for person in 0..200_u32 {
        // Three of them are under way.
        let ago = if person % 67 == 0 { 60 } else { 86_400 };
        let event = |stage, step: Option<(i64, &str)>, reason| Event {
            at: now() - ago,
            person: hash(&format!("sample {person}")),
            visitor: None,
            tour: TOUR.to_owned(),
            stage,
            step: step.map(|(at, _)| at),
            name: step.map(|(_, name)| name.to_owned()),
            reason,
        };
        let mut outcome = Some("finished");
        for (at, (name, closing, leaving)) in (0_i64..).zip(STEPS) {
            let step = Some((at, name));
            if at == 0 {
                write(&transaction, &event("started", step, None))?;
            }
            write(&transaction, &event("shown", step, None))?;
            // Spread evenly, in another order at each step.
            let luck = (person * (37 + 22 * u32::try_from(at).unwrap_or_default()) + 11) % 100;
            if luck < closing {
                write(&transaction, &event("left", step, Some("cancelled")))?;
                outcome = Some("cancelled");
                break;
            }
            if luck < closing + leaving {
                outcome = None;
                break;
            }
            write(&transaction, &event("left", step, Some("completed")))?;
        }
        if outcome.is_some() {
            write(&transaction, &event("ended", None, outcome))?;
        }
    }
    transaction.commit()
}
