//! A PostgreSQL server of the tests' own, in a temporary folder.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, PgPool};

/// Where Debian's packages have the server's programs, below the version's folder.
const INSTALLED: &str = "/usr/lib/postgresql";

/// Keeps the server until its standard input ends, which it does with this
/// process however that ends.
const KEEPER: &str = r#"
trap '' INT
bin=$1
folder=$(mktemp -d /tmp/docent-postgres.XXXXXX)
cd "$folder" || exit 1
trap '"$bin/pg_ctl" -D data -m immediate stop >/dev/null 2>&1; cd /; rm -rf "$folder"' EXIT
"$bin/initdb" -D data -U docent -A trust -E UTF8 --locale=C --no-sync >log 2>&1 || { cat log >&2; exit 1; }
cat >>data/postgresql.conf <<END
listen_addresses = ''
unix_socket_directories = '$folder'
fsync = off
max_connections = 200
END
start() {
    tries=0
    until "$bin/pg_ctl" -D data -l log -w start >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || { cat log >&2; exit 1; }
        sleep 0.1
    done
    echo "$folder"
}
start
while read -r command; do
    case $command in
        start) start ;;
        kill) kill -9 "$(head -n 1 data/postmaster.pid)" && echo "$folder" ;;
    esac
done
"#;

pub(crate) struct Cluster {
    folder: PathBuf,
    keeper: Mutex<Keeper>,
    databases: AtomicUsize,
}

struct Keeper {
    process: Child,
    /// Until the cluster is dropped.
    commands: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Cluster {
    /// The server that tests share.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    pub(crate) fn start() -> Self {
        let programs = programs().unwrap_or_else(|| {
            panic!("no PostgreSQL in {INSTALLED}: install Debian's package `postgresql`")
        });
        // PostgreSQL refuses to run as root.
        let is_root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
        let mut command = match is_root {
            true => {
                let mut command = Command::new("runuser");
                command.args(["-u", "postgres", "--", "sh"]);
                command
            }
            false => Command::new("sh"),
        };
        let mut process = command
            .args(["-c", KEEPER, "keeper"])
            .arg(programs)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell can be started");
        let mut keeper = Keeper {
            commands: process.stdin.take(),
            answers: BufReader::new(process.stdout.take().expect("it is piped")),
            process,
        };
        Self {
            folder: keeper.answer(),
            keeper: Mutex::new(keeper),
            databases: AtomicUsize::new(0),
        }
    }

    /// Kills the server as a crash would.
    pub(crate) fn kill(&self) {
        self.keeper.lock().expect("no panic").tell("kill");
    }

    /// Starts the server again that was killed.
    pub(crate) fn restart(&self) {
        self.keeper.lock().expect("no panic").tell("start");
    }

    /// A new database.
    pub(crate) async fn database(&self) -> PgConnectOptions {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{number}");
        let options = PgConnectOptions::new_without_pgpass()
            .socket(&self.folder)
            .port(5432)
            .username("docent");
        let mut connection = options
            .clone()
            .database("postgres")
            .connect()
            .await
            .expect("the server runs");
        let create = AssertSqlSafe(format!("CREATE DATABASE {name}"));
        let created = sqlx::query(create).execute(&mut connection).await;
        created.expect("a database can be made");
        options.database(&name)
    }

    /// A pool of a new database that is migrated.
    pub(crate) async fn migrated(&self) -> PgPool {
        let pool = PgPool::connect_lazy_with(self.database().await);
        docent_postgres::migrate(&pool).await.expect("migrated");
        pool
    }

    /// Where the server listens.
    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.join(".s.PGSQL.5432")
    }
}

impl Keeper {
    fn tell(&mut self, command: &str) {
        let commands = self.commands.as_mut().expect("it is not dropped");
        writeln!(commands, "{command}").expect("the keeper reads");
        self.answer();
    }

    fn answer(&mut self) -> PathBuf {
        let mut line = String::new();
        let read = self.answers.read_line(&mut line);
        assert!(read.expect("text") > 0, "PostgreSQL could not be started");
        PathBuf::from(line.trim_end())
    }
}

/// The shared server is not dropped: its keeper's input ends with this process.
impl Drop for Cluster {
    fn drop(&mut self) {
        let mut keeper = self.keeper.lock().unwrap_or_else(PoisonError::into_inner);
        drop(keeper.commands.take());
        keeper.process.wait().expect("the keeper is our child");
    }
}

/// The folder of the newest version's programs.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(INSTALLED).ok()?;
    versions
        .filter_map(|version| {
            let version = version.ok()?;
            let number: u32 = version.file_name().to_str()?.parse().ok()?;
            Some((number, version.path().join("bin")))
        })
        .filter(|(_, programs)| is_server(programs))
        .max()
        .map(|(_, programs)| programs)
}

/// The client's package has the folder too.
fn is_server(programs: &Path) -> bool {
    programs.join("initdb").is_file()
}
