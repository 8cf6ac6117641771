//! Durations as they are written in a tour: `4s`, `250ms`, `5min`, `1h`, `4`, `4.0`.

use std::time::Duration;

/// The units in the order in which messages list them, with their length in
/// nanoseconds.
const UNITS: [(&str, u64); 4] = [
    ("s", 1_000_000_000),
    ("ms", 1_000_000),
    ("min", 60_000_000_000),
    ("h", 3_600_000_000_000),
];

/// Words for an unlimited duration, which are not durations.
pub const ENDLESS: [&str; 5] = ["never", "none", "None", "forever", "infinite"];

/// Why a string is not the duration of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DurationFault {
    /// Not a number at all.
    NotANumber,
    /// One of [`ENDLESS`].
    Endless,
    /// A number with an unknown unit.
    UnknownUnit {
        /// The number.
        digits: String,
        /// The unit as it is written.
        unit: String,
        /// The one that was probably meant.
        meant: Option<&'static str>,
    },
    /// A space between the number and its unit.
    Space {
        /// The number.
        digits: String,
        /// The unit that was probably meant.
        meant: Option<&'static str>,
    },
    /// A negative number.
    Negative,
    /// `0s`: the step would be over before anybody could see it.
    Zero,
    /// Hundreds of years.
    TooLong,
}

/// Parses a duration; a number without a unit is in seconds.
///
/// # Errors
///
/// If `text` is not a duration, or not one that a step can have.
pub fn parse(text: &str) -> Result<Duration, DurationFault> {
    if text.starts_with('-') {
        return Err(DurationFault::Negative);
    }
    if ENDLESS.contains(&text) {
        return Err(DurationFault::Endless);
    }
    let is_digit = |character: char| character.is_ascii_digit() || matches!(character, '.' | '_');
    let end = text
        .find(|character| !is_digit(character))
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let digits = number.replace('_', "");
    // An exponent is not a unit.
    let exponent = unit.strip_prefix(['e', 'E']).is_some_and(|exponent| {
        exponent.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-'))
    });
    if !digits.starts_with(|first: char| first.is_ascii_digit()) || exponent {
        return Err(DurationFault::NotANumber);
    }
    if let Some(unit) = unit.strip_prefix(char::is_whitespace) {
        let meant = meant_unit(unit.trim());
        return Err(DurationFault::Space { digits, meant });
    }
    let Some(length) = unit_length(unit) else {
        return Err(DurationFault::UnknownUnit {
            digits,
            meant: meant_unit(unit),
            unit: unit.to_owned(),
        });
    };
    let nanos = nanoseconds(&digits, length)?;
    if nanos == 0 {
        return Err(DurationFault::Zero);
    }
    u64::try_from(nanos)
        .map(Duration::from_nanos)
        .map_err(|_| DurationFault::TooLong)
}

fn unit_length(unit: &str) -> Option<u64> {
    if unit.is_empty() {
        return Some(UNITS[0].1);
    }
    let (_, length) = UNITS.iter().find(|(name, _)| *name == unit)?;
    Some(*length)
}

/// Multiplies a decimal number exactly, truncating it to nanoseconds.
fn nanoseconds(digits: &str, length: u64) -> Result<u128, DurationFault> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (Some(whole), Some(fraction_value)) = (decimal(whole), decimal(fraction)) else {
        // A second point.
        return Err(DurationFault::NotANumber);
    };
    let scale = u32::try_from(fraction.len())
        .ok()
        .and_then(|places| 10_u128.checked_pow(places))
        .ok_or(DurationFault::NotANumber)?;
    let length = u128::from(length);
    whole
        .checked_mul(length)
        .zip(fraction_value.checked_mul(length))
        .and_then(|(whole, fraction)| whole.checked_add(fraction / scale))
        .ok_or(DurationFault::TooLong)
}

/// `None` if it has anything but digits; the largest number if it overflows.
fn decimal(digits: &str) -> Option<u128> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(match digits {
        "" => 0,
        digits => digits.parse().unwrap_or(u128::MAX),
    })
}

/// The unit that was probably meant.
fn meant_unit(unit: &str) -> Option<&'static str> {
    match unit.to_lowercase().as_str() {
        "s" | "sec" | "secs" | "second" | "seconds" => Some("s"),
        "ms" | "msec" | "msecs" | "milli" | "millis" | "millisecond" | "milliseconds" => Some("ms"),
        "m" | "min" | "mins" | "minute" | "minutes" => Some("min"),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some("h"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Duration, DurationFault> {
        parse(text)
    }

    #[test]
    fn every_documented_form_is_read() {
        for (text, millis) in [
            ("4s", 4_000),
            ("250ms", 250),
            ("5min", 300_000),
            ("1h", 3_600_000),
            ("4", 4_000),
            ("4.0", 4_000),
            ("0.5", 500),
            ("1.5s", 1_500),
            ("0.25h", 900_000),
            ("1_000ms", 1_000),
        ] {
            assert_eq!(read(text), Ok(Duration::from_millis(millis)), "{text}");
        }
    }

    #[test]
    fn a_decimal_fraction_is_exact() {
        assert_eq!(read("0.1s"), Ok(Duration::from_millis(100)));
        assert_eq!(read("0.3s"), Ok(Duration::from_millis(300)));
        assert_eq!(read("1.000000001s"), Ok(Duration::new(1, 1)));
    }

    #[test]
    fn zero_is_rejected() {
        for text in ["0", "0s", "0.0", "0ms", "0.0000000001s"] {
            assert_eq!(read(text), Err(DurationFault::Zero), "{text}");
        }
    }

    #[test]
    fn an_overflow_is_rejected() {
        for text in [
            "18446744073709551615h",
            "99999999999999999999999999999999999999999999s",
            "584942417356s",
        ] {
            assert_eq!(read(text), Err(DurationFault::TooLong), "{text}");
        }
    }

    #[test]
    fn an_unknown_unit_comes_with_the_one_that_was_meant() {
        for (text, meant) in [
            ("4sec", Some("s")),
            ("4m", Some("min")),
            ("4S", Some("s")),
            ("4hours", Some("h")),
            ("4f32", None),
            ("4days", None),
        ] {
            match read(text) {
                Err(DurationFault::UnknownUnit {
                    digits,
                    meant: found,
                    ..
                }) => {
                    assert_eq!((digits.as_str(), found), ("4", meant), "{text}");
                }
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn anything_but_a_plain_number_is_rejected() {
        for text in ["\"4s\"", "'4'", "1e3", "b'4'"] {
            assert_eq!(read(text), Err(DurationFault::NotANumber), "{text}");
        }
    }
}
