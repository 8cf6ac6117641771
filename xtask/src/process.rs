//! Starting other programs from the workspace's root.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Outcome;

/// The workspace's root, also when the command is called from another directory.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a directory of the workspace")
}

/// The cargo that started this program, so that `cargo +toolchain xtask` holds
/// for everything it runs.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// A program of the machine, in `directory` under the workspace's root.
pub(crate) fn program(name: impl AsRef<OsStr>, directory: &str) -> Command {
    let mut program = Command::new(name);
    program.current_dir(root().join(directory));
    program
}

/// Runs `command` to its end, its output shown as it comes.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let call = call(command);
    println!("$ {call}");
    let status = command
        .status()
        .map_err(|error| format!("`{call}` did not start: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{call}` failed ({status})").into())
    }
}

/// What `command` prints, or nothing if it is not there or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where the shell would find `name`.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|directory| directory.join(name))
        .find(|path| path.is_file())
}

/// `command` as it would be typed.
fn call(command: &Command) -> String {
    let name = Path::new(command.get_program())
        .file_name()
        .unwrap_or_else(|| command.get_program());
    let mut call = name.to_string_lossy().into_owned();
    for argument in command.get_args() {
        call.push(' ');
        call.push_str(&argument.to_string_lossy());
    }
    call
}
