//! What a form sends.

use super::*;

#[test]
fn a_form_sends_its_fields_by_name_and_in_order() {
    let mut page = page(
        r#"<form dj-submit="save" dj-value-id="7"><input name="b" value="1"><textarea name="a">
two</textarea><input value="no name"><select name="s"><option>x<option value="y" selected>Y</select></form>"#,
    );
    assert_eq!(
        page.submit("form"),
        Ok(vec![event(
            "save",
            &[
                ("b", "1".into()),
                ("a", "two".into()),
                ("s", "y".into()),
                ("id", "7".into())
            ]
        )])
    );
}

#[test]
fn several_fields_of_one_name_are_a_list() {
    let mut page = page(
        r#"<form dj-submit="save"><input name="a" value="1"><input name="b" value="2"><input name="a" value="3"></form>"#,
    );
    assert_eq!(
        params(page.submit("form")),
        Value::map([("a", list(&["1", "3"])), ("b", "2".into())])
    );
}

#[test]
fn what_is_unchecked_or_disabled_or_a_button_is_left_out() {
    let mut page = page(
        r#"<form dj-submit="save">
            <input type="checkbox" name="a"><input type="checkbox" name="b" checked><input type="radio" name="c" value="1"><input type="radio" name="c" value="2" checked>
            <input name="d" disabled><fieldset disabled><legend><input name="e" value="1"></legend><input name="f"></fieldset>
            <button type="button" name="g">x</button><input type="reset" name="h"><datalist><input name="i"></datalist>
            <select multiple name="j"><option selected>1<option selected disabled>2</select><input type="file" name="k"><input type="hidden" name="l" value="x">
        </form>"#,
    );
    assert_eq!(
        params(page.submit("form")),
        Value::map([
            ("b", "on".into()),
            ("c", "2".into()),
            ("e", "1".into()),
            ("j", "1".into()),
            ("k", "".into()),
            ("l", "x".into()),
        ])
    );
}

#[test]
fn a_control_elsewhere_belongs_to_the_form_that_it_names() {
    let mut page = page(
        r#"<form id="f" dj-submit="save"><input name="a" form="other"></form><input name="b" value="1" form="f">"#,
    );
    assert_eq!(params(page.submit("form")), Value::map([("b", "1".into())]));
}

#[test]
fn of_the_submit_buttons_the_pressed_one_is_sent() {
    let mut page = page(
        r#"<form dj-submit="save"><button name="how" value="1">x</button><button id="b" name="how" value="2">y</button><input type="image" name="at"></form>"#,
    );
    assert_eq!(
        params(page.submit("form")),
        Value::map([("how", "1".into())])
    );
    assert_eq!(params(page.submit("#b")), Value::map([("how", "2".into())]));
    assert_eq!(params(page.click("#b")), Value::map([("how", "2".into())]));
    assert_eq!(
        params(page.click("[type=image]")),
        Value::map([("at.x", "0".into()), ("at.y", "0".into())])
    );
}

#[test]
fn what_was_typed_and_chosen_is_sent() {
    let mut page = page(
        r#"<form dj-submit="save"><input name="a"><input type="checkbox" name="b"><select name="c"><option>1<option>2</select></form>"#,
    );
    assert_eq!(page.input("[name=a]", "x"), Ok(Vec::new()));
    assert_eq!(page.check("[name=b]", true), Ok(Vec::new()));
    assert_eq!(page.change("[name=c]", "2"), Ok(Vec::new()));
    assert_eq!(
        params(page.submit("form")),
        Value::map([("a", "x".into()), ("b", "on".into()), ("c", "2".into())])
    );
}

#[test]
fn a_submit_is_bound_by_the_form_alone() {
    let mut page = page(r#"<div dj-submit="outer"><form><button>x</button></form></div>"#);
    let error = refused(page.click("button"));
    assert!(error.to_string().contains("leave the page"), "{error}");
}

#[test]
fn a_required_field_that_is_empty_keeps_the_form() {
    let html = r#"<form dj-submit="save"><input name="a" required><input type="radio" name="r" required><input type="checkbox" name="c" required><button>x</button><button formnovalidate id="skip">y</button></form>"#;
    let mut page = page(html);
    let refuses = |page: &mut Markup, part: &str| {
        let error = refused(page.click("button:not([id])"));
        assert!(matches!(error, ActionError::Unfilled { .. }), "{error}");
        assert!(error.to_string().contains(part), "{error}");
    };
    refuses(&mut page, "name=\"a\"");
    page.input("[name=a]", "x").expect("a field");
    refuses(&mut page, "name=\"r\"");
    page.check("[name=r]", true).expect("a radio button");
    refuses(&mut page, "name=\"c\"");
    assert_eq!(names(page.click("#skip")), ["save"]);
    page.check("[name=c]", true).expect("a check box");
    assert_eq!(names(page.click("button:not([id])")), ["save"]);
}
