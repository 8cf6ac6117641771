//! Visitors who walk through their tours at a steady pace.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::crowd::{Crowd, PATIENCE};
use super::page::Received;
use crate::Outcome;

/// How fast the crowd walks, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Steps per second, of all pages together.
    pub rate: u32,
    /// For how long.
    pub time: Duration,
    /// Whether frames are acknowledged, as docent's client does: 250 ms after
    /// a frame, unless an event has confirmed it before.
    pub acknowledges: bool,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Walked {
    /// From each event sent until the next step's setup was received.
    pub took: Vec<Duration>,
    /// Steps that were not taken, because the previous one was not answered yet.
    pub skipped: usize,
    /// How much later than planned each event was sent: the load's own slowness.
    pub late: Vec<Duration>,
    /// How much text the frames and their parts were.
    pub bytes: usize,
}

/// How long docent's client waits with an acknowledgement (`ACK_MS` in its `socket.ts`).
const ACKNOWLEDGE_AFTER: Duration = Duration::from_millis(250);

impl Crowd {
    /// Lets every page send the event `tick` at its own regular times, which
    /// are spread at random over its period.
    ///
    /// Never sleeps: a load that has to be woken measures its own waking.
    ///
    /// # Errors
    ///
    /// If a connection is gone or an event is refused.
    pub fn walk(&mut self, pace: Pace) -> Outcome<Walked> {
        let count = self.pages.len();
        let period = Duration::from_secs_f64(count as f64 / f64::from(pace.rate));
        let order = scattered(count, period);
        let mut walked = Walked::default();
        let mut sent_at: Vec<Option<Instant>> = vec![None; count];
        // Each with what the page had applied then: a later event has confirmed it.
        let mut acknowledgements: VecDeque<(Instant, usize, u64)> = VecDeque::new();
        let mut is_acknowledged = vec![0; count];
        let mut due = order.iter().copied().cycle().enumerate();
        let start = Instant::now();
        let mut round = 0;
        let mut next = due.next();
        loop {
            let now = Instant::now();
            let over = now.duration_since(start) >= pace.time;
            if over && sent_at.iter().all(Option::is_none) {
                return Ok(walked);
            }
            if now.duration_since(start) > pace.time + PATIENCE {
                return Err("steps are not answered".into());
            }
            if let Some((number, (at, phase))) = next
                && !over
            {
                if number > 0 && number % count == 0 {
                    round = u32::try_from(number / count)?;
                }
                let planned = start + period * round + phase;
                if planned <= now {
                    if sent_at[at].is_some() {
                        walked.skipped += 1;
                    } else {
                        let text = self.pages[at].say_event("tick");
                        is_acknowledged[at] = self.pages[at].applied;
                        sent_at[at] = Some(Instant::now());
                        self.send(at, &text)?;
                        walked.late.push(now - planned);
                    }
                    next = due.next();
                }
            }
            while let Some((_, at, applied)) =
                acknowledgements.pop_front_if(|(due, ..)| *due <= now)
            {
                if is_acknowledged[at] < applied {
                    is_acknowledged[at] = applied;
                    let text = self.pages[at].say_applied();
                    self.send(at, &text)?;
                }
            }
            self.listen(Duration::ZERO, |at, page, received, text| {
                walked.bytes += text.len();
                match received {
                    Received::Frame => {
                        if let Some(sent_at) = sent_at[at].take() {
                            walked.took.push(sent_at.elapsed());
                        }
                        if pace.acknowledges {
                            let due = Instant::now() + ACKNOWLEDGE_AFTER;
                            acknowledgements.push_back((due, at, page.applied));
                        }
                    }
                    Received::Refusal => return Err(format!("it was refused: {text}").into()),
                    _ => {}
                }
                Ok(())
            })?;
        }
    }
}

/// The pages, each with its own moment in the period, in the order of those moments.
///
/// The moments are the same in every run: a load that differs from run to run
/// compares nothing.
fn scattered(count: usize, period: Duration) -> Vec<(usize, Duration)> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut order: Vec<_> = (0..count)
        .map(|at| {
            // xorshift64 (Marsaglia 2003): no more than a scatter is needed.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let share = (state >> 11) as f64 / (1_u64 << 53) as f64;
            (at, period.mul_f64(share))
        })
        .collect();
    order.sort_by_key(|(_, moment)| *moment);
    order
}
