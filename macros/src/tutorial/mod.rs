//! `tutorial!`: from tokens to a static list of steps.

mod expand;
mod lower;
mod model;
mod parse;
mod tokens;

use proc_macro2::TokenStream;

use self::model::Checked;
use crate::report::Report;

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut report = Report::new();
    let syntax = parse::parse(input, &mut report);
    let mut items = match lower::lower(syntax, &mut report) {
        Checked::Tour(tour) => expand::expand(&tour),
        Checked::WithoutView { renamed } => expand::expand_without_view(renamed.as_ref()),
    };
    items.extend(report.into_tokens());
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::{Group, TokenTree};

    const TOUR: &str = r##"
        /// Leads a new visitor.
        <crate::app::Onboarding<u8> >
        crate: ::renamed,

        step {
            target: "#nav", message: "Home.", timeout: 4s,
        }
        /// The second.
        #[cfg(unix)]
        step {
            target: "#new"
            message: |view| format!("{} projects", view.projects.len()),
            position: "left",
            wait_for: create_project,
            on_enter: Js::add_class("a").to("#b")
            on_exit: chain::<u8, u16>(),
            timeout: Duration::from_secs(3),
            highlight_class: "x", narrate_event: "y",
        }
    "##;

    /// The rest of the grammar.
    const BRANCHES: &str = r##"
        pub(crate) static BEGINNER: <crate::app::Onboarding<u8> >
        id: "first", version: 2, autostart: once, position: top,
        highlight_class: "x", narrate_event: "y", on_missing: skip

        step look { target: "#nav", message: "Home.", timeout: 4s, next: [
            pro if |view| view.is_pro,
            #[cfg(unix)] save,
            end if |view: &View| { view.a(1, 2) },
            look
        ] }
        #[cfg(windows)]
        step pro {
            target: "#pro", message: "", wait_for: TutorialMixin::skip_tutorial,
            on_missing: center, next: save
        }
        step save {
            target: "#new", message: "", wait_for: save, when: |event| event.title == "a",
            skip_if: |view| view.is_saved(), next: end
        }
    "##;

    fn tokens() -> TokenStream {
        TOUR.parse().expect("tokens")
    }

    /// Every prefix of `tokens`, cut inside groups as well: what an editor sees
    /// while a tour is typed and brackets are closed automatically.
    fn prefixes(tokens: &TokenStream) -> Vec<TokenStream> {
        let mut prefixes = vec![TokenStream::new()];
        let mut before = TokenStream::new();
        for token in tokens.clone() {
            if let TokenTree::Group(group) = &token {
                for inner in self::prefixes(&group.stream()) {
                    let mut prefix = before.clone();
                    prefix.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]);
                    prefixes.push(prefix);
                }
            }
            before.extend([token]);
            prefixes.push(before.clone());
        }
        prefixes
    }

    /// Every variant with one token left out or written twice.
    fn typos(tokens: &TokenStream) -> Vec<TokenStream> {
        let list: Vec<TokenTree> = tokens.clone().into_iter().collect();
        let mut typos = Vec::new();
        for at in 0..list.len() {
            let (before, after) = (&list[..at], &list[at + 1..]);
            let with = |middle: Vec<TokenTree>| -> TokenStream {
                let (before, after) = (before.to_vec(), after.to_vec());
                before.into_iter().chain(middle).chain(after).collect()
            };
            typos.push(with(vec![]));
            typos.push(with(vec![list[at].clone(), list[at].clone()]));
            if let TokenTree::Group(group) = &list[at] {
                for inner in self::typos(&group.stream()) {
                    typos.push(with(vec![Group::new(group.delimiter(), inner).into()]));
                }
            }
        }
        typos
    }

    fn count(text: &str, of: &str) -> usize {
        text.matches(of).count()
    }

    #[test]
    fn a_valid_tour_has_no_error_and_both_steps() {
        let text = expand(tokens()).to_string();
        assert!(!text.contains("compile_error"), "{text}");
        assert_eq!(count(&text, "Step ::"), 2);
        assert_eq!(count(&text, "use :: renamed :: __private as docent"), 1);
        assert_eq!(count(&text, "impl docent :: Tutorial for"), 1);
    }

    #[test]
    fn a_position_is_set_only_where_it_is_written() {
        let expanded = |fields: &str| {
            let tour = format!(
                r##"<Onboarding> step {{ target: "#a", message: "", timeout: 1s, {fields} }}"##
            );
            expand(tour.parse().expect("tokens")).to_string()
        };
        assert!(!expanded("").contains(". position"));
        let written = expanded("position: bottom");
        assert!(
            written.contains(". position (docent :: Position :: Bottom)"),
            "{written}"
        );
    }

    fn branches() -> TokenStream {
        BRANCHES.parse().expect("tokens")
    }

    #[test]
    fn a_branch_has_the_cfg_of_its_step() {
        let text = expand(branches()).to_string();
        assert!(!text.contains("compile_error"), "{text}");
        assert_eq!(count(&text, "Step ::"), 3);
        assert_eq!(count(&text, "Branch ::"), 6);
        assert!(text.contains("pub (crate) static BEGINNER :"), "{text}");
        let arm = "# [cfg (all (windows))] docent :: Branch";
        assert_eq!(count(&text, arm), 1, "{text}");
    }

    #[test]
    fn another_attribute_on_a_step_or_branch_is_an_error() {
        let tour = r##"<Onboarding>
            #[inline] step a { target: "#a", message: "", timeout: 1s, next: [#[inline] a, end] }"##;
        let text = expand(tour.parse().expect("tokens")).to_string();
        for place in ["step", "branch"] {
            let error = format!("this attribute has no effect on a {place}");
            assert_eq!(count(&text, &error), 1, "{text}");
        }
    }

    #[test]
    fn a_branching_tour_with_a_typo_expands_to_items() {
        let typos = prefixes(&branches()).into_iter().chain(typos(&branches()));
        for typo in typos {
            let text = expand(typo).to_string();
            syn::parse_str::<syn::File>(&text).expect("items");
        }
    }

    #[test]
    fn a_tour_cut_off_anywhere_still_implements_tutorial() {
        for prefix in prefixes(&tokens()) {
            let typed = prefix.to_string();
            let text = expand(prefix).to_string();
            syn::parse_str::<syn::File>(&text).expect("items");
            if typed.contains("app :: Onboarding") {
                assert!(text.contains("Tutorial for"), "{typed}\n{text}");
            }
        }
    }

    #[test]
    fn a_typo_in_one_step_keeps_the_other_step() {
        for typo in typos(&tokens()) {
            let typed = typo.to_string();
            let text = expand(typo).to_string();
            syn::parse_str::<syn::File>(&text).expect("items");
            if typed.contains("< crate :: app :: Onboarding < u8 > >") {
                assert!(count(&text, "Step ::") >= 1, "{typed}\n{text}");
            }
        }
    }

    #[test]
    fn a_bare_step_is_a_warning_only_where_nothing_is_wrong() {
        let warnings = |steps: &str| {
            let tour = format!("<Onboarding> {steps}");
            count(
                &expand(tour.parse().expect("tokens")).to_string(),
                "deprecated",
            )
        };
        let bare = r##"step { target: "#a", message: "One." }"##;
        assert_eq!(warnings(bare), 1);
        assert_eq!(warnings(&bare.repeat(3)), 3);
        let meant = r##"step { target: "#a", message: "One.", wait_for: nothing }"##;
        assert_eq!(warnings(meant), 0);
        let wrong = r##"step { target: "", message: "One.", timeout: 1s }"##;
        assert_eq!(warnings(&format!("{bare} {wrong}")), 0);
    }

    #[test]
    fn five_mistakes_are_five_errors_and_keep_the_valid_fields() {
        let text = expand(
            r##"<Onboarding>
            step { taget: "#a", message: "One." }
            step { target: "", message: "Two.", wait_for: create_project }
            step { target: "#c", position: above, message: "Three." }
            step { target: "#d", message: "Four.", timeout: 0s }
            step { target: "#e" }"##
                .parse()
                .expect("tokens"),
        )
        .to_string();
        assert_eq!(count(&text, "compile_error"), 5, "{text}");
        assert_eq!(count(&text, "Step ::"), 5);
        assert!(text.contains("(* (EVENTS)) . create_project"));
    }

    /// The texts of the errors in an expansion.
    fn errors(expansion: TokenStream) -> Vec<String> {
        let tokens = expansion.into_iter().flat_map(|token| match token {
            TokenTree::Group(group) => errors(group.stream()),
            token => {
                let text = syn::parse2::<syn::LitStr>(token.into());
                text.map(|text| text.value()).into_iter().collect()
            }
        });
        tokens.filter(|text| text.contains("\nhelp: ")).collect()
    }

    #[test]
    fn what_is_not_quoted_is_suggested_with_its_spaces() {
        for (field, suggested) in [
            ("target: #nav .item", r##"target: "#nav .item""##),
            ("target: #nav.item", r##"target: "#nav.item""##),
            ("target: .a > .b", r#"target: ".a > .b""#),
            ("target: .a>.b", r#"target: ".a>.b""#),
            ("target: #x a", r##"target: "#x a""##),
            ("target: nav a", r#"target: "nav a""#),
            ("target: .a, .b", r#"target: ".a, .b""#),
            ("target: [href]", r#"target: "[href]""#),
            ("target: a [href]", r#"target: "a [href]""#),
            ("target: a[ href ]", r#"target: "a[ href ]""#),
            ("target: a[href=\"/x\"]", r#"target: "a[href='/x']""#),
            ("target: #nav-item", r##"target: "#nav-item""##),
            ("target: #a\n.b", r##"target: "#a .b""##),
            (
                "message: Create a project.",
                r#"message: "Create a project.""#,
            ),
            ("wait_for: present(#a .b)", r##"present("#a .b")"##),
            ("wait_for: dom(\"click\", #a .b)", r##""#a .b""##),
            // Code, or what a string may not hold as it is.
            ("target: format!(\"#a\")", r##"target: "#id""##),
            ("target: a[href=\"'\"]", r##"target: "#id""##),
        ] {
            let tour = format!("<Onboarding> step {{ {field} }}");
            let found = errors(expand(tour.parse().expect("tokens")));
            let help = format!("help: write `{suggested}`");
            let is_there = found.iter().any(|error| error.ends_with(&help));
            assert!(is_there, "{field}: {found:?}");
        }
    }

    #[test]
    fn what_people_write_from_memory_is_answered_once() {
        for (tour, errors_of) in [
            (
                r##"step { target: #list li:hover, message: "", timeout: 4s }"##,
                &[r##"write `target: "#list li:hover"`"##][..],
            ),
            (
                r##"step { target: li:nth-child(2), message: "", timeout: 4s }"##,
                &[r##"write `target: "li:nth-child(2)"`"##],
            ),
            (
                r##"step { target: #a, #b, message: "", timeout: 4s }"##,
                &[r##"write `target: "#a, #b"`"##],
            ),
            (
                r##"step { target: document.querySelector("#new"), message: "", timeout: 4s }"##,
                &[r##"write `target: "#new"`"##],
            ),
            (
                r##"step { target: document.getElementById("new"), message: "", timeout: 4s }"##,
                &[r##"write `target: "#new"`"##],
            ),
            (
                r##"step { target: $("#new"), message: "", timeout: 4s }"##,
                &[r##"write `target: "#new"`"##],
            ),
            (
                r##"step { target: targets::new(), message: "", timeout: 4s }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: dom(event_name()) }"##,
                &[r##"write the string itself: `dom("click", "#later")`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: click("#new") }"##,
                &[r##"write `dom("click", "#new")`"##],
            ),
            (
                r##"step { target => "#a", message => "", timeout => 4s }"##,
                &[
                    "write `target: …`",
                    "write `message: …`",
                    "write `timeout: …`",
                ],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, ..Default::default() }"##,
                &[
                    "write its fields here; what holds for all steps is a setting above them, such as `position: top`",
                ],
            ),
            (
                r##"step first { target: "#a", message: "", timeout: 4s, next: "second step" }
                step second_step { target: "#a", message: "", timeout: 4s }"##,
                &["write `second_step`"],
            ),
            (
                r##"step "first step" { target: "#a", message: "", timeout: 4s }"##,
                &["write `step first_step { … }`"],
            ),
            (
                r##"step ("first-step") { target: "#a", message: "", timeout: 4s }"##,
                &["write `step first_step { … }`"],
            ),
            (
                r##"step :welcome { target: "#a", message: "", timeout: 4s }"##,
                &["write `step welcome { … }`"],
            ),
            (
                r##"step save-form { target: "#a", message: "", timeout: 4s }"##,
                &["write `step save_form { … }`"],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, skip_if: |self| self.is_pro }"##,
                &["name the view in another way: `skip_if: |view| …`"],
            ),
            (
                r##"step a { target: "#a", message: "", timeout: 4s, next: [end if |self| self.x, a] }"##,
                &["name the view in another way: `end if |view| …`"],
            ),
            (
                r##"step a { target: "#a", message: "", timeout: 4s,
                    next: if view.is_pro { pro } else { end } }
                step pro { target: "#a", message: "", timeout: 4s }"##,
                &["write `next: [pro if |view| view.is_pro, end]`"],
            ),
            (
                r##"step { target: "#a", message: "You have " + count, timeout: 4s }"##,
                &[
                    r#"write a single string literal, or make the text from the view: `message: |view| format!("…")`"#,
                ],
            ),
            (
                r##"if view.is_pro { step { target: "#a", message: "", timeout: 4s } }"##,
                &["write `skip_if: |view| …` in the step, or `#[cfg(…)]` above it"],
            ),
            (
                r##"if a { step { target: "#a" } } else if b { step {} } else { step {} }
                step { target: "#a", message: "", timeout: 4s }"##,
                &["write `skip_if: |view| …` in the step, or `#[cfg(…)]` above it"],
            ),
            (
                r##"step save: { target: "#a", message: "", timeout: 4s }"##,
                &["write `step save { … }`"],
            ),
            (
                r##"step save if |view| view.is_pro { target: "#a", message: "", timeout: 4s }"##,
                &["write the opposite among its fields: `skip_if: |view| …`"],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project or next }"##,
                &[
                    "write `wait_for: any(create_project, next)`; for one after the other, write two steps",
                ],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project.timeout(4s) }"##,
                &["write `wait_for: create_project`"],
            ),
            (
                r##"step { target: ["#a", "#b"], message: "", timeout: 4s }"##,
                &[r##"write `target: "#a, #b"`"##],
            ),
            (
                r##"step { target: Some("#a"), message: "", timeout: 4s }"##,
                &[r##"write `target: "#a"`"##],
            ),
            (
                r##"step save { target: "#a", message: "", timeout: 4s, next: step save }"##,
                &["write `save`"],
            ),
            (
                r##"step save { target: "#a", message: "", timeout: 4s, next: save() }"##,
                &["write `save`"],
            ),
            (
                r##"step save { target: "#a", message: "", timeout: 4s, next: Step::save }"##,
                &["write `save`"],
            ),
            (
                r##"step save { target: "#a", message: "", timeout: 4s, next: [end when |view| view.a, save] }"##,
                &["write `end if |view| …`"],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, skip_if: view.a && !view.b }"##,
                &["write `skip_if: |view| view.a && !view.b`"],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, if: view.a }"##,
                &["write the opposite: `skip_if: |view| …`"],
            ),
            (
                r##"for row in rows { step { target: "#a", message: "", timeout: 4s } }"##,
                &["write each step, or make the tour at run time: `docent::draft`"],
            ),
        ] {
            assert_eq!(helps(tour), errors_of, "{tour}");
        }
    }

    /// The help of each error in a tour of these steps.
    fn helps(steps: &str) -> Vec<String> {
        let tokens = format!("<Onboarding> {steps}").parse().expect("tokens");
        let help = |error: String| Some(error.split_once("\nhelp: ")?.1.to_owned());
        errors(expand(tokens))
            .into_iter()
            .filter_map(help)
            .collect()
    }

    /// The errors of a step with the field that a help writes out, if it does.
    fn errors_of_help(help: &str) -> Vec<String> {
        let field = help.split('`').nth(1).unwrap_or_default();
        let rest = match field.split_once(": ").map(|(name, _)| name) {
            _ if field.contains('…') => return Vec::new(),
            Some("target") => r#"message: "", timeout: 4s"#,
            Some("wait_for") => r##"target: "#a", message: """##,
            Some("highlight_class" | "narrate_event") => {
                r##"target: "#a", message: "", timeout: 4s"##
            }
            _ => return Vec::new(),
        };
        helps(&format!("step {{ {rest}, {field} }}"))
    }

    #[test]
    fn what_was_meant_is_suggested_whole_or_not_at_all() {
        let mut others = Vec::new();
        for (steps, expected) in [
            (
                r##"step { target: "#a", message: "", timeout: 4s, highlight_class: ["glow", "big"] }"##,
                &[r##"write `highlight_class: "glow big"`"##][..],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, highlight_class: Some("glow") }"##,
                &[r##"write `highlight_class: "glow"`"##],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, highlight_class: .glow }"##,
                &[r##"write `highlight_class: "glow"`"##],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, highlight_class: .a.b }"##,
                &[r##"write `highlight_class: "tour-highlight"`"##],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, highlight_class: #glow }"##,
                &[r##"write `highlight_class: "tour-highlight"`"##],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, highlight_class: [".glow", "big"] }"##,
                &[r##"write `highlight_class: "glow big"`"##],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, highlight_class: document.querySelector("#a") }"##,
                &[r##"write `highlight_class: "tour-highlight"`"##],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, narrate_event: ["a", "b"] }"##,
                &[r##"write `narrate_event: "tour:narrate"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: document.getElementsByClassName("a b") }"##,
                &[r##"write `target: ".a.b"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: document.getElementsByClassName("") }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: concat!(A, B) }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: |view| view.x }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: view.target }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: self.target }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: &SELECTOR }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: 5 }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: #5 }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: li:eq(1) }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: [data-x=1] }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: document.getElementById("a:b") }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: ["#a", "#5"] }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { message: "", timeout: 4s, target: $("li:eq(1)") }"##,
                &[r##"write `target: "#id"`"##],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, highlight_class: concat!(A, B) }"##,
                &[r##"write `highlight_class: "tour-highlight"`"##],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, highlight_class: view.glow }"##,
                &[r##"write `highlight_class: "tour-highlight"`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: present(#5) }"##,
                &[r##"write the string itself: `present("#menu[open]")`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: present(view.menu) }"##,
                &[r##"write the string itself: `present("#menu[open]")`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: dom("click", li:eq(1)) }"##,
                &[r##"write the string itself: `dom("click", "#later")`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: dom(#new) }"##,
                &[r##"write the string itself: `dom("click", "#later")`"##],
            ),
            (
                r##"step save if view.x { target: "#a", message: "", timeout: 4s }"##,
                &[r##"write the opposite among its fields: `skip_if: |view| …`"##],
            ),
            (
                r##"step if view.x { target: "#a", message: "", timeout: 4s }"##,
                &[r##"write the opposite among its fields: `skip_if: |view| …`"##],
            ),
            (
                r##"step save when view { target: "#a", message: "", timeout: 4s }"##,
                &[r##"write the opposite among its fields: `skip_if: |view| …`"##],
            ),
            (
                r##"step save unless view.x { target: "#a", message: "", timeout: 4s }"##,
                &[r##"write the opposite among its fields: `skip_if: |view| …`"##],
            ),
            (
                r##"step save if view.has(3) { target: "#a", message: "", timeout: 4s }"##,
                &[r##"write the opposite among its fields: `skip_if: |view| …`"##],
            ),
            (
                r##"step "end" { target: "#a", message: "", timeout: 4s }"##,
                &[
                    r##"write another name, such as `step last { … }`: in `next`, `end` is the end of the tour"##,
                ],
            ),
            (
                r##"step :end { target: "#a", message: "", timeout: 4s }"##,
                &[
                    r##"write another name, such as `step last { … }`: in `next`, `end` is the end of the tour"##,
                ],
            ),
            (
                r##"step ("end") { target: "#a", message: "", timeout: 4s }"##,
                &[
                    r##"write another name, such as `step last { … }`: in `next`, `end` is the end of the tour"##,
                ],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: form.save }"##,
                &[r##"write `wait_for: save`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: this.create_project }"##,
                &[r##"write `wait_for: create_project`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: app.create_project() }"##,
                &[r##"write `wait_for: create_project`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project.timeout(4s) }"##,
                &[r##"write `wait_for: create_project`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project.or(save) }"##,
                &[r##"write `wait_for: create_project`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: app.create_project(3) }"##,
                &[r##"write, for example, `wait_for: create_project`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: self.create_project(3) }"##,
                &[r##"write `wait_for: create_project`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project or dom("click") }"##,
                &[
                    r##"write `wait_for: any(create_project, dom("click"))`; for one after the other, write two steps"##,
                ],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: [create_project, present("#a")] }"##,
                &[
                    r##"write `wait_for: any(create_project, present("#a"))`; for one after the other, write two steps"##,
                ],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project() || self.save }"##,
                &[
                    r##"write `wait_for: any(create_project, save)`; for one after the other, write two steps"##,
                ],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project | Form::save | Created }"##,
                &[
                    r##"write `wait_for: any(create_project, Form::save, Created)`; for one after the other, write two steps"##,
                ],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project or timeout(4s) }"##,
                &[r##"write each of them in `any(…)`; for one after the other, write two steps"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project or nothing }"##,
                &[r##"write each of them in `any(…)`; for one after the other, write two steps"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project or create_project }"##,
                &[r##"write each of them in `any(…)`; for one after the other, write two steps"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project when |event| event.x }"##,
                &[r##"write `wait_for: create_project, when: |event| event.x`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project if |event| event.x || event.y }"##,
                &[r##"write `wait_for: create_project, when: |event| event.x || event.y`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project when event.x }"##,
                &[r##"write `wait_for: create_project, when: |event| event.x`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project when x }"##,
                &[r##"write `wait_for: create_project, when: |event| …`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create_project or save when |event| event.x }"##,
                &[
                    r##"write the handler, and the condition beside it: `wait_for: create_project, when: |event| …`"##,
                ],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: dom("click") when |event| event.x }"##,
                &[
                    r##"write the handler, and the condition beside it: `wait_for: create_project, when: |event| …`"##,
                ],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: phx-click }"##,
                &[
                    r##"write the handler's name: `wait_for: create_project`; or, for an event of the page, `dom("click")`"##,
                ],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: create-project }"##,
                &[
                    r##"write the name of a method marked `#[event_handler]`: `wait_for: create_project`"##,
                ],
            ),
            (
                r##"step a { target: "#a", message: "", timeout: 4s, next: if let Some(p) = &view.plan { pro } else { end } } step pro { target: "#a", message: "", timeout: 4s }"##,
                &[r##"write `next: [pro if |view| …, end]`"##],
            ),
            (
                r##"step a { target: "#a", message: "", timeout: 4s, next: if view.a && let Some(p) = &view.plan { pro } else { end } } step pro { target: "#a", message: "", timeout: 4s }"##,
                &[r##"write `next: [pro if |view| …, end]`"##],
            ),
            (
                r##"step a { target: "#a", message: "", timeout: 4s, next: if self.is_pro { pro } else { end } } step pro { target: "#a", message: "", timeout: 4s }"##,
                &[r##"write `next: [pro if |view| …, end]`"##],
            ),
            (
                r##"step a { target: "#a", message: "", timeout: 4s, next: if view.a { pro } else if is_pro { a } else { end } } step pro { target: "#a", message: "", timeout: 4s }"##,
                &[r##"write `next: [pro if |view| view.a, a if |view| …, end]`"##],
            ),
            (
                r##"step a { target: "#a", message: "", timeout: 4s, next: [pro if self.is_pro, end] } step pro { target: "#a", message: "", timeout: 4s }"##,
                &[r##"write `pro if |view| …`"##],
            ),
            (
                r##"step a { target: "#a", message: "", timeout: 4s, next: [pro if let Some(p) = view.plan, end] } step pro { target: "#a", message: "", timeout: 4s }"##,
                &[r##"write `pro if |view| …`"##],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, skip_if: self.is_pro }"##,
                &[r##"write `skip_if: |view| …`"##],
            ),
            (
                r##"step { target: "#a", message: "", timeout: 4s, skip_if: let Some(p) = view.plan }"##,
                &[r##"write `skip_if: |view| …`"##],
            ),
            (
                r##"step { target: "#a", message: "", wait_for: any(create_project when title.is_empty(), next) }"##,
                &[r##"write `create_project when |event| …`"##],
            ),
        ] {
            let helps = helps(steps);
            if helps != expected {
                others.push(format!("{steps}: {helps:?}"));
            }
            others.extend(helps.iter().filter_map(|help| {
                let refused = errors_of_help(help);
                (!refused.is_empty()).then(|| format!("{help}: {refused:?}"))
            }));
        }
        assert_eq!(others, [""; 0]);
    }

    #[test]
    fn a_quoted_handler_that_rust_cannot_name_is_one_error() {
        for (name, help) in [
            ("r#Onboarding::save", "write `wait_for: save`"),
            ("app::Onboarding::save", "write `wait_for: save`"),
            ("Self::save", "write `wait_for: save`"),
            ("type", "`wait_for: create_project`"),
            ("self::save", "write `wait_for: save`"),
            ("crate::save", "write `wait_for: save`"),
            ("_", "`wait_for: create_project`"),
            ("", "`wait_for: create_project`"),
            ("Form::save::<u8>", "`wait_for: create_project`"),
            ("save form", "`wait_for: save_form`"),
        ] {
            for wait in [format!("{name:?}"), format!("any(next, {name:?})")] {
                let tour = format!(
                    r##"<Onboarding> step {{ target: "#a", message: "", wait_for: {wait} }}"##
                );
                let found = errors(expand(tour.parse().expect("tokens")));
                assert_eq!(found.len(), 1, "{name}: {found:?}");
                assert!(found[0].ends_with(help), "{name}: {found:?}");
            }
        }
    }

    #[test]
    fn a_selector_is_suggested_as_its_literal_takes_it() {
        for (opens, selector, closes) in [
            ("\"", ".md:flex", "\""),
            ("r\"", ".md:flex", "\""),
            ("r#\"", ".md:flex", "\"#"),
            ("\"", ".7up", "\""),
            ("r\"", ".7up", "\""),
            ("\"", "#5", "\""),
            ("\"", "a[href=/x]", "\""),
            ("\"", r#"[a=\"b c"#, "\""),
            ("r#\"", r#"[a="b c"#, "\"#"),
            ("\"", r"#a\\.b [c", "\""),
            ("\"", "li:eq(1)", "\""),
        ] {
            let tour = |selector: &str| -> TokenStream {
                let target = format!("{opens}{selector}{closes}");
                let tour = format!(
                    r#"<Onboarding> step {{ target: {target}, message: "", timeout: 1s }}"#
                );
                tour.parse().expect("tokens")
            };
            let found = errors(expand(tour(selector)));
            let [error] = found.as_slice() else {
                panic!("{selector}: {found:?}");
            };
            let (_, help) = error.split_once("\nhelp: write `").expect("a suggestion");
            let (suggested, _) = help.split_once('`').expect("its end");
            let found = errors(expand(tour(suggested)));
            assert_eq!(found, [""; 0], "{selector} {suggested}");
        }
    }

    /// Formats an expansion as `cargo expand` shows it.
    fn formatted(expansion: &TokenStream) -> String {
        use std::io::Write as _;
        use std::process::{Command, Stdio};
        let mut rustfmt = Command::new("rustfmt")
            .args(["--edition", "2024"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("rustfmt is there");
        let mut input = rustfmt.stdin.take().expect("a pipe");
        input
            .write_all(expansion.to_string().as_bytes())
            .expect("rustfmt reads");
        drop(input);
        let output = rustfmt.wait_with_output().expect("rustfmt ends");
        assert!(output.status.success(), "{expansion}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    #[test]
    fn a_tour_of_two_steps_expands_to_at_most_60_lines() {
        let tour = r##"
            <Onboarding>
            step { target: "#nav", message: "Home.", timeout: 4s }
            step { target: "#new", message: "Create.", wait_for: create_project }
        "##;
        let text = formatted(&expand(tour.parse().expect("tokens")));
        let lines = text.lines().count();
        assert!(lines <= 60, "{lines} lines:\n{text}");
        // Static data and calls to plain functions: no generated logic.
        for word in ["if ", "match ", "loop ", "while ", "for step"] {
            assert!(!text.contains(word), "{word}:\n{text}");
        }
    }

    #[test]
    fn the_same_tour_expands_to_the_same_tokens() {
        assert_eq!(expand(tokens()).to_string(), expand(tokens()).to_string());
    }

    /// The (line, column) of every identifier with that name.
    fn places(tokens: TokenStream, name: &str) -> Vec<(usize, usize)> {
        tokens
            .into_iter()
            .flat_map(|token| match token {
                TokenTree::Group(group) => places(group.stream(), name),
                TokenTree::Ident(ident) if ident == name => {
                    let start = ident.span().start();
                    vec![(start.line, start.column)]
                }
                _ => Vec::new(),
            })
            .collect()
    }

    /// Go-to-definition, rename and completion rest on this.
    #[test]
    fn an_awaited_handler_keeps_the_users_span() {
        let source: TokenStream = TOUR.parse().expect("tokens");
        let written = places(source.clone(), "create_project");
        assert_eq!(written.len(), 1);
        let mut named = places(expand(source), "create_project");
        named.dedup();
        assert_eq!(named, written);
    }
}
