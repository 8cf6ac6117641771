//! GETs over one connection that is kept: for pages, and for the servers' counters.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use crate::Outcome;

/// A connection to a server.
#[derive(Debug)]
pub struct Http {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

/// The answer to a GET.
#[derive(Debug)]
pub struct Answer {
    /// The header lines, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// The first header of that name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find_map(|(known, value)| (known == name).then_some(value.as_str()))
    }
}

impl Http {
    /// Opens the connection.
    ///
    /// # Errors
    ///
    /// If nobody listens there.
    pub fn open(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self {
            address,
            stream: BufReader::new(stream),
        })
    }

    /// Sends a GET, with the cookie of a visitor if there is one.
    ///
    /// # Errors
    ///
    /// If the answer is not 200, or not HTTP with a length.
    pub fn get(&mut self, path: &str, cookie: Option<&str>) -> Outcome<Answer> {
        let mut request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n", self.address);
        if let Some(cookie) = cookie {
            request.push_str(&format!("cookie: {cookie}\r\n"));
        }
        request.push_str("\r\n");
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        if !line.starts_with("HTTP/1.1 200") {
            return Err(format!("{path} answers {line:?}").into());
        }
        let mut headers = Vec::new();
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(": ") else {
                break;
            };
            headers.push((name.to_ascii_lowercase(), value.to_owned()));
        }
        let mut answer = Answer {
            headers,
            body: String::new(),
        };
        let length: u64 = answer
            .header("content-length")
            .ok_or("an answer without a length")?
            .parse()?;
        self.stream
            .by_ref()
            .take(length)
            .read_to_string(&mut answer.body)?;
        Ok(answer)
    }
}
