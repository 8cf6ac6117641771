//! One page, as its server sees it: what it keeps, and what it sends.

use std::net::SocketAddr;

use mio::net::TcpStream;

use crate::Outcome;
use crate::http::Http;

/// Who opens a page, and what the page came with.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    /// The cookie that makes it the same visitor again.
    pub cookie: String,
    /// The page's token.
    pub token: String,
    /// What names the page's render.
    pub digest: String,
}

impl Visitor {
    /// Opens a page: for the first time, or again with its cookie.
    ///
    /// # Errors
    ///
    /// If the answer is no page of docent's.
    pub fn open(http: &mut Http, path: &str, cookie: Option<&str>) -> Outcome<Self> {
        let answer = http.get(path, cookie)?;
        let cookie = match (cookie, answer.header("set-cookie")) {
            (Some(cookie), _) => cookie.to_owned(),
            (None, Some(set)) => set.split(';').next().unwrap_or_default().to_owned(),
            (None, None) => return Err("a new visitor got no cookie".into()),
        };
        Ok(Self {
            cookie,
            token: attribute(&answer.body, "data-docent")?,
            digest: attribute(&answer.body, "data-digest")?,
        })
    }

    /// New visitors, each with a page.
    ///
    /// # Errors
    ///
    /// As [`open`](Visitor::open).
    pub fn many(address: SocketAddr, path: &str, count: usize) -> Outcome<Vec<Self>> {
        let mut http = Http::open(address)?;
        (0..count)
            .map(|_| Self::open(&mut http, path, None))
            .collect()
    }

    /// The first frame of a page that is new.
    #[must_use]
    pub fn hello(&self) -> String {
        format!(
            "[\"h\",{{\"page\":\"{}\",\"digest\":\"{}\",\"path\":\"/onboarding\"}}]",
            self.token, self.digest
        )
    }

    /// The first frame of a page without a digest, which gets a snapshot.
    #[must_use]
    pub fn hello_blank(&self) -> String {
        format!(
            "[\"h\",{{\"page\":\"{}\",\"path\":\"/onboarding\"}}]",
            self.token
        )
    }
}

fn attribute(html: &str, name: &str) -> Outcome<String> {
    html.split_once(&format!("{name}=\""))
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(value, _)| value.to_owned())
        .ok_or_else(|| format!("the page has no {name}").into())
}

/// A page with an open socket.
#[derive(Debug)]
pub struct Page {
    pub(super) stream: TcpStream,
    /// The first frame, until the upgrade is answered.
    pub(super) hello: Option<String>,
    /// What has come of a frame that is not whole yet.
    pub(super) partial: Vec<u8>,
    /// From the welcome: the session's id, and how often it was welcomed.
    pub session: Option<(String, u64)>,
    /// The last event that was sent.
    pub event: u64,
    /// The last frame that was applied.
    pub applied: u64,
    /// The run and visit of the step that is shown.
    pub place: Option<(u64, u64)>,
}

impl Page {
    pub(super) fn new(stream: TcpStream, hello: String) -> Self {
        Self {
            stream,
            hello: Some(hello),
            partial: Vec::new(),
            session: None,
            event: 0,
            applied: 0,
            place: None,
        }
    }

    /// The next event.
    pub fn say_event(&mut self, name: &str) -> String {
        self.event += 1;
        format!("[\"e\",{},\"{name}\",{{}},{}]", self.event, self.applied)
    }

    /// That the frames so far are applied.
    #[must_use]
    pub fn say_applied(&self) -> String {
        format!("[\"k\",{}]", self.applied)
    }

    /// Skip, for the step that is shown.
    #[must_use]
    pub fn say_skip(&self) -> String {
        let (run, visit) = self.place.unwrap_or_default();
        format!("[\"t\",{run},{visit},\"skip\"]")
    }

    /// The first frame of the same page on a new socket.
    #[must_use]
    pub fn say_hello_again(&self, visitor: &Visitor) -> String {
        let (session, epoch) = self.session.clone().unwrap_or_default();
        let run = self
            .place
            .map(|(run, visit)| format!(",\"run\":[{run},{visit}]"))
            .unwrap_or_default();
        format!(
            "[\"h\",{{\"page\":\"{}\",\"session\":\"{session}\",\"epoch\":{epoch},\"ack\":{}{run},\"path\":\"/onboarding\"}}]",
            visitor.token, self.applied
        )
    }

    /// Processes a frame, and returns what it was.
    pub(super) fn take(&mut self, text: &str) -> Received {
        if text.starts_with("[\"f\",") {
            self.frame(text)
        } else if let Some(rest) = text.strip_prefix("[\"w\",\"") {
            let mut parts = rest.split([',', '"']);
            let id = parts.next().unwrap_or_default().to_owned();
            let epoch = parts.nth(1).and_then(|epoch| epoch.parse().ok());
            self.session = Some((id, epoch.unwrap_or_default()));
            Received::Welcome
        } else if text.starts_with("[\"p\"") {
            Received::Heartbeat
        } else if text.starts_with("[\"+\",") {
            // The number of a frame is in its first part. A snapshot has none: it comes first.
            let number = text
                .split_once("\"[\\\"f\\\",")
                .map_or("1", |(_, frame)| frame);
            let number = number
                .split(',')
                .next()
                .and_then(|number| number.parse().ok());
            self.applied = self.applied.max(number.unwrap_or_default());
            let last = text.split(',').nth(2) == Some("true");
            if last {
                Received::Frame
            } else {
                Received::Part
            }
        } else if text.starts_with("[\"s\",") {
            Received::Snapshot
        } else {
            Received::Refusal
        }
    }

    fn frame(&mut self, text: &str) -> Received {
        let mut numbers = text[5..].splitn(3, ',');
        self.applied = numbers
            .next()
            .and_then(|number| number.parse().ok())
            .unwrap_or_default();
        // Only the tour's own commands hold numbers in front of a list, and they come last.
        let rest = numbers.nth(1).unwrap_or_default();
        if let Some((_, run)) = rest.split_once(",[],[") {
            let mut run = run.splitn(3, ',');
            let mut number = || run.next().and_then(|number| number.parse().ok());
            self.place = number().zip(number());
        }
        Received::Frame
    }
}

/// What came from a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// A hello was answered.
    Welcome,
    /// A frame, whole.
    Frame,
    /// A part of a frame, not the last.
    Part,
    /// A snapshot in one piece.
    Snapshot,
    /// The server asks whether the page is there.
    Heartbeat,
    /// An event was refused, or it was anything else.
    Refusal,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_where_its_tour_is() {
        let (listener, mut page) = {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
            let stream = TcpStream::connect(listener.local_addr().expect("an address"));
            (
                listener,
                Page::new(stream.expect("a stream"), String::new()),
            )
        };
        let setup = r#"["f",7,3,[],[],[1,12,[["add_class",{}]]]]"#;
        assert_eq!(page.take(setup), Received::Frame);
        assert_eq!((page.applied, page.place), (7, Some((1, 12))));
        assert_eq!(page.say_skip(), r#"["t",1,12,"skip"]"#);
        let changed = r#"["f",8,3,[["html","<p>"]],[],[1,13,[]]]"#;
        assert_eq!(page.take(changed), Received::Frame);
        assert_eq!((page.applied, page.place), (8, Some((1, 13))));
        assert_eq!(
            page.take(r#"["w","abc",3,9,{"frame":1}]"#),
            Received::Welcome
        );
        assert_eq!(page.session, Some(("abc".to_owned(), 3)));
        drop(listener);
    }
}
