//! The hosts that a server answers to: names as a `Host` header has them.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::atomic::{AtomicBool, Ordering};

/// The hosts that an app has listed, if it has.
#[derive(Debug, Default)]
pub(crate) struct Hosts {
    listed: Option<Vec<String>>,
    has_warned: AtomicBool,
}

/// Whether a host is answered to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    Yes,
    /// Because there is no list, and this is no development build.
    ToAnyone,
    No,
}

/// What is this machine to every browser, and so no site's that is elsewhere.
const LOCAL: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

impl Hosts {
    /// # Panics
    ///
    /// If one of them is no host.
    pub(crate) fn listed(hosts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let listed = hosts.into_iter().map(|host| {
            let host = host.into();
            let name = host_name(&host).map(str::to_owned);
            name.unwrap_or_else(|| panic!("{host:?} is no host: write app.example"))
        });
        Self {
            listed: Some(listed.collect()),
            has_warned: AtomicBool::new(false),
        }
    }

    pub(crate) fn are_listed(&self) -> bool {
        self.listed.is_some()
    }

    /// Whether a request that names this authority is answered.
    pub(crate) fn answer(&self, authority: &str, is_development: bool) -> Answers {
        let Some(name) = host_name(authority) else {
            return Answers::No;
        };
        if is_one_of(name, &LOCAL) {
            return Answers::Yes;
        }
        match &self.listed {
            Some(listed) if is_one_of(name, listed) => Answers::Yes,
            None if !is_development => Answers::ToAnyone,
            // No site can make an address its name.
            None if is_address(name) => Answers::Yes,
            Some(_) | None => Answers::No,
        }
    }

    /// Whether the missing list is to be warned of: the first time.
    pub(crate) fn warns(&self) -> bool {
        !self.has_warned.swap(true, Ordering::Relaxed)
    }
}

/// The host of an authority, without port and trailing dot; `None` if it is none.
fn host_name(authority: &str) -> Option<&str> {
    let (name, port) = match authority.find(']') {
        Some(end) => authority.split_at(end + 1),
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let is_port = match port.strip_prefix(':') {
        Some(port) => port.bytes().all(|byte| byte.is_ascii_digit()),
        None => port.is_empty(),
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let is_host = match name.strip_prefix('[') {
        Some(address) => address
            .strip_suffix(']')
            .is_some_and(|address| address.parse::<Ipv6Addr>().is_ok()),
        None => !name.is_empty() && name.bytes().all(is_name),
    };
    (is_port && is_host).then_some(name)
}

fn is_one_of(name: &str, hosts: &[impl AsRef<str>]) -> bool {
    hosts
        .iter()
        .any(|host| host.as_ref().eq_ignore_ascii_case(name))
}

fn is_address(name: &str) -> bool {
    name.starts_with('[') || name.parse::<Ipv4Addr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_host_is_answered_with_any_port_case_and_final_dot() {
        let hosts = Hosts::listed(["App.example:8080", "[2001:db8::1]"]);
        for host in [
            "app.example",
            "APP.EXAMPLE",
            "app.example.",
            "app.example:443",
            "app.example.:443",
            "app.example:",
            "[2001:db8::1]:80",
        ] {
            assert_eq!(hosts.answer(host, false), Answers::Yes, "{host}");
        }
    }

    #[test]
    fn a_host_that_is_not_listed_is_refused_in_every_build() {
        let hosts = Hosts::listed(["app.example"]);
        for host in [
            "evil.example",
            "app.example.evil.example",
            "evil.app.example",
            "app.example..",
            "app.example:80:80",
            "app.example:80x",
            "user@app.example",
            "app.example@evil.example",
            "app.example/",
            "app.example, app.example",
            " app.example",
            "аpp.example",
            "192.0.2.1",
            "[2001:db8::1]",
            "[::1].evil.example",
            "[localhost]",
            "127.0.0.1.evil.example",
            "2130706433",
            "",
            ":80",
            ".",
        ] {
            for is_development in [true, false] {
                let answer = hosts.answer(host, is_development);
                assert_eq!(answer, Answers::No, "{host}");
            }
        }
    }

    #[test]
    fn this_machines_own_names_are_always_answered() {
        for hosts in [Hosts::listed(["app.example"]), Hosts::default()] {
            for host in ["localhost:3000", "LOCALHOST", "127.0.0.1", "[::1]:3000"] {
                for is_development in [true, false] {
                    let answer = hosts.answer(host, is_development);
                    assert_eq!(answer, Answers::Yes, "{host}");
                }
            }
        }
    }

    #[test]
    fn without_a_list_development_knows_addresses_and_no_names() {
        let hosts = Hosts::default();
        for (host, in_development) in [
            ("app.example", Answers::No),
            ("localhost.evil.example", Answers::No),
            ("192.0.2.1:3000", Answers::Yes),
            ("[2001:db8::1]:3000", Answers::Yes),
        ] {
            assert_eq!(hosts.answer(host, true), in_development, "{host}");
            assert_eq!(hosts.answer(host, false), Answers::ToAnyone, "{host}");
        }
    }

    #[test]
    fn what_is_no_host_is_refused_at_start() {
        for entry in [
            "https://app.example",
            "app.example/",
            "*.example",
            "",
            "a b",
        ] {
            let listed = std::panic::catch_unwind(|| Hosts::listed([entry]));
            assert!(listed.is_err(), "{entry:?}");
        }
    }

    #[test]
    fn a_missing_list_is_warned_of_once() {
        let hosts = Hosts::default();
        assert!(hosts.warns() && !hosts.warns() && !hosts.warns());
    }
}
