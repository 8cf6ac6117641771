//! The servers as processes: started on their own core, looked at, and ended.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::Outcome;
use crate::http::Http;
use crate::servers::Counted;

/// The core that a server has to itself.
pub const SERVER_CORE: &str = "0";
/// The core of the load: that of this process, if `cargo xtask bench` has started it.
pub const LOAD_CORE: &str = "1";

/// A server that runs until this is dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

/// What a program prints that runs to its end, on the servers' core.
///
/// # Errors
///
/// If it fails.
pub fn output(program: Program, arguments: &[&str]) -> Outcome<String> {
    let output = command(&program.path()?).args(arguments).output()?;
    if output.status.success() {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into())
    }
}

/// A program that will run on the servers' core.
fn command(path: &Path) -> Command {
    if is_pinnable() {
        let mut taskset = Command::new("taskset");
        taskset.args(["-c", SERVER_CORE]).arg(path);
        taskset
    } else {
        Command::new(path)
    }
}

/// Which program a server runs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// With the system's allocator, as it is.
    Plain,
    /// With an allocator that counts.
    Counted,
}

impl Server {
    /// Starts a server: see [`servers::run`](crate::servers::run).
    ///
    /// # Errors
    ///
    /// If it does not start.
    pub fn start(program: Program, arguments: &[&str]) -> Outcome<Self> {
        let mut command = command(&program.path()?);
        if program == Program::Plain {
            command.arg("serve");
        }
        let mut child = command.args(arguments).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let address = line
            .trim()
            .parse()
            .map_err(|_| format!("the server {arguments:?} did not start"))?;
        Ok(Self { child, address })
    }

    /// The memory that is the process's own (PSS), in bytes.
    ///
    /// # Errors
    ///
    /// If the system does not report it.
    pub fn memory(&self) -> Outcome<u64> {
        let rollup = fs::read_to_string(self.proc("smaps_rollup"))?;
        let kibibytes: u64 = rollup
            .lines()
            .find_map(|line| line.strip_prefix("Pss:"))
            .and_then(|line| line.trim().strip_suffix(" kB"))
            .ok_or("no Pss in smaps_rollup")?
            .parse()?;
        Ok(kibibytes * 1024)
    }

    /// How long its threads have been running on a core, in the kernel too.
    ///
    /// That is utime + stime, in nanoseconds and not in ticks.
    ///
    /// # Errors
    ///
    /// If the system does not report it.
    pub fn cpu(&self) -> Outcome<Duration> {
        schedstat(&self.proc("task"), 0)
    }

    /// How long its threads could have run and had no core: others had it.
    ///
    /// # Errors
    ///
    /// If the system does not report it.
    pub fn waited(&self) -> Outcome<Duration> {
        schedstat(&self.proc("task"), 1)
    }

    /// What a counted server has counted.
    ///
    /// # Errors
    ///
    /// If it does not answer.
    pub fn counted(&self) -> Outcome<Counted> {
        let body = Http::open(self.address)?.get("/counted", None)?.body;
        let (allocations, bytes) = body.split_once(' ').ok_or("two numbers")?;
        Ok(Counted {
            allocations: allocations.parse()?,
            bytes: bytes.parse()?,
        })
    }

    fn proc(&self, what: &str) -> PathBuf {
        PathBuf::from(format!("/proc/{}/{what}", self.child.id()))
    }
}

/// The same of this process, which is the load.
///
/// # Errors
///
/// If the system does not report it.
pub fn load_waited() -> Outcome<Duration> {
    schedstat(Path::new("/proc/self/task"), 1)
}

/// One of the times in the threads' `schedstat`: running, waiting to run.
fn schedstat(threads: &Path, which: usize) -> Outcome<Duration> {
    let mut nanoseconds = 0;
    for thread in fs::read_dir(threads)? {
        let schedstat = fs::read_to_string(thread?.path().join("schedstat"))?;
        let time = schedstat.split(' ').nth(which).unwrap_or_default();
        nanoseconds += time.parse::<u64>()?;
    }
    Ok(Duration::from_nanos(nanoseconds))
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has nothing to save; if it is gone already, the measure has failed.
        if self.child.kill().is_ok() {
            self.child.wait().ok();
        }
    }
}

impl Program {
    /// Beside the program that is running, or one folder up from a test.
    fn path(self) -> Outcome<PathBuf> {
        let name = match self {
            Self::Plain => "docent-bench",
            Self::Counted => "counted",
        };
        let own = std::env::current_exe()?;
        own.ancestors()
            .skip(1)
            .take(2)
            .map(|folder| folder.join(name))
            .find(|path| path.is_file())
            .ok_or_else(|| format!("the program `{name}` was not built").into())
    }
}

/// Whether the server and the load can have a core each.
#[must_use]
pub fn is_pinnable() -> bool {
    let can_pin_to = |core| {
        let mut taskset = Command::new("taskset");
        taskset.args(["-c", core, "true"]).stderr(Stdio::null());
        taskset.status().is_ok_and(|status| status.success())
    };
    can_pin_to(SERVER_CORE) && can_pin_to(LOAD_CORE)
}
