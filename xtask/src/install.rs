//! Installing what the tests need and the machine lacks.
//!
//! Everything here does nothing, and prints nothing, when there is nothing to
//! do. What may not be installed is named, with the commands to type.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::{Outcome, process};

/// The oldest Node.js that the browser tests' driver runs on.
const NODE_MAJOR: u32 = 20;

/// A program from the distribution, and the packages that bring it.
struct Tool {
    /// What it is called, by the distributions that have it.
    programs: &'static [&'static str],
    /// For a program that is not on the `PATH`: the variable that holds its place.
    variable: Option<&'static str>,
    /// For one that the distribution keeps off the `PATH`, once for each version:
    /// the folder of the versions, below which it is in `bin`.
    versions: Option<&'static str>,
    packages: &'static [&'static str],
}

const NODE: Tool = Tool {
    programs: &["node"],
    variable: None,
    versions: None,
    packages: &["nodejs"],
};

const NPM: Tool = Tool {
    programs: &["npm"],
    variable: None,
    versions: None,
    packages: &["npm"],
};

const CHROMIUM: Tool = Tool {
    programs: &["chromium", "chromium-browser", "google-chrome"],
    variable: Some("CHROMIUM"),
    versions: None,
    packages: &["chromium", "chromium-driver"],
};

const FIREFOX: Tool = Tool {
    programs: &["firefox-esr", "firefox"],
    variable: Some("FIREFOX"),
    versions: None,
    packages: &["firefox-esr"],
};

/// The driver of WebKitGTK, which brings the browser that it drives.
const WEBKIT: Tool = Tool {
    programs: &["WebKitWebDriver"],
    variable: Some("WEBKIT_DRIVER"),
    versions: None,
    packages: &["webkit2gtk-driver"],
};

/// The display of WebKitGTK, which has no mode without one.
const DISPLAY: Tool = Tool {
    programs: &["Xvfb"],
    variable: None,
    versions: None,
    packages: &["xvfb"],
};

/// The server: the tests start their own.
const POSTGRESQL: Tool = Tool {
    programs: &["initdb"],
    variable: None,
    versions: Some("/usr/lib/postgresql"),
    packages: &["postgresql"],
};

/// A proxy: the tests start their own.
const NGINX: Tool = Tool {
    programs: &["nginx"],
    variable: None,
    versions: None,
    packages: &["nginx"],
};

/// A second proxy, which gets its certificates itself.
const CADDY: Tool = Tool {
    programs: &["caddy"],
    variable: None,
    versions: None,
    packages: &["caddy"],
};

/// For the certificates of the proxies.
const OPENSSL: Tool = Tool {
    programs: &["openssl"],
    variable: None,
    versions: None,
    packages: &["openssl"],
};

/// Where the distribution has servers, which is not on each user's `PATH`.
const SERVERS: &str = "/usr/sbin";

impl Tool {
    fn find(&self) -> Option<PathBuf> {
        self.variable
            .and_then(env::var_os)
            .map(PathBuf::from)
            .filter(|path| path.is_file())
            .or_else(|| self.programs.iter().copied().find_map(process::find))
            .or_else(|| self.find_version())
            .or_else(|| {
                let mut places = self
                    .programs
                    .iter()
                    .map(|name| Path::new(SERVERS).join(name));
                places.find(|program| program.is_file())
            })
    }

    fn find_version(&self) -> Option<PathBuf> {
        let versions = fs::read_dir(self.versions?).ok()?.flatten();
        versions
            .flat_map(|version| {
                let bin = version.path().join("bin");
                self.programs.iter().map(move |program| bin.join(program))
            })
            .find(|program| program.is_file())
    }
}

/// Node.js and npm.
pub(crate) fn node() -> Outcome {
    distribution_packages(&[NODE, NPM])?;
    let version = process::output(process::program("node", "").arg("--version"))
        .ok_or("`node --version` failed")?;
    let major = version.trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(major) if major >= NODE_MAJOR => Ok(()),
        _ => Err(format!(
            "Node.js is {version}; the browser tests need {NODE_MAJOR} or newer.\n\
             This distribution has no newer one, so install it from https://nodejs.org"
        )
        .into()),
    }
}

/// Node.js, npm, Chromium and OpenSSL; returns where Chromium is.
pub(crate) fn node_and_chromium() -> Result<PathBuf, Box<dyn std::error::Error>> {
    distribution_packages(&[NODE, NPM, CHROMIUM, OPENSSL])?;
    node()?;
    CHROMIUM.find().ok_or_else(|| {
        "Chromium was installed but is not on the PATH: set CHROMIUM to its path".into()
    })
}

