//! Many pages of one server, and the one loop that serves their sockets.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};
use socket2::{Domain, Socket, Type};

use super::page::{Page, Received, Visitor};
use super::websocket;
use crate::Outcome;

/// How long anything may take that must happen, on a busy machine.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// The protocol of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `docent.2`.
    Docent,
    /// The echo's: every text is answered with one frame, always the same.
    Echo,
}

/// A page that is about to open its socket.
#[derive(Debug, Clone)]
pub struct Opening<'a> {
    /// Where.
    pub path: &'a str,
    /// Whose.
    pub visitor: &'a Visitor,
    /// Its first frame.
    pub hello: String,
    /// What has to come before it counts as open.
    pub until: Received,
}

/// Many pages of one server.
#[derive(Debug)]
pub struct Crowd {
    address: SocketAddr,
    /// Where its own ends are.
    host: Ipv4Addr,
    dialect: Dialect,
    poll: Poll,
    events: Events,
    /// The pages, in the order in which they were opened.
    pub pages: Vec<Page>,
    /// Where everything that comes in is read to.
    incoming: Box<[u8]>,
    outgoing: Vec<u8>,
}

impl Crowd {
    /// Without pages yet.
    ///
    /// # Errors
    ///
    /// If the system has no more files to give.
    pub fn new(address: SocketAddr, dialect: Dialect) -> Outcome<Self> {
        static CROWDS: AtomicU8 = AtomicU8::new(2);
        Ok(Self {
            address,
            host: Ipv4Addr::new(127, 0, 1, CROWDS.fetch_add(1, Ordering::Relaxed)),
            dialect,
            poll: Poll::new()?,
            events: Events::with_capacity(1024),
            pages: Vec::new(),
            incoming: vec![0; 256 * 1024].into(),
            outgoing: Vec::new(),
        })
    }

