use super::*;
use crate::event::{FromEvent, Params};
use crate::html::escape;
use serde::Deserialize;

#[derive(Debug, Deserialize, PartialEq)]
struct Signup {
    email: String,
    age: Option<u8>,
    plan: Plan,
    news: bool,
    topics: Vec<String>,
    #[serde(default = "one")]
    seats: u32,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Plan {
    Free,
    Team,
}

fn one() -> u32 {
    1
}

impl Validate for Signup {
    fn validate(&self, errors: &mut Errors) {
        if !self.email.contains('@') {
            errors.add("email", "No @.");
        }
        if self.topics.len() > 2 {
            errors.add("topics", "Two at most.");
        }
    }

    fn ill_typed(field: &str) -> Cow<'static, str> {
        format!("{field}?").into()
    }
}

fn list(texts: &[&str]) -> Value {
    Value::List(texts.iter().map(|text| (*text).into()).collect())
}

fn sent(params: Value) -> Fields {
    let params = Params::from(params);
    <Fields as FromEvent>::get(&params, 0, "fields").expect("a form's event")
}

fn submitted(entries: &[(&str, Value)]) -> Fields {
    sent(Value::map(entries.iter().cloned()))
}

fn changed(name: &str, entries: &[(&str, Value)]) -> Fields {
    let fields = Value::map(entries.iter().cloned());
    sent(Value::map([
        ("name", name.into()),
        ("value", "x".into()),
        ("fields", fields),
    ]))
}

fn form() -> Form<Signup> {
    Form::new("signup").with("plan", "free")
}

#[test]
fn fields_are_read_as_a_form_sends_them() {
    let plain = [
        ("email", "a@b".into()),
        ("age", "".into()),
        ("plan", "team".into()),
    ];
    assert_eq!(
        form().submit(submitted(&plain)).expect("it is right"),
        Signup {
            email: "a@b".to_owned(),
            age: None,
            plan: Plan::Team,
            news: false,
            topics: Vec::new(),
            seats: 1,
        }
    );
    let full = [
        ("email", "a@b".into()),
        ("age", "41".into()),
        ("plan", "free".into()),
        ("news", "on".into()),
        ("topics", list(&["x", "y"])),
        ("seats", "3".into()),
        ("unknown", "z".into()),
    ];
    let signup = form().submit(submitted(&full)).expect("it is right");
    assert_eq!((signup.age, signup.news, signup.seats), (Some(41), true, 3));
    assert_eq!(signup.topics, ["x", "y"]);
}

#[test]
fn errors_are_shown_for_touched_fields_until_the_submit() {
    let mut form = form();
    let wrong = [
        ("email", "a".into()),
        ("plan", "free".into()),
        ("topics", list(&["1", "2", "3"])),
    ];
    form.change(changed("topics", &wrong));
    assert_eq!(form.error("email"), None, "nobody was there yet");
    assert_eq!(form.error("topics"), Some("Two at most."));
    assert!(form.is_touched("topics") && !form.is_touched("email"));
    assert_eq!(form.errors().iter().count(), 2);

    let error = form.submit(submitted(&wrong)).expect_err("it is wrong");
    assert!(error.is_refusal());
    assert_eq!(error.to_string(), "No @.");
    assert_eq!(form.error("email"), Some("No @."));
    form.change(changed(
        "plan",
        &[("email", "a@b".into()), ("plan", "team".into())],
    ));
    assert_eq!((form.error("email"), form.value("email")), (None, "a@b"));
}

#[test]
fn a_field_that_is_not_of_its_type_has_the_only_error() {
    for (name, value) in [
        ("age", "old"),
        ("age", "300"),
        ("plan", "gold"),
        ("plan", ""),
    ] {
        let mut form = form();
        let mut fields = vec![("email", "a".into()), ("plan", "free".into())];
        fields.retain(|(known, _)| *known != name);
        fields.push((name, value.into()));
        form.submit(submitted(&fields)).expect_err(name);
        let shown: Vec<_> = form.errors().iter().collect();
        assert_eq!(shown, [(name, &*format!("{name}?"))], "{value}");
    }
    let mut form = form();
    form.submit(submitted(&[("plan", "free".into())]))
        .expect_err("no email");
    assert_eq!(form.error("email"), Some("email?"));
}

#[test]
fn what_the_handler_refuses_stays_until_the_next_change() {
    let mut form = form();
    let fields = [("email", "a@b".into()), ("plan", "free".into())];
    form.submit(submitted(&fields)).expect("it is right");
    let error = form.refuse("email", "Taken.");
    assert!(error.is_refusal());
    assert_eq!(form.error("email"), Some("Taken."));
    form.change(changed("email", &fields));
    assert_eq!(form.error("email"), None);
    form.reset();
    assert_eq!((form.value("email"), form.value("plan")), ("", "free"));
    assert!(!form.is_touched("email"));
}

#[test]
fn touched_fields_are_bounded_in_number_and_length() {
    let mut form = form();
    for number in 0..MAX_TOUCHED + 10 {
        form.change(changed(&format!("field{number}"), &[]));
    }
    assert_eq!(form.touched.len(), MAX_TOUCHED);
    let mut form = self::form();
    form.change(changed(&"x".repeat(MAX_NAME + 1), &[]));
    assert!(form.touched.is_empty());
}

