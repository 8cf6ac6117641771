//! An editor shows no error twice.
//!
//! An editor shows every message of the compiler, while cargo prints only one of
//! several that look the same, and so do the `.stderr` files. In an incremental
//! build, as an editor's are, the compiler deduplicates messages only within one
//! item: an expansion that names a misspelt handler in two items has two errors.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

use serde_json::Value;

/// Errors that the compiler itself repeats, and how often: it reports a missing
/// bound once for each item that needs it, and the keys of a view are needed by the
/// constant with the keys, by the check of the view's mixins, and by the tour.
const REPEATED: [(&str, usize); 1] = [("no_live_view/three_steps_wait", 3)];

#[test]
fn no_error_is_shown_twice() {
    let libraries = libraries();
    let cases = Mutex::new(cases());
    let found = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    // In a statement of its own, so that the lock is released.
                    let next = cases.lock().expect("no worker panics with it").pop();
                    let Some(case) = next else {
                        break;
                    };
                    let errors = errors(&case, &libraries);
                    let mut found = found.lock().expect("no worker panics with it");
                    found.insert(case, errors);
                }
            });
        }
    });
    let found = found.into_inner().expect("no worker has panicked");
    assert!(found.len() > 200, "{} cases", found.len());
    let mut repeated = Vec::new();
    for (case, errors) in &found {
        assert!(!errors.is_empty(), "{case} compiles");
        let mut times: BTreeMap<&Error, usize> = BTreeMap::new();
        for error in errors {
            *times.entry(error).or_default() += 1;
        }
        let most = times.into_values().max().unwrap_or_default();
        if most > 1 {
            repeated.push((case.as_str(), most));
        }
    }
    assert_eq!(repeated, REPEATED);
}

/// The text of an error, and where it is underlined.
type Error = (String, Vec<String>);

/// The names of the compile-fail cases: `wait_for/misspelt`.
fn cases() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fail");
    let mut cases = Vec::new();
    for rule in fs::read_dir(folder).expect("the cases") {
        let rule = rule.expect("an entry").path();
        for case in fs::read_dir(&rule).expect("a folder for each rule") {
            let path = case.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let name = |path: &Path| path.file_stem().map(|name| name.display().to_string());
                let (rule, case) = (name(&rule), name(&path));
                cases.push(rule.zip(case).map(|(rule, case)| format!("{rule}/{case}")));
            }
        }
    }
    cases.into_iter().flatten().collect()
}

/// The libraries that the cases need, by crate.
fn libraries() -> BTreeMap<String, PathBuf> {
    let output = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--message-format=json"])
        .args(["--package", env!("CARGO_PKG_NAME")])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let messages = String::from_utf8(output.stdout).expect("UTF-8");
    let mut libraries = BTreeMap::new();
    for line in messages.lines() {
        let message: Value = serde_json::from_str(line).expect("a message of cargo's");
        let name = message["target"]["name"].as_str().unwrap_or_default();
        if message["reason"] == "compiler-artifact" && matches!(name, "docent" | "serde") {
            let files = message["filenames"].as_array().into_iter().flatten();
            let files = files.filter_map(Value::as_str).map(PathBuf::from);
            let is_metadata = |file: &PathBuf| file.extension().is_some_and(|is| is == "rmeta");
            libraries.extend(
                files
                    .filter(is_metadata)
                    .map(|file| (name.to_owned(), file)),
            );
        }
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(libraries.len(), 2, "{libraries:?}\n{errors}");
    libraries
}

/// All errors in a case, with duplicates.
fn errors(case: &str, libraries: &BTreeMap<String, PathBuf>) -> Vec<Error> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("duplicates");
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut rustc = Command::new(rustc);
    rustc
        .args(["--edition=2024", "--emit=metadata", "--error-format=json"])
        .args(["--crate-type=bin", "--crate-name"])
        .arg(case.replace('/', "_"))
        .arg("-C")
        .arg(format!("incremental={}", folder.display()))
        .arg("--out-dir")
        .arg(&folder)
        .arg(format!("fail/{case}.rs"))
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    for (name, file) in libraries {
        let dependencies = file.parent().expect("a file is in a folder");
        rustc
            .arg("-L")
            .arg(format!("dependency={}", dependencies.display()));
        rustc
            .arg("--extern")
            .arg(format!("{name}={}", file.display()));
    }
    let output = rustc.output().expect("rustc runs");
    let messages = String::from_utf8(output.stderr).expect("UTF-8");
    messages.lines().filter_map(error).collect()
}

/// A message, if it is an error that is underlined somewhere.
fn error(line: &str) -> Option<Error> {
    let message: Value = serde_json::from_str(line).ok()?;
    let spans = message["spans"].as_array()?;
    let primary = spans.iter().filter(|span| span["is_primary"] == true);
    let places = primary.map(|span| {
        format!(
            "{}:{}..{}",
            span["file_name"], span["byte_start"], span["byte_end"]
        )
    });
    let places: Vec<String> = places.collect();
    let text = message["message"].as_str()?.to_owned();
    (message["level"] == "error" && !places.is_empty()).then_some((text, places))
}
