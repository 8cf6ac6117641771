//! The README, taken literally: in an empty folder outside the workspace, its commands make an
//! app of its first program, which is served and has a page.
//!
//! The checkout of docent is this one, and the app listens at port 0: it takes a free one and
//! prints it.

use std::error::Error;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use docent_tests::get;

/// What is given up on when the test ends: the app.
struct App(Child);

impl Drop for App {
    fn drop(&mut self) {
        if let Err(error) = self.0.kill().and_then(|()| self.0.wait()) {
            eprintln!("the app does not end: {error}");
        }
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("a workspace")
        .to_owned()
}

/// The commands that begin with `cargo add`, of those that the README shows.
fn additions(readme: &str) -> Vec<Vec<&str>> {
    let commands = readme.split('`').filter(|text| {
        let arguments = text.strip_prefix("cargo add ");
        arguments.is_some_and(|arguments| !arguments.contains('\n'))
    });
    commands
        .map(|text| text.split(' ').skip(1).collect())
        .collect()
}

/// The README's first program.
fn program(readme: &str) -> &str {
    let (_, program) = readme.split_once("```rust\n").expect("a program");
    program.split_once("```").expect("its end").0
}

fn cargo(folder: &Path, arguments: &[&str]) -> Result<Command, Box<dyn Error>> {
    let cargo = std::env::var_os("CARGO").ok_or("cargo runs the tests")?;
    let mut command = Command::new(cargo);
    command
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", workspace().join("target/first_steps"))
        // What the workspace's own build has set for this test is not for another package.
        .env_remove("CARGO_MANIFEST_DIR")
        .env("NO_COLOR", "1");
    Ok(command)
}

fn run(folder: &Path, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let output = cargo(folder, arguments)?.output()?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(format!("cargo {}: {text}", arguments.join(" ")).into())
}

/// Where an app listens that has printed this line.
fn address(line: &str) -> Option<SocketAddr> {
    let (_, url) = line.split_once("http://")?;
    let is_address = |c: char| c.is_ascii_digit() || c == '.' || c == ':';
    let end = url.find(|c| !is_address(c)).unwrap_or(url.len());
    url[..end].parse().ok()
}

#[tokio::test]
async fn the_readme_makes_an_app_in_an_empty_folder() -> Result<(), Box<dyn Error>> {
    let readme = fs::read_to_string(workspace().join("README.md"))?;
    let empty = tempfile::tempdir()?;
    let folder = empty.path().join("app");
    fs::create_dir(&folder)?;
    run(&folder, &["init", "--quiet", "--vcs=none"])?;
    // The versions that the other tests have, which are here already.
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let added = additions(&readme);
    assert!(!added.is_empty(), "the README adds dependencies");
    let runtime = workspace().join("runtime");
    let runtime = runtime.to_str().ok_or("a path in UTF-8")?;
    for mut arguments in added {
        // The checkout beside the app is this one.
        for argument in &mut arguments {
            if *argument == "../docent/runtime" {
                *argument = runtime;
            }
        }
        run(&folder, &arguments)?;
    }
    let program = program(&readme);
    assert!(program.contains("127.0.0.1:3000"));
    let program = program.replace(":3000", ":0");
    fs::write(folder.join("src/main.rs"), program)?;
    run(&folder, &["build", "--quiet"])?;

    let mut app = cargo(&folder, &["run", "--quiet"])?
        .stdout(Stdio::piped())
        .spawn()
        .map(App)?;
    let output = app.0.stdout.take().ok_or("its output")?;
    let mut lines = BufReader::new(output).lines();
    let address = lines.find_map(|line| address(&line.ok()?));
    let address = address.ok_or("the app prints its URL")?;

    let page = get(address, "/", &[]).await;
    assert!(page.body.contains("Take the tour"), "{}", page.body);
    let script = page
        .body
        .split('"')
        .find(|text| text.contains("/docent.js"));
    let script = script.ok_or("the page has docent's script")?;
    let script = get(address, script, &[]).await;
    assert_eq!(script.status, 200);
    Ok(())
}
