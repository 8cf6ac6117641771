//! The faults of `check`, their positions, and its cost.

use std::time::{Duration, Instant};

use docent_check::selector::{Exception, Fault, check, check_shadow_path};

fn fault(selector: &str) -> Fault {
    match check(selector) {
        Ok(()) => panic!("{selector} passes"),
        Err(fault) => fault,
    }
}

#[test]
fn the_selectors_of_a_tour_pass() {
    for selector in [
        "#nav-dashboard",
        "#project-form [name=title]",
        "li:not(:has(> a[href^='/x)']))",
        r#"[data-x="a]b'"]"#,
        r"#a\[b",
        r".md\:w-1\/2",
        "日本語 .🎉",
        "tr:nth-child(2n + 1 of .shown, #b) > td:lang(en)",
        "my-element:state(ready)",
        "a /* the first */ , b",
        ":is(a, :-moz-focusring, :playing):hover",
    ] {
        assert_eq!(check(selector), Ok(()), "{selector}");
    }
}

#[test]
fn a_fault_has_the_right_bytes_and_text() {
    for (selector, place, sentence) in [
        (
            "",
            "",
            "an empty selector matches nothing; write the selector of an element, such as `#save`",
        ),
        (
            "#nav dashboard]",
            "]",
            "this `]` closes no bracket; remove it, or write the `[` that it should close",
        ),
        (
            "#form [name=title",
            "[",
            "this bracket is not closed, so browsers close it at the end of the selector; \
             write `#form [name=title]`",
        ),
        (
            "[a='b]",
            "'",
            "this quote is not closed, so browsers close it at the end of the selector; write `[a='b']`",
        ),
        (
            "nav .7up",
            ".7up",
            r"`.7up` begins with a digit, which the name of a class cannot; write `.\37 up`",
        ),
        (
            "#5",
            "#5",
            "`#5` selects no id: a name in a selector cannot begin with a digit; write `[id='5']`",
        ),
        (
            "a:hoover",
            ":hoover",
            "no browser knows the pseudo-class `:hoover`, so the selector is rejected; write `:hover`",
        ),
        (
            ".md:flex",
            ":flex",
            r"no browser knows the pseudo-class `:flex`, so the selector is rejected; write `.md\:flex` if the colon is part of the name",
        ),
        (
            "div >",
            ">",
            "nothing follows this `>`; remove the `>`, or write a selector after it",
        ),
        (
            "button:contains('Save')",
            ":contains",
            "`:contains()` is not CSS, which cannot match the text of an element; \
             give the element an id or a `data-` attribute, and select that",
        ),
        (
            "a[href=/projects]",
            "/projects",
            "the value `/projects` needs quotes; write `[href='/projects']`",
        ),
        (
            "é a[b!=c]",
            "!",
            "`!=` is jQuery, not CSS; write `:not([b='…'])`",
        ),
        (
            "li::before",
            "::before",
            "`::before` is a pseudo-element, which `querySelector` never finds; \
             remove it to select the element that it is a part of",
        ),
        (
            "#nav\u{a0}a",
            "\u{a0}",
            "to CSS `\\u{a0}` is part of a name and not a space, so nothing would match; \
             write a plain space, or remove it",
        ),
    ] {
        let fault = fault(selector);
        assert_eq!(&selector[fault.at()], place, "{selector}");
        assert_eq!(fault.to_string(), sentence, "{selector}");
    }
}

/// The first piece of code in a remedy.
fn suggested(remedy: &str) -> &str {
    remedy.split('`').nth(1).unwrap_or_default()
}

#[test]
fn a_position_of_jquery_is_suggested_as_that_of_css() {
    for (selector, meant) in [
        ("li:eq(0)", "li:nth-child(1)"),
        ("li:eq(2)", "li:nth-child(3)"),
        ("#list li.done:eq( 2 ) a", "li.done:nth-child(3)"),
        ("ul > :eq(2)", ":nth-child(3)"),
        (":not(li:eq(2))", "li:nth-child(3)"),
        ("li:not(.a, .b):eq(2)", "li:not(.a, .b):nth-child(3)"),
        ("li:nth(2)", "li:nth-child(3)"),
        ("li:eq(-1)", "li:nth-last-child(1)"),
        ("li:gt(0)", "li:nth-child(n+2)"),
        ("li:gt(-3)", "li:nth-last-child(-n+2)"),
        ("li:lt(3)", "li:nth-child(-n+3)"),
        ("li:lt(-2)", "li:nth-last-child(n+3)"),
        // These match nothing, or are no numbers.
        ("li:gt(-1)", "li:nth-child(1)"),
        ("li:lt(0)", "li:nth-child(1)"),
        ("li:eq()", "li:nth-child(1)"),
        ("li:eq(i)", "li:nth-child(1)"),
        ("li:eq(9999999999)", "li:nth-child(1)"),
        ("li:eq", "li:nth-child(1)"),
        // The first row is the even one of jQuery, and the odd one of CSS.
        ("tr:even", "tr:nth-child(odd)"),
        ("tr:odd", "tr:nth-child(even)"),
    ] {
        let fault = fault(selector);
        assert_eq!(suggested(fault.remedy()), meant, "{selector}: {fault}");
        assert_eq!(check(meant), Ok(()), "{selector}");
    }
}

