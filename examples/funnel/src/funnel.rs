//! How many people get how far, read from the events.

use rusqlite::Connection;

use crate::recorder::{Database, now};

/// Who has done nothing for that long, in seconds, has left.
const AWAY: i64 = 30 * 60;

/// How far people get in one tour. A person counts once, however often they begin.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Funnel {
    pub(crate) started: u32,
    pub(crate) finished: u32,
    pub(crate) steps: Vec<Step>,
}

/// One step of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) name: String,
    /// To whom it was shown.
    pub(crate) shown: u32,
    /// Who has not finished, and was not shown a later step: who closed the tour here,
    /// went away, or is here at this moment.
    pub(crate) closed: u32,
    pub(crate) gone: u32,
    pub(crate) here: u32,
}

impl Step {
    pub(crate) fn left(&self) -> u32 {
        self.closed + self.gone
    }
}

pub(crate) fn read(database: &Database, tour: &str) -> rusqlite::Result<Funnel> {
    let connection = database.open()?;
    let count = |sql: &str| connection.query_row(sql, [tour], |row| row.get::<_, u32>(0));
    Ok(Funnel {
        started: count(
            "SELECT COUNT(DISTINCT person) FROM tour_event WHERE tour = ?1 AND stage = 'shown'",
        )?,
        finished: count(
            "SELECT COUNT(DISTINCT person) FROM tour_event
             WHERE tour = ?1 AND stage = 'ended' AND reason = 'finished'",
        )?,
        steps: steps(&connection, tour)?,
    })
}

fn steps(connection: &Connection, tour: &str) -> rusqlite::Result<Vec<Step>> {
    // Where each person was shown a step last; SQLite takes the other columns from the
    // row that has the maximum.
    let mut steps = connection.prepare(
        "WITH
           shown AS (SELECT * FROM tour_event WHERE tour = ?1 AND stage = 'shown'),
           ended AS (SELECT person, MAX(id), reason FROM tour_event
                     WHERE tour = ?1 AND stage = 'ended' GROUP BY person),
           last AS (SELECT shown.person, MAX(shown.id), shown.step, ended.reason,
                      (SELECT MAX(at) FROM tour_event AS any
                       WHERE any.tour = ?1 AND any.person = shown.person) AS at
                    FROM shown LEFT JOIN ended USING (person) GROUP BY shown.person)
         SELECT COALESCE(MAX(name), 'Step ' || (step + 1)),
           COUNT(DISTINCT person),
           (SELECT COUNT(*) FROM last WHERE last.step = shown.step
            AND last.reason IS NOT NULL AND last.reason <> 'finished'),
           (SELECT COUNT(*) FROM last WHERE last.step = shown.step
            AND last.reason IS NULL AND last.at < ?2),
           (SELECT COUNT(*) FROM last WHERE last.step = shown.step
            AND last.reason IS NULL AND last.at >= ?2)
         FROM shown GROUP BY step ORDER BY step",
    )?;
    let rows = steps.query_map((tour, now() - AWAY), |row| {
        Ok(Step {
            name: row.get(0)?,
            shown: row.get(1)?,
            closed: row.get(2)?,
            gone: row.get(3)?,
            here: row.get(4)?,
        })
    })?;
    rows.collect()
}