#[test]
fn the_markup_of_a_field_escapes_what_was_entered() {
    let hostile = r#""><script>'&"#;
    let mut form = form();
    form.change(changed(
        "email",
        &[
            ("email", hostile.into()),
            ("plan", "team".into()),
            ("topics", list(&[hostile, "b"])),
        ],
    ));
    let text = escape(hostile);
    assert_eq!(
        form.field("email").text().to_string(),
        format!(
            r#"id="signup-email" name="email" aria-describedby="signup-email-error" aria-invalid="true" value="{text}""#
        )
    );
    assert_eq!(
        form.field("email").error_line().to_string(),
        r#"<span id="signup-email-error" class="dj-error" aria-live="polite">No @.</span>"#
    );
    assert_eq!(
        form.field("topics").choice("b").to_string(),
        r#"id="signup-topics--b" name="topics" value="b" aria-describedby="signup-topics-error" checked"#
    );
    assert_eq!(
        form.field("plan").option("team").to_string(),
        r#"value="team" selected"#
    );
    assert!(
        !form
            .field("topics")
            .choice(hostile)
            .to_string()
            .contains(['<', '\''])
    );
}

#[test]
fn no_two_ids_of_a_form_are_equal_or_have_a_space() {
    let form = form();
    let names = [
        "",
        "-",
        "error",
        "-error",
        "a",
        "a-",
        "-a",
        "a-b",
        "a--b",
        "a-error",
        "a--error",
        "a b",
        "a%20b",
        "a-error-error",
        "b",
        "ä",
    ];
    let mut ids = std::collections::BTreeSet::new();
    let mut add = |id: String| {
        assert!(!id.contains(' '), "{id}");
        assert!(ids.insert(id.clone()), "{id}");
    };
    for name in names {
        let field = form.field(name);
        add(field.id());
        add(field.error_id());
        for value in names {
            let markup = field.choice(value).to_string();
            add(markup.split('"').nth(1).expect("an id").to_owned());
        }
    }
    let described = form.field("first name").text().to_string();
    assert!(
        described.contains(r#"aria-describedby="signup-first%20name-error""#),
        "{described}"
    );
    for (name, id) in [("e-mail", "signup-e-mail"), ("tags[]", "signup-tags[]")] {
        assert_eq!(form.field(name).id(), id);
    }
}

#[test]
fn a_form_begins_with_numbers_and_checked_boxes() {
    let form = Form::<()>::new("f")
        .with("seats", 3)
        .with("price", 2.5)
        .with("news", true)
        .with("terms", false)
        .with("sizes", vec![1.into(), "2".into()]);
    assert_eq!((form.value("seats"), form.value("price")), ("3", "2.5"));
    assert!(form.has("news", "on") && !form.has("terms", "on"));
    assert!(form.values("sizes").eq(["1", "2"]));
    assert!(
        form.field("seats")
            .text()
            .to_string()
            .ends_with(r#"value="3""#)
    );
    assert!(
        form.field("news")
            .choice("on")
            .to_string()
            .ends_with("checked")
    );
}

#[test]
fn empty_fields_of_a_map_are_read_in_few_steps() {
    use std::cell::Cell;
    thread_local!(static READ: Cell<usize> = const { Cell::new(0) });

    /// A number, or nothing.
    #[derive(Debug)]
    struct Answer(Option<u32>);
    impl<'de> Deserialize<'de> for Answer {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            READ.set(READ.get() + 1);
            Option::deserialize(deserializer).map(Self)
        }
    }

    for full in [0, 256] {
        let text = |number| if number < full { "1" } else { "" };
        let fields: Vec<_> = (0..512)
            .map(|number| (format!("field{number}"), text(number).into()))
            .collect();
        READ.set(0);
        let answers = read::read::<std::collections::HashMap<String, Answer>>(&fields);
        let answers = answers.expect("all are numbers or empty");
        assert_eq!(answers.len(), 512);
        assert_eq!(answers.values().filter_map(|answer| answer.0).count(), full);
        // One time each, and one time with nothing in place of what is empty.
        assert_eq!(READ.get(), 2 * 512);
    }
}

#[test]
fn an_event_without_names_is_not_that_of_a_form() {
    let params = Params::from((3,));
    let error = <Fields as FromEvent>::get(&params, 0, "fields").expect_err("a call");
    assert_eq!(error.field(), Some("fields"));
}

#[test]
fn neither_a_form_nor_its_fields_print_what_was_entered() {
    let fields = submitted(&[("email", "canary".into()), ("plan", "free".into())]);
    let mut form = form();
    form.change(fields.clone());
    let error = form.refuse("email", "canary has no @.");
    assert_eq!(error.to_string(), "canary has no @.");
    assert_eq!(form.value("email"), "canary");
    let (field, errors) = (form.field("email"), form.errors());
    assert_eq!(field.error(), Some("No @."));
    let printed = format!("{form:?}{fields:?}{field:?}{errors:?}");
    assert!(!printed.contains("canary"), "{printed}");
    assert!(printed.contains("email"), "{printed}");
}