#[test]
fn an_attribute_without_brackets_is_suggested_with_them() {
    for (selector, remedy) in [
        ("data-tour=new", "write `[data-tour='new']`"),
        ("data-tour='new'", "write `[data-tour='new']`"),
        ("data-tour=\"new\"", "write `[data-tour='new']`"),
        ("#a data-step^=1", "write `[data-step^='1']`"),
        ("href=", "write `[href='value']`"),
        ("=a", "write `[name='value']`"),
        (
            "text=a",
            "give the element an id or a `data-` attribute, and select that",
        ),
    ] {
        assert_eq!(fault(selector).remedy(), remedy, "{selector}");
    }
}

#[test]
fn what_is_suggested_needs_no_double_quotes() {
    for selector in [
        "#5",
        "#5\\'a",
        "[a=5]",
        "[a=]",
        "[a='b' c]",
        "[@a=b]",
        "[a!=b]",
        "url(a)",
        "'a'",
        "a=b",
        "[=a]",
        ":checkbox",
        ":button",
        ":submit",
    ] {
        let fault = fault(selector);
        assert!(!fault.remedy().contains('"'), "{selector}: {fault}");
        let suggested = suggested(fault.remedy());
        if !suggested.contains('…') && suggested.len() > 1 {
            assert_eq!(check(suggested), Ok(()), "{selector}: {fault}");
        }
    }
}

#[test]
fn a_forgiving_list_only_drops_what_another_browser_may_know() {
    for selector in [
        ":is(.7up, b)",
        ":where(:hoover)",
        ":is()",
        ":is(a,)",
        ":not(:is([))",
    ] {
        assert_eq!(
            fault(selector).exception(),
            Some(Exception::Forgiven),
            "{selector}"
        );
    }
    for selector in [
        ":is(:-moz-any(a, b), c)",
        ":is(:not(:-moz-foo):hoover, c)",
        ":is(:is(:-moz-foo), :-moz-foo:is(:-moz-bar))",
    ] {
        assert_eq!(check(selector), Ok(()), "{selector}");
    }
    assert_eq!(fault(":not(:-moz-focusring)").exception(), None);
    // The tokens after a dropped argument are checked.
    assert_eq!(fault(":is(:-moz-foo, .7up)").at(), 15..19);
    assert_eq!(fault(":is(:-moz-foo) .7up").at(), 15..19);
}

/// Reproducible random numbers.
struct Random(u32);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % bound
    }
}

#[test]
fn no_input_panics_and_every_range_is_valid() {
    const ALPHABET: &[&str] = &[
        "a",
        "n",
        "of",
        "-",
        "--",
        "2",
        "+",
        ".",
        "#",
        "*",
        "|",
        "&",
        ">",
        "~",
        "=",
        "^",
        "$",
        ":",
        "::",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "'",
        "\"",
        "\\",
        "/*",
        "*/",
        ",",
        ";",
        "@",
        "!",
        "%",
        "<!--",
        "-->",
        " ",
        "\n",
        "\r\n",
        "\u{c}",
        "\0",
        "\u{a0}",
        "é",
        "😀",
        ":is(",
        ":not(",
        ":has(",
        ":nth-child(",
        ":lang(",
        ":host(",
        "url(",
        ":-moz-x",
        ":before",
        "i",
        "s",
        "1e3",
        "\\31 ",
        "\\10ffff",
    ];
    let mut random = Random(0x5eed);
    for _ in 0..200_000 {
        let length = random.below(12);
        let selector: String = (0..length)
            .map(|_| ALPHABET[random.below(ALPHABET.len())])
            .collect();
        if let Err(fault) = check(&selector) {
            let place = selector
                .get(fault.at())
                .expect("a place in the selector, between characters");
            assert!(
                selector.is_empty() || !place.is_empty(),
                "{selector:?}: {fault}"
            );
            assert!(
                !fault.problem().is_empty() && !fault.remedy().is_empty(),
                "{selector:?}"
            );
        }
    }
}

