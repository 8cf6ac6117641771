//! `docent_check::selector::check` against Chromium's verdicts on the selectors of
//! `selectors/corpus.tsv`.

use std::collections::BTreeMap;

use docent_check::selector::{Exception, check};

/// Each selector of the corpus, and whether Chromium takes it.
fn corpus() -> Vec<(String, bool)> {
    include_str!("../selectors/corpus.tsv")
        .split('\n')
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (verdict, selector) = line.split_once('\t').expect("a verdict and a selector");
            let accepted = match verdict {
                "yes" => true,
                "no" => false,
                other => panic!("{other} is no verdict"),
            };
            (
                serde_json::from_str(selector).expect("a JSON string"),
                accepted,
            )
        })
        .collect()
}

#[test]
fn the_corpus_is_large_and_has_both_sides() {
    let corpus = corpus();
    let accepted = corpus.iter().filter(|(_, accepted)| *accepted).count();
    assert!(corpus.len() >= 5_000, "{} selectors", corpus.len());
    assert!(accepted >= 1_500, "{accepted} accepted");
    assert!(
        corpus.len() - accepted >= 1_500,
        "{accepted} accepted of {}",
        corpus.len()
    );
}

#[test]
fn no_selector_passes_that_chromium_refuses() {
    let wrong: Vec<_> = corpus()
        .into_iter()
        .filter(|(selector, accepted)| !accepted && check(selector).is_ok())
        .map(|(selector, _)| selector)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_selector_chromium_accepts_is_refused_only_by_exception() {
    let mut by_class: BTreeMap<Exception, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (selector, _) in corpus().into_iter().filter(|(_, accepted)| *accepted) {
        let Err(fault) = check(&selector) else {
            continue;
        };
        match fault.exception() {
            Some(exception) => *by_class.entry(exception).or_default() += 1,
            None => wrong.push((selector, fault.to_string())),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Each class is there for a reason: Chromium takes such selectors.
    let classes: Vec<_> = by_class.keys().collect();
    assert_eq!(
        classes,
        [
            &Exception::PseudoElement,
            &Exception::Unclosed,
            &Exception::Forgiven,
            &Exception::InvisibleSpace,
            &Exception::Internal,
            &Exception::Depth,
        ],
        "{by_class:?}",
    );
}

#[test]
fn the_table_of_exceptions_names_each() {
    let page = include_str!("../../check/src/selector/mod.rs");
    for exception in [
        Exception::PseudoElement,
        Exception::Unclosed,
        Exception::Forgiven,
        Exception::InvisibleSpace,
        Exception::Internal,
        Exception::Depth,
    ] {
        let row = format!("//! | [`{exception:?}`](Exception::{exception:?}) |");
        assert!(page.contains(&row), "no row for {exception:?}");
    }
}
