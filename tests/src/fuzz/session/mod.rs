//! Whole sessions: what pages do, in any order, on connections in memory.
//!
//! The input is a script, two or three bytes a line. The clock is paused and
//! nothing runs but what the script moves, so that a script is quick.

mod page;
mod shop;
mod store;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use docent::config::Limits;
use docent::internals;
use docent::test::{Server, StepRef};
use docent::{Docent, Visitor};
use tokio::runtime;
use tokio::task::coop::unconstrained;
use tokio::time::advance;

use self::page::{Page, Story};
use self::shop::{HANDLERS, Ordered, Shop, World};
use self::store::Moody;

/// Plays a script, and checks what a session promises.
///
/// # Panics
///
/// If a session breaks a promise.
pub fn session(input: &[u8]) {
    let clock = runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a clock");
    // Nothing else runs here that could be kept waiting.
    clock.block_on(unconstrained(play(input)));
}

/// Small, so that a short script reaches every bound.
fn limits() -> Limits {
    Limits::default()
        .max_queued_events(3)
        .max_unacknowledged_frames(6)
        .max_outbox_bytes(2048)
        .max_waiters(2)
        .max_flows(3)
        .events_per_second(4)
        .event_burst(12)
}

async fn play(input: &[u8]) {
    let store = Moody::default();
    let limits = limits();
    let docent = Docent::builder()
        .limits(limits.clone())
        .progress(store.clone())
        .build();
    let mut stage = Stage {
        server: Server::new(docent.clone()),
        docent,
        store,
        limits,
        visitors: [internals::visitor(), internals::visitor()],
        pages: Vec::new(),
        stories: Vec::new(),
    };
    let mut script = input.iter().copied();
    while let Some(line) = script.next() {
        stage.act(line, &mut script).await;
        stage.settle();
    }
    stage.finish().await;
}

/// How many pages a script may open.
const MOST_PAGES: usize = 4;

const TIMES: [u64; 8] = [1, 60, 100, 300, 4_000, 15_000, 31_000, 61_000];

const PARAMS: [&str; 8] = [
    "",
    ",\"title\":\"a\"",
    ",\"title\":\"boom\"",
    ",\"title\":\"done\"",
    ",\"title\":\"back\",\"times\":1",
    ",\"title\":\"long title\",\"times\":200",
    ",\"title\":[3]",
    ",\"size\":\"1500\"",
];

struct Stage {
    server: Server,
    docent: Docent,
    store: Moody,
    limits: Limits,
    visitors: [Visitor; 2],
    pages: Vec<(usize, Page)>,
    stories: Vec<Rc<RefCell<Story>>>,
}

impl Stage {
    /// One line of a script: the low bits choose the action, the high ones which page does it.
    async fn act(&mut self, line: u8, script: &mut impl Iterator<Item = u8>) {
        let mut next = || script.next().unwrap_or_default();
        let which = usize::from(line >> 4);
        match line & 0xf {
            0 => return self.open(which % 2),
            1 => return self.store.feel(next()),
            2 => {
                let time = TIMES[which % TIMES.len()];
                advance(Duration::from_millis(time)).await;
                return;
            }
            3 if which % 2 == 0 => return self.server.drain(Duration::from_secs(10)),
            // Nobody may be there.
            3 => {
                let size = next();
                let sessions = self.docent.visitor(&self.visitors[which / 2 % 2]);
                assert!(sessions.emit(Ordered { size }) <= self.stories.len());
                return;
            }
            _ => {}
        }
        if self.pages.is_empty() {
            return;
        }
        let at = which % self.pages.len();
        let (visitor, page) = &mut self.pages[at];
        match line & 0xf {
            4..=6 => {
                let how = next();
                let name = HANDLERS[usize::from(how & 0xf)];
                let params = PARAMS[usize::from(how >> 4) % PARAMS.len()];
                // An event is refused where a snapshot is due and cannot be rendered.
                let mut story = page.story.borrow_mut();
                story.disturbed |= name == "spoil";
                story.spoilt |= name == "spoil";
                drop(story);
                page.event(name, params, 0, page.applied());
            }
            7 => {
                let how = next();
                let skipped = i64::from(how % 5) - 2;
                page.event("click", "", skipped, page.applied() + u64::from(how >> 7));
            }
            8 | 9 => {
                let how = next();
                let StepRef { run, visit } = page.run().unwrap_or_default();
                let run = (run + u64::from(how >> 7)).saturating_sub(u64::from(how >> 6 & 1));
                let visit =
                    (visit + u64::from(how >> 5 & 1)).saturating_sub(u64::from(how >> 4 & 1));
                let name = ["skip", "back", "cancel", "missing", "win", "done"]
                    [usize::from(how & 0xf) % 6];
                page.socket
                    .send(&format!("[\"t\",{run},{visit},\"{name}\"]"));
            }
            10 => page.acknowledge(page.applied(), ""),
            11 => {
                let how = next();
                let failures = [
                    "",
                    ",[]",
                    r##",[[1,0,"missing","focus","#a"],[2,3,"threw","show",""]]"##,
                    ",7",
                ];
                let failures = failures[usize::from(how & 3)];
                page.acknowledge(u64::from(how >> 2), failures);
            }
            12 => {
                page.story.borrow_mut().disturbed = true;
                match next() % 6 {
                    0 => page.socket.cut(),
                    1 => page.socket.send_too_much(),
                    2 => page.socket.send("[\"e\",1"),
                    3 => page.socket.send("[\"h\",{}]"),
                    4 => page.socket.take(false),
                    _ => page.socket.take(true),
                }
            }
            13 => page.story.borrow().world.gate.notify_waiters(),
            // A page comes back, or a copy of it takes it over.
            14 => {
                let (visitor, hello) = (*visitor, page.hello(0));
                self.connect(visitor, &hello, at, 0);
            }
            _ => {
                let how = next();
                let visitor = (*visitor + usize::from(how >> 7)) % 2;
                let more = u64::from(how & 3);
                let hello = page.hello(more);
                self.connect(visitor, &hello, at, more);
            }
        }
    }

