//! A bad network: a proxy that knows where a WebSocket's frames begin and end
//! (RFC 6455 §5.2) and does one thing wrong with one of them.
//!
//! Only the first connection is bad; those that follow pass unharmed.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the page to the server.
    Up,
    /// From the server to the page.
    Down,
}

/// What goes wrong with a frame, counted from 0 in its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: the frames are counted.
    None,
    /// The connection is cut in place of the frame.
    CutBefore(usize),
    /// The connection is cut in the middle of the frame.
    CutInside(usize),
    /// The frame arrives, and then the connection is cut.
    CutAfter(usize),
    /// The connection is cut after so many bytes, those of the handshake included.
    CutBytes(usize),
    /// The frame does not arrive.
    Drop(usize),
    /// The frame arrives twice.
    Twice(usize),
    /// The frame and the next one arrive in the wrong order.
    Swap(usize),
    /// The frame, and all behind it, arrive late.
    Delay(usize, Duration),
    /// From this frame on nothing is read.
    Stall(usize),
}

/// A proxy in front of a server, until it is dropped.
#[derive(Debug)]
pub struct Proxy {
    /// Where it listens.
    pub address: SocketAddr,
    state: Arc<State>,
    task: tokio::task::JoinHandle<()>,
}

#[derive(Debug, Default)]
struct State {
    fired: AtomicBool,
    up: AtomicUsize,
    down: AtomicUsize,
}

impl Proxy {
    /// A proxy that does `fault` to frames that go that way.
    ///
    /// # Panics
    ///
    /// If there is no free port.
    pub async fn before(server: SocketAddr, way: Way, fault: Fault) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(State::default());
        let task = tokio::spawn(accept(listener, server, way, fault, Arc::clone(&state)));
        Self {
            address,
            state,
            task,
        }
    }

    /// Whether it has done what it is for.
    #[must_use]
    pub fn has_fired(&self) -> bool {
        self.state.fired.load(Ordering::Relaxed)
    }

    /// How many frames of the first connection went that way.
    #[must_use]
    pub fn frames(&self, way: Way) -> usize {
        let counted = match way {
            Way::Up => &self.state.up,
            Way::Down => &self.state.down,
        };
        counted.load(Ordering::Relaxed)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(
    listener: TcpListener,
    server: SocketAddr,
    way: Way,
    fault: Fault,
    state: Arc<State>,
) {
    // Its connections end with it.
    let mut connections = tokio::task::JoinSet::new();
    let mut is_first = true;
    while let Ok((page, _)) = listener.accept().await {
        let fault = if is_first { fault } else { Fault::None };
        let counts = if is_first {
            Arc::clone(&state)
        } else {
            Arc::default()
        };
        is_first = false;
        connections.spawn(async move {
            // The end of either direction is the end of both.
            if let Err(error) = connection(page, server, way, fault, &counts).await {
                assert_ne!(error.kind(), io::ErrorKind::InvalidData, "{error}");
            }
        });
    }
}

async fn connection(
    page: TcpStream,
    server: SocketAddr,
    way: Way,
    fault: Fault,
    state: &State,
) -> io::Result<()> {
    let server = TcpStream::connect(server).await?;
    page.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (from_page, to_page) = page.into_split();
    let (from_server, to_server) = server.into_split();
    let of = |this| if this == way { fault } else { Fault::None };
    let up = Direction::new(from_page, to_server, of(Way::Up), &state.up, &state.fired);
    let down = Direction::new(
        from_server,
        to_page,
        of(Way::Down),
        &state.down,
        &state.fired,
    );
    tokio::select! {
        ended = up.run() => ended,
        ended = down.run() => ended,
    }
}

struct Direction<'a> {
    from: OwnedReadHalf,
    to: OwnedWriteHalf,
    read: Vec<u8>,
    fault: Fault,
    frames: &'a AtomicUsize,
    fired: &'a AtomicBool,
    /// How many bytes may still pass before `CutBytes`.
    bytes: usize,
}

impl<'a> Direction<'a> {
    fn new(
        from: OwnedReadHalf,
        to: OwnedWriteHalf,
        fault: Fault,
        frames: &'a AtomicUsize,
        fired: &'a AtomicBool,
    ) -> Self {
        let bytes = match fault {
            Fault::CutBytes(bytes) => bytes,
            _ => usize::MAX,
        };
        Self {
            from,
            to,
            read: Vec::new(),
            fault,
            frames,
            fired,
            bytes,
        }
    }

    /// Passes bytes on until the connection ends or is cut.
    async fn run(mut self) -> io::Result<()> {
        let head = self.take(|read| {
            let end = read.windows(4).position(|window| window == b"\r\n\r\n");
            end.map(|end| end + 4)
        });
        let head = head.await?;
        self.pass(&head).await?;
        let mut held = Vec::new();
        for number in 0.. {
            let frame = self.take(frame_length).await?;
            self.frames.fetch_add(1, Ordering::Relaxed);
            match self.fault {
                Fault::CutBefore(at) if at == number => return self.cut(),
                Fault::CutInside(at) if at == number => {
                    self.pass(&frame[..frame.len() / 2]).await?;
                    return self.cut();
                }
                Fault::CutAfter(at) if at == number => {
                    self.pass(&frame).await?;
                    return self.cut();
                }
                Fault::Drop(at) if at == number => self.fire(),
                Fault::Twice(at) if at == number => {
                    self.fire();
                    self.pass(&frame).await?;
                    self.pass(&frame).await?;
                }
                Fault::Swap(at) if at == number => held = frame,
                Fault::Swap(at) if at + 1 == number => {
                    self.fire();
                    self.pass(&frame).await?;
                    self.pass(&std::mem::take(&mut held)).await?;
                }
                Fault::Delay(at, time) if at == number => {
                    self.fire();
                    sleep(time).await;
                    self.pass(&frame).await?;
                }
                Fault::Stall(at) if at == number => {
                    self.fire();
                    std::future::pending::<()>().await;
                }
                _ => self.pass(&frame).await?,
            }
        }
        Ok(())
    }

    /// Reads until `length` finds a whole thing at the front.
    async fn take(&mut self, length: impl Fn(&[u8]) -> Option<usize>) -> io::Result<Vec<u8>> {
        loop {
            if let Some(length) = length(&self.read) {
                return Ok(self.read.drain(..length).collect());
            }
            if self.from.read_buf(&mut self.read).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    async fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.len() > self.bytes {
            let last = self.bytes;
            self.to.write_all(&bytes[..last]).await?;
            return self.cut();
        }
        self.bytes = self.bytes.saturating_sub(bytes.len());
        self.to.write_all(bytes).await
    }

    fn fire(&self) {
        self.fired.store(true, Ordering::Relaxed);
    }

    /// Ends the connection: both ends see it go when they are dropped.
    fn cut(&self) -> io::Result<()> {
        self.fire();
        Err(io::ErrorKind::ConnectionAborted.into())
    }
}

/// The length of the frame at the front, if it is all there.
fn frame_length(read: &[u8]) -> Option<usize> {
    let second = *read.get(1)?;
    let mask = if second & 0x80 == 0 { 0 } else { 4 };
    let (head, payload) = match second & 0x7f {
        126 => {
            let length = read.get(2..4)?.try_into().ok()?;
            (4, usize::from(u16::from_be_bytes(length)))
        }
        127 => {
            let length = read.get(2..10)?.try_into().ok()?;
            (10, usize::try_from(u64::from_be_bytes(length)).ok()?)
        }
        short => (2, usize::from(short)),
    };
    let whole = head + mask + payload;
    (read.len() >= whole).then_some(whole)
}