    /// Opens pages, so many at a time, and returns how long each took from its
    /// connect until it received what it opens for.
    ///
    /// # Errors
    ///
    /// If a page is refused, or not answered in time.
    pub fn open(&mut self, openings: &[Opening<'_>], at_once: usize) -> Outcome<Vec<Duration>> {
        let first = self.pages.len();
        let host = self.address.to_string();
        let started = Instant::now();
        let mut begun = Vec::with_capacity(openings.len());
        let mut took = vec![None; openings.len()];
        let mut done = 0;
        while done < openings.len() {
            while begun.len() < openings.len() && begun.len() - done < at_once {
                begun.push(Instant::now());
                self.connect(openings[begun.len() - 1].hello.clone())?;
            }
            let request = |at: usize| {
                let Opening { path, visitor, .. } = &openings[at - first];
                websocket::request(&host, path, &visitor.cookie)
            };
            self.turn(
                Duration::from_millis(10),
                request,
                |at, _, received, text| {
                    let Some(at) = at.checked_sub(first) else {
                        return Ok(());
                    };
                    if received == Received::Refusal {
                        return Err(format!("a page was refused: {text}").into());
                    }
                    if received == openings[at].until && took[at].is_none() {
                        took[at] = Some(begun[at].elapsed());
                        done += 1;
                    }
                    Ok(())
                },
            )?;
            if started.elapsed() > PATIENCE {
                return Err(format!("{done} of {} pages are open", openings.len()).into());
            }
        }
        Ok(took.into_iter().flatten().collect())
    }

    /// Sends a text for the page at `at`.
    ///
    /// # Errors
    ///
    /// If its connection is gone.
    pub fn send(&mut self, at: usize, text: &str) -> Outcome<()> {
        websocket::write_text(&mut self.outgoing, text);
        write(&mut self.pages[at].stream, &self.outgoing)
    }

    /// Processes what was received, waiting at most so long for it; answers heartbeats.
    ///
    /// # Errors
    ///
    /// If a connection is gone, or `received` fails.
    pub fn listen(
        &mut self,
        at_most: Duration,
        received: impl FnMut(usize, &mut Page, Received, &str) -> Outcome<()>,
    ) -> Outcome<()> {
        let all_are_open = |_| String::new();
        self.turn(at_most, all_are_open, received)
    }

    /// Sends each page's text, so many at a time, and returns how long each waited for a frame.
    ///
    /// # Errors
    ///
    /// If a connection is gone or a page gets no answer.
    pub fn ask(
        &mut self,
        at_once: usize,
        mut text: impl FnMut(usize, &mut Page) -> String,
    ) -> Outcome<Vec<Duration>> {
        let count = self.pages.len();
        let started = Instant::now();
        let mut asked = Vec::with_capacity(count);
        let mut took = vec![None; count];
        let mut done = 0;
        while done < count {
            while asked.len() < count && asked.len() - done < at_once {
                let at = asked.len();
                let text = text(at, &mut self.pages[at]);
                asked.push(Instant::now());
                self.send(at, &text)?;
            }
            self.listen(Duration::from_millis(10), |at, _, received, text| {
                match received {
                    Received::Refusal => return Err(format!("it was refused: {text}").into()),
                    Received::Frame if at < asked.len() && took[at].is_none() => {
                        took[at] = Some(asked[at].elapsed());
                        done += 1;
                    }
                    _ => {}
                }
                Ok(())
            })?;
            if started.elapsed() > PATIENCE {
                return Err(format!("{done} of {count} pages were answered").into());
            }
        }
        Ok(took.into_iter().flatten().collect())
    }

    fn connect(&mut self, hello: String) -> Outcome<()> {
        let mut stream = self.stream()?;
        let token = Token(self.pages.len());
        let both = Interest::READABLE | Interest::WRITABLE;
        self.poll.registry().register(&mut stream, token, both)?;
        self.pages.push(Page::new(stream, hello));
        Ok(())
    }

    /// A stream from a port of our own choice, at an address that no other crowd has.
    ///
    /// The kernel looks for a free port among half of its range first; once
    /// 14,000 sockets go to one server it looks at all of them for every
    /// connect, and the load would measure that.
    fn stream(&self) -> Outcome<TcpStream> {
        const FIRST_PORT: u16 = 10_000;
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
        // The bench that ran before may have left it with a connection that lingers.
        socket.set_reuse_address(true)?;
        let port = FIRST_PORT + u16::try_from(self.pages.len())?;
        socket.bind(&SocketAddr::from((self.host, port)).into())?;
        // On the loopback interface this waits for nobody.
        socket.connect(&self.address.into())?;
        socket.set_nonblocking(true)?;
        Ok(TcpStream::from_std(socket.into()))
    }

    /// Serves the sockets for which something has happened.
    fn turn(
        &mut self,
        at_most: Duration,
        mut request: impl FnMut(usize) -> String,
        mut received: impl FnMut(usize, &mut Page, Received, &str) -> Outcome<()>,
    ) -> Outcome<()> {
        match self.poll.poll(&mut self.events, Some(at_most)) {
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(()),
            polled => polled?,
        }
        for event in &self.events {
            let Token(at) = event.token();
            let page = &mut self.pages[at];
            if event.is_writable() {
                // Connected. What follows is small enough to be written at any time.
                page.stream.set_nodelay(true)?;
                self.poll
                    .registry()
                    .reregister(&mut page.stream, Token(at), Interest::READABLE)?;
                write(&mut page.stream, request(at).as_bytes())?;
            }
            let mut is_drained = !event.is_readable();
            while !is_drained {
                let length = match page.stream.read(&mut self.incoming) {
                    Ok(0) => return Err(format!("the server has closed page {at}").into()),
                    Ok(length) => length,
                    Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                    Err(error) => return Err(error.into()),
                };
                // A short read has drained the socket; the next edge reports more (epoll(7)).
                is_drained = length < self.incoming.len();
                let mut rest = &self.incoming[..length];
                let joined;
                if !page.partial.is_empty() {
                    joined = [&std::mem::take(&mut page.partial), rest].concat();
                    rest = &joined;
                }
                if let Some(hello) = &page.hello {
                    let Some(end) = rest.windows(4).position(|four| four == b"\r\n\r\n") else {
                        page.partial = rest.to_vec();
                        continue;
                    };
                    if !rest.starts_with(b"HTTP/1.1 101") {
                        return Err(String::from_utf8_lossy(rest).into());
                    }
                    websocket::write_text(&mut self.outgoing, hello);
                    write(&mut page.stream, &self.outgoing)?;
                    page.hello = None;
                    rest = &rest[end + 4..];
                }
                while let Some(frame) = websocket::read(rest) {
                    rest = &rest[frame.length..];
                    if frame.is_close {
                        let reason = String::from_utf8_lossy(frame.payload.get(2..).unwrap_or(&[]));
                        return Err(format!("page {at} was sent away: {reason}").into());
                    }
                    let text = std::str::from_utf8(frame.payload)?;
                    let what = match self.dialect {
                        Dialect::Docent => page.take(text),
                        Dialect::Echo => {
                            page.applied += 1;
                            Received::Frame
                        }
                    };
                    if what == Received::Heartbeat {
                        websocket::write_text(&mut self.outgoing, &page.say_applied());
                        write(&mut page.stream, &self.outgoing)?;
                    }
                    received(at, page, what, text)?;
                }
                if !rest.is_empty() {
                    page.partial = rest.to_vec();
                }
            }
        }
        Ok(())
    }
}

/// Writes all of a few bytes at once: they always fit into a socket that is being read.
fn write(stream: &mut TcpStream, bytes: &[u8]) -> Outcome<()> {
    let written = stream.write(bytes)?;
    if written == bytes.len() {
        Ok(())
    } else {
        Err(io::Error::from(ErrorKind::WriteZero).into())
    }
}