    /// Opens a page for the first time.
    fn open(&mut self, visitor: usize) {
        if self.pages.len() < MOST_PAGES {
            self.connect(visitor, "[\"h\",{\"page\":\"\"}]", usize::MAX, 0);
        }
    }

    /// Connects with this hello; the page at `from` is what the hello speaks
    /// of, as if it had seen so many frames `more`.
    fn connect(&mut self, visitor: usize, hello: &str, from: usize, more: u64) {
        let mut mounted = None;
        let socket = self
            .server
            .connect(&self.visitors[visitor], hello, || {
                let world = Arc::<World>::default();
                mounted = Some(Arc::clone(&world));
                Shop::new(world)
            })
            .expect("the hello is one");
        let before = self.pages.get(from).map(|(_, page)| page);
        let story = match (mounted, before) {
            (None, Some(before)) => {
                before.story.borrow_mut().disturbed = true;
                Rc::clone(&before.story)
            }
            (None, None) => panic!("a page that names no session is given one"),
            (Some(world), _) => {
                let story = Rc::new(RefCell::new(Story::new(world)));
                self.stories.push(Rc::clone(&story));
                story
            }
        };
        let page = Page::new(socket, story, before.map(|before| (before, more)));
        // The old end stays, to be read until it is closed, if there is room for it.
        if self.pages.len() < MOST_PAGES {
            self.pages.push((visitor, page));
        } else {
            let at = from.min(self.pages.len() - 1);
            // Nobody reads what the old end is sent.
            self.pages[at].1.story.borrow_mut().disturbed = true;
            self.pages[at] = (visitor, page);
        }
    }

    /// Everybody does what can be done now.
    fn settle(&mut self) {
        self.server.settle();
        for (_, page) in &mut self.pages {
            page.receive(&self.limits);
        }
        for story in &self.stories {
            story.borrow().check();
        }
    }

    /// Everything gets well again, then everybody leaves: nothing may stay behind.
    async fn finish(&mut self) {
        self.store.feel(0);
        // A handler that sleeps, and one that would hang forever, have their time.
        for time in [0, 100, 31_000] {
            // Once for each event that waited behind one that took its time.
            for _ in 0..=self.limits.max_queued_events {
                advance(Duration::from_millis(time)).await;
                for (_, page) in &mut self.pages {
                    page.socket.take(true);
                    page.acknowledge(page.applied(), "");
                }
                for story in &self.stories {
                    story.borrow().world.gate.notify_waiters();
                }
                self.settle();
            }
        }
        for story in &self.stories {
            story.borrow().check_settled();
        }
        for (_, page) in &mut self.pages {
            page.socket.cut();
        }
        self.settle();
        for time in [
            self.limits.silence_timeout,
            self.limits.handler_timeout,
            self.limits.grace_period,
        ] {
            advance(time).await;
            self.settle();
        }
        assert!(self.server.is_empty(), "a session stays behind");
    }
}