#[test]
fn time_is_proportional_to_the_length() {
    const TIMES: usize = 50_000;
    let nested = |open: &str, inner: &str| open.repeat(30) + &inner.repeat(TIMES) + &")".repeat(30);
    let start = Instant::now();
    for selector in [
        "a".repeat(TIMES),
        "a ".repeat(TIMES),
        ".a".repeat(TIMES),
        "a,".repeat(TIMES),
        "[".repeat(TIMES),
        "]".repeat(TIMES),
        "[a]".repeat(TIMES),
        ":is(".repeat(TIMES),
        ":is(".repeat(TIMES) + &")".repeat(TIMES),
        ":not(".repeat(TIMES) + "a" + &")".repeat(TIMES),
        "\\".repeat(TIMES),
        "/* */".repeat(TIMES),
        " /**/".repeat(TIMES),
        "'".to_owned() + &"\\".repeat(TIMES),
        "url(".repeat(TIMES),
        ":".to_owned() + &"a".repeat(TIMES),
        "[a=".to_owned() + &"5 ".repeat(TIMES) + "]",
        format!(":is({}a)", ":-moz-x,".repeat(TIMES)),
        nested(":is(", ":-moz-x,"),
        nested(":is(:-moz-x ", ":-moz-x "),
        nested(":is(:not(", ":-moz-x)"),
    ] {
        drop(check(&selector));
    }
    // Quadratic time would be half an hour.
    assert!(
        start.elapsed() < Duration::from_secs(120),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn a_shadow_path_passes_if_each_part_does() {
    for path in [
        "#host >>> #inside",
        "a, b >>> c >>> d:not(.e)",
        "#host\n>>>\t#inside",
        "#save",
    ] {
        assert_eq!(check_shadow_path(path), Ok(()), "{path}");
    }
    // No browser accepts it.
    assert!(check("#host >>> #inside").is_err());
}

#[test]
fn a_fault_in_a_shadow_path_has_the_right_bytes() {
    for (path, place, problem) in [
        ("", "", "an empty selector matches nothing"),
        (
            "a:hoover >>> b",
            ":hoover",
            "no browser knows the pseudo-class `:hoover`, so the selector is rejected",
        ),
        (
            "a >>> b[x >>> c",
            "[",
            "this bracket is not closed, so browsers close it at the end of the selector",
        ),
        (
            "a >>> ü >>> b:hoover",
            ":hoover",
            "no browser knows the pseudo-class `:hoover`, so the selector is rejected",
        ),
        (" >>> b", ">>>", "nothing precedes this `>>>`"),
        ("a >>>  ", ">>>", "nothing follows this `>>>`"),
        (
            "a >>> >>> b",
            ">>>",
            "this `>>>` has no white space on both sides",
        ),
        (
            "a>>>b",
            ">>>",
            "this `>>>` has no white space on both sides",
        ),
        (
            "a >>> b>>> c",
            ">>>",
            "this `>>>` has no white space on both sides",
        ),
        (
            "a >>>",
            ">>>",
            "this `>>>` has no white space on both sides",
        ),
    ] {
        let fault = check_shadow_path(path).expect_err(path);
        assert_eq!(&path[fault.at()], place, "{path}");
        assert_eq!(fault.problem(), problem, "{path}");
    }
    let last = check_shadow_path("a >>> b>>> c").expect_err("no space");
    assert_eq!(last.at(), 7..10);
}

#[test]
fn a_part_of_a_shadow_path_is_checked_as_by_itself() {
    for one in ["a", "", ">", " ", ">>>", "[x='", "ü", "a:hoover", "\u{a0}"] {
        for other in ["b", "", ">", " >>> c", ")", "é >>>"] {
            let path = format!("{one} >>> {other}");
            let whole = check_shadow_path(&path);
            if check(one).is_err() || check_shadow_path(other).is_err() {
                assert!(whole.is_err(), "{path}");
            }
            if let Err(fault) = whole {
                assert!(path.get(fault.at()).is_some(), "{path}");
            }
        }
    }
}

#[test]
fn only_a_value_is_put_between_the_brackets_of_an_attribute() {
    for (selector, remedy) in [
        ("data-tour=save", "write `[data-tour='save']`"),
        ("data-tour='save'", "write `[data-tour='save']`"),
        ("data-step=2", "write `[data-step='2']`"),
        ("a==b", "write `[a='value']`"),
        ("a=(b)", "write `[a='value']`"),
        ("a=\tb", "write `[a='value']`"),
        ("a=.b", "write `[a='value']`"),
        ("a=#b", "write `[a='value']`"),
        ("a=", "write `[a='value']`"),
    ] {
        assert_eq!(fault(selector).remedy(), remedy, "{selector}");
    }
}
