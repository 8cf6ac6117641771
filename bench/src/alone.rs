//! Parts of docent alone: no socket, no other process, no waiting.

use std::time::Instant;

use docent::Docent;
use docent::config::Limits;
use docent::internals::{visitor, walk_machine};
use docent::test::{PageSocket, Server};
use docent::tour::Tutorial as _;

use crate::Outcome;
use crate::servers::docent::Walk;
use crate::servers::{Counted, Counter};

/// Runs a part so many times, and prints how often, in how many nanoseconds
/// and with how many allocations: `machine 1000`, or `session 1000`.
///
/// # Errors
///
/// If there is no such part.
pub fn run(arguments: &[String], counter: Counter) -> Outcome<()> {
    let [part, times] = arguments else {
        return Err("which part, and how often?".into());
    };
    let times = times.parse()?;
    let (count, nanoseconds, allocations) = match part.as_str() {
        "machine" => {
            // What is encoded and allocated once is there after the first round.
            walk_machine(Walk::tour(), 100);
            timed(counter, || walk_machine(Walk::tour(), times))
        }
        "session" => {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_time()
                .build()?;
            let _inside = runtime.enter();
            let mut session = Session::new()?;
            session.walk(100);
            timed(counter, || session.walk(times))
        }
        _ => return Err(format!("there is no part `{part}`").into()),
    };
    println!("{count} {nanoseconds} {allocations}");
    Ok(())
}

fn timed(counter: Counter, work: impl FnOnce() -> usize) -> (usize, u128, usize) {
    let Counted { allocations, .. } = counter();
    let started = Instant::now();
    let count = work();
    let nanoseconds = started.elapsed().as_nanos();
    (count, nanoseconds, counter().allocations - allocations)
}

/// One session, whose tour waits at a step.
struct Session {
    server: Server,
    socket: PageSocket,
    event: usize,
}

impl Session {
    fn new() -> Outcome<Self> {
        let server = Server::new(
            Docent::builder()
                .limits(
                    Limits::default()
                        .events_per_second(u32::MAX)
                        .reports_per_second(u32::MAX),
                )
                .build(),
        );
        let socket = server.connect(&visitor(), "[\"h\",{\"page\":\"\"}]", Walk::new)?;
        server.settle();
        let mut session = Self {
            server,
            socket,
            event: 0,
        };
        session.send("start_tutorial");
        Ok(session)
    }

    /// Takes so many steps.
    fn walk(&mut self, steps: usize) -> usize {
        for _ in 0..steps {
            self.send("tick");
        }
        steps
    }

    fn send(&mut self, event: &str) {
        self.event += 1;
        // The snapshot, and a frame for each earlier event.
        let applied = self.event;
        self.socket.send(&format!(
            "[\"e\",{},\"{event}\",{{}},{applied}]",
            self.event
        ));
        self.server.settle();
        let received = std::iter::from_fn(|| self.socket.try_next()).count();
        assert!(received > 0, "event {} is not answered", self.event);
    }
}