/// Node.js, npm and the three engines; returns the variables that name the engines' programs.
pub(crate) fn node_and_engines() -> Result<Vec<(&'static str, PathBuf)>, Box<dyn std::error::Error>>
{
    distribution_packages(&[NODE, NPM, CHROMIUM, FIREFOX, WEBKIT, DISPLAY])?;
    node()?;
    let engines = [CHROMIUM, FIREFOX, WEBKIT];
    Ok(engines
        .iter()
        .filter_map(|engine| Some((engine.variable?, engine.find()?)))
        .collect())
}

/// nginx and Caddy, with what makes the certificate of the former.
pub(crate) fn proxies() -> Outcome {
    distribution_packages(&[NGINX, CADDY, OPENSSL])
}

/// PostgreSQL's server, and the proxies with what makes a certificate.
pub(crate) fn servers() -> Outcome {
    distribution_packages(&[POSTGRESQL, NGINX, CADDY, OPENSSL])
}

/// rustfmt and clippy, which rustup's minimal profile leaves out.
pub(crate) fn rust_components() -> Outcome {
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(subcommand, _)| {
            process::output(process::cargo().args([subcommand, "--version"])).is_none()
        })
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    add_components(&missing)
}

/// rust-analyzer of the toolchain in use.
pub(crate) fn rust_analyzer() -> Outcome {
    if process::output(process::program("rust-analyzer", "").arg("--version")).is_some() {
        return Ok(());
    }
    add_components(&["rust-analyzer"])
}

fn add_components(components: &[&str]) -> Outcome {
    if process::find("rustup").is_none() {
        return Err(format!(
            "{} not found; this Rust does not come from rustup, so install them by hand",
            components.join(", ")
        )
        .into());
    }
    process::run(
        process::program("rustup", "")
            .args(["component", "add"])
            .args(components),
    )?;
    println!("Installed with rustup: {}", components.join(", "));
    Ok(())
}

/// The npm packages that `directory`'s lockfile names, exactly as it names them.
pub(crate) fn npm_packages(directory: &str) -> Outcome {
    let directory_path = process::root().join(directory);
    let modified = |file: &str| -> Option<SystemTime> {
        fs::metadata(directory_path.join(file))
            .and_then(|file| file.modified())
            .ok()
    };
    // npm writes the second file last, so it is missing after an install that was cut short.
    let wanted = modified("package-lock.json");
    let installed = modified("node_modules/.package-lock.json");
    if wanted.is_some() && installed >= wanted {
        return Ok(());
    }
    process::run(process::program("npm", directory).args(["ci", "--no-audit", "--no-fund"]))?;
    println!("Installed with npm: the packages of {directory}");
    Ok(())
}

fn distribution_packages(tools: &[Tool]) -> Outcome {
    let missing: Vec<&Tool> = tools.iter().filter(|tool| tool.find().is_none()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|tool| tool.packages.iter().copied())
        .collect();
    let packages_list = packages.join(" ");

    if let Some(obstacle) = obstacle_to_apt() {
        let programs: Vec<&str> = missing.iter().map(|tool| tool.programs[0]).collect();
        return Err(format!(
            "{} not found, and cargo xtask may not install anything here: {obstacle}.\n\
             On Debian or Ubuntu, install by hand:\n\
             \n    sudo apt-get update\
             \n    sudo apt-get install {packages_list}\n\
             \nElsewhere, install Node.js {NODE_MAJOR} or newer with npm, Chromium, Firefox, WebKitGTK's \
             driver with Xvfb,\nnginx, Caddy, OpenSSL, and PostgreSQL's server in /usr/lib/postgresql; if a browser is not on \
             the PATH, set the variable\nCHROMIUM, FIREFOX or WEBKIT_DRIVER to where it is. Then run \
             the command again.",
            programs.join(", ")
        )
        .into());
    }

    let apt_get = || {
        let mut apt_get = process::program("apt-get", "");
        apt_get.env("DEBIAN_FRONTEND", "noninteractive");
        apt_get
    };
    process::run(apt_get().args(["update", "--quiet"]))?;
    process::run(
        apt_get()
            .args(["install", "--quiet", "--yes", "--no-install-recommends"])
            .args(&packages),
    )?;
    println!("Installed with apt-get: {packages_list}");

    match missing.iter().find(|tool| tool.find().is_none()) {
        None => Ok(()),
        Some(tool) => Err(format!(
            "the packages {} are installed, but there is still no `{}` on the PATH",
            tool.packages.join(", "),
            tool.programs[0]
        )
        .into()),
    }
}

/// Why packages of the distribution cannot be installed, if they cannot.
fn obstacle_to_apt() -> Option<&'static str> {
    if process::find("apt-get").is_none() {
        Some("this machine has no apt-get")
    } else if process::output(process::program("id", "").arg("-u")).as_deref() != Some("0") {
        Some("it does not run as root")
    } else {
        None
    }
}
