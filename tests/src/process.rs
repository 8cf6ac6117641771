//! A server in a process of its own, to be asked to stop or killed.

use std::io;
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::PATIENCE;

/// A server's process. It is killed when this is dropped.
#[derive(Debug)]
pub struct Server(Child);

impl Server {
    /// Starts `binary` with the socket to serve as its standard input, as
    /// inetd starts a service, and the file to keep progress in as its
    /// argument. The socket outlives it: nobody else gets its port, and who
    /// connects between two processes waits.
    ///
    /// # Panics
    ///
    /// If the process cannot be started.
    #[must_use]
    pub fn start(binary: &str, listener: &TcpListener, store: &Path) -> Self {
        let listener = listener.try_clone().expect("a second handle");
        let child = Command::new(binary)
            .arg(store)
            .stdin(Stdio::from(OwnedFd::from(listener)))
            .spawn();
        Self(child.expect("the server's binary"))
    }

    /// Ends it with SIGKILL, which it cannot handle.
    ///
    /// # Panics
    ///
    /// If it had ended already.
    pub fn kill(mut self) {
        assert_eq!(self.0.try_wait().expect("a child"), None, "it ended");
        self.0.kill().expect("killed");
        self.0.wait().expect("a child");
    }

    /// Tells it to stop, with SIGTERM.
    ///
    /// # Errors
    ///
    /// Where there is no `kill`.
    pub fn terminate(&self) -> io::Result<()> {
        let id = self.0.id().to_string();
        let status = Command::new("kill").args(["-TERM", &id]).status()?;
        assert!(status.success(), "kill -TERM {id}");
        Ok(())
    }

    /// Waits until it has ended.
    ///
    /// # Panics
    ///
    /// If it does not.
    pub async fn ended(&mut self) -> ExitStatus {
        let until = Instant::now() + PATIENCE;
        loop {
            // A child's end is not a future in the standard library.
            match self.0.try_wait().expect("a child") {
                Some(status) => return status,
                None if Instant::now() > until => panic!("the process does not end"),
                None => sleep(Duration::from_millis(5)).await,
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let ended = self.0.kill().and_then(|()| self.0.wait());
        if let Err(error) = ended {
            eprintln!("a server's process may be left over: {error}");
        }
    }
}
