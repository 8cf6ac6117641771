//! What a browser does when a person acts.

use super::*;

#[test]
fn a_click_on_a_submit_button_submits_its_form() {
    let mut page = page(
        r#"<form id="f" dj-submit="save"><input name="a" value="1"></form><button form="f" name="how" value="now" dj-click="pressed"><b>x</b></button>"#,
    );
    assert_eq!(
        page.click("b"),
        Ok(vec![
            event("pressed", &[]),
            event("save", &[("a", "1".into()), ("how", "now".into())])
        ])
    );
}

#[test]
fn a_button_that_submits_nothing_submits_nothing() {
    let mut page =
        page(r#"<form dj-submit="save"><button type="button" dj-click="add">x</button></form>"#);
    assert_eq!(names(page.click("button")), ["add"]);
}

#[test]
fn a_click_on_a_label_clicks_its_control() {
    let html = r#"<label for="c">x</label><input id="c" type="checkbox" name="c" dj-change="set"><label id="l"><i>y</i><input type="radio" name="r" value="1" dj-change="set"></label>"#;
    let mut page = page(html);
    assert_eq!(
        params(page.click("[for=c]")),
        Value::map([
            ("name", "c".into()),
            ("checked", true.into()),
            ("value", "on".into())
        ])
    );
    assert_eq!(
        params(page.click("i")),
        Value::map([
            ("name", "r".into()),
            ("checked", true.into()),
            ("value", "1".into())
        ])
    );
    assert_eq!(page.is_checked("#c"), Ok(true));
}

#[test]
fn a_label_that_is_bound_itself_is_pressed_once() {
    let mut page = page(r#"<label dj-click="x"><i>y</i><input type="checkbox"></label>"#);
    assert_eq!(names(page.click("i")), ["x"]);
    assert_eq!(names(page.click("input")), ["x"]);
}

#[test]
fn a_check_box_clicks_then_inputs_then_changes() {
    let mut page = page(r#"<input type="checkbox" dj-click="a" dj-input="b" dj-change="c">"#);
    assert_eq!(names(page.check("input", true)), ["a", "b", "c"]);
    assert_eq!(page.check("input", true), Ok(Vec::new()));
    assert_eq!(names(page.check("input", false)), ["a", "b", "c"]);
}

#[test]
fn of_a_group_of_radio_buttons_one_is_checked() {
    let mut page = page(
        r#"<form dj-change="set"><input type="radio" name="r" value="1" checked><input type="radio" name="r" value="2"></form><input type="radio" name="r" value="3" checked>"#,
    );
    assert_eq!(names(page.check("[value='2']", true)), ["set"]);
    assert_eq!(page.is_checked("[value='1']"), Ok(false));
    assert_eq!(
        page.is_checked("[value='3']"),
        Ok(true),
        "another form's group"
    );
    assert_eq!(
        page.click("[value='2']"),
        Ok(Vec::new()),
        "it is checked already"
    );
}

#[test]
fn an_option_is_chosen_by_its_value_or_its_text() {
    let mut page = page(
        r#"<select name="s" dj-change="set"><option value="1">One<option value="2"> Two  and<option disabled>Three</select>"#,
    );
    assert_eq!(
        page.value("select"),
        Ok("1".into()),
        "the first of a list for one"
    );
    assert_eq!(
        params(page.change("select", "Two and")),
        Value::map([("name", "s".into()), ("value", "2".into())])
    );
    assert_eq!(
        page.change("select", "2"),
        Ok(Vec::new()),
        "it is chosen already"
    );
    assert_eq!(page.value("select"), Ok("2".into()));
    assert!(matches!(
        refused(page.change("select", "Three")),
        ActionError::Disabled { .. }
    ));
}

#[test]
fn a_list_for_several_sends_a_list() {
    let mut page = page(
        r#"<select multiple name="s" dj-change="set"><option>a<option>b<option selected>c</select>"#,
    );
    assert_eq!(
        params(page.check("option:first-child", true)),
        Value::map([("name", "s".into()), ("value", list(&["a", "c"]))])
    );
    assert_eq!(
        params(page.change("select", "b")).get("value"),
        Some(&list(&["b"]))
    );
    assert_eq!(
        params(page.check("option:nth-child(2)", false)).get("value"),
        Some(&list(&[]))
    );
}

#[test]
fn what_is_typed_changes_when_the_field_is_left() {
    let mut page = page(
        r#"<input dj-input="typed" dj-change="changed" dj-blur="left"><b dj-click="save">x</b>"#,
    );
    assert_eq!(names(page.input("input", "a")), ["typed"]);
    assert_eq!(names(page.click("b")), ["changed", "left", "save"]);
    assert_eq!(names(page.click("b")), ["save"], "once");
}

#[test]
fn typing_what_was_there_before_is_no_change() {
    let mut page = page(r#"<input value="a" dj-input="typed" dj-change="changed">"#);
    assert_eq!(names(page.input("input", "b")), ["typed"]);
    assert_eq!(names(page.change("input", "a")), ["typed"]);
    assert_eq!(names(page.change("input", "b")), ["typed", "changed"]);
}

#[test]
fn a_change_of_a_field_types_and_leaves() {
    let mut page = page(r#"<b dj-change="check"><textarea name="t"></textarea></b>"#);
    assert_eq!(
        page.change("textarea", "a\r\nb"),
        Ok(vec![event(
            "check",
            &[("name", "t".into()), ("value", "a\nb".into())]
        )])
    );
}

#[test]
fn a_change_that_a_form_is_told_of_brings_all_its_fields() {
    let mut page = page(
        r#"<form dj-change="check"><input name="a" value="x"><input type="checkbox" name="b" checked><select name="c" multiple><option selected>1<option selected>2</select></form>"#,
    );
    let all = [
        ("a", "y".into()),
        ("b", "on".into()),
        ("c", vec!["1".into(), "2".into()].into()),
    ];
    assert_eq!(
        page.change("[name=a]", "y"),
        Ok(vec![event(
            "check",
            &[
                ("name", "a".into()),
                ("value", "y".into()),
                ("fields", Value::map(all))
            ]
        )])
    );
}

#[test]
fn a_click_elsewhere_takes_the_focus() {
    let mut page = page(r#"<input dj-blur="left"><b dj-click="save">x</b>"#);
    page.focus("input").expect("a field");
    assert_eq!(page.exists("input:focus"), Ok(true));
    assert_eq!(names(page.click("b")), ["left", "save"]);
    assert_eq!(page.exists(":focus"), Ok(false));
}

#[test]
fn enter_in_a_field_presses_the_first_submit_button() {
    let mut page = page(
        r#"<form dj-submit="save"><input name="a" dj-change="changed" dj-keydown.enter="enter" dj-keyup="up"><input name="b"><button name="how" value="now">x</button><button>y</button></form>"#,
    );
    page.input("[name=a]", "1").expect("a field");
    let fired = page.key("[name=a]", "Enter").expect("a form");
    let names: Vec<_> = fired.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["enter", "changed", "save", "up"]);
    assert_eq!(fired[2].params.get("how"), Some(&"now".into()));
}

#[test]
fn enter_in_one_of_several_fields_submits_nothing() {
    let mut page = page(r#"<form dj-submit="save"><input name="a"><input name="b"></form>"#);
    refused(page.key("[name=a]", "Enter"));
}

#[test]
fn enter_and_space_press_a_button() {
    let mut page = page(r#"<button dj-click="pressed" dj-keyup="up">x</button>"#);
    assert_eq!(names(page.key("button", "Enter")), ["pressed", "up"]);
    assert_eq!(names(page.key("button", " ")), ["up", "pressed"]);
}

#[test]
fn a_space_checks_a_check_box() {
    let mut page = page(r#"<input type="checkbox" dj-change="set">"#);
    assert_eq!(names(page.key("input", " ")), ["set"]);
}

#[test]
fn a_summary_opens_its_details() {
    let mut page = page(r#"<details><summary>More</summary><b dj-click="x">x</b></details>"#);
    assert!(matches!(
        refused(page.click("b")),
        ActionError::Hidden { .. }
    ));
    assert_eq!(page.click("summary"), Ok(Vec::new()));
    assert_eq!(names(page.click("b")), ["x"]);
}

#[test]
fn a_button_opens_a_dialog_or_a_popover_without_a_script() {
    let mut page = page(
        r#"<button id="d" commandfor="dialog" command="show-modal">x</button><dialog id="dialog"><form method="dialog"><button id="ok">x</button></form></dialog>
           <button id="p" popovertarget="menu">x</button><div id="menu" popover><b dj-click="x">x</b></div>"#,
    );
    assert_eq!(page.is_shown("dialog"), Ok(false));
    page.click("#d").expect("a dialog");
    assert_eq!(page.is_shown("#ok"), Ok(true));
    page.click("#ok").expect("a dialog");
    assert_eq!(page.is_shown("dialog"), Ok(false));
    page.click("#p").expect("a popover");
    assert_eq!(names(page.click("b")), ["x"]);
    page.click("#p").expect("a popover");
    assert_eq!(page.is_shown("b"), Ok(false));
}

#[test]
fn a_reset_takes_back_what_was_typed_and_chosen() {
    let mut page = page(
        r#"<form dj-submit="s"><input id="t" value="a"><input id="c" type="checkbox" checked><select><option>1<option>2</select><button type="reset">x</button></form>"#,
    );
    page.input("#t", "b").expect("a field");
    page.check("#c", false).expect("a check box");
    page.change("select", "2").expect("a list");
    page.click("button").expect("a form");
    assert_eq!(page.value("#t"), Ok("a".into()));
    assert_eq!(page.is_checked("#c"), Ok(true));
    assert_eq!(page.value("select"), Ok("1".into()));
}

#[test]
fn a_field_takes_what_a_browser_takes() {
    let mut page = page(r#"<form dj-input="x"><input type="number" id="n"><input id="t"></form>"#);
    page.input("#n", "12px").expect("a field");
    page.input("#t", "a\nb").expect("a field");
    assert_eq!(page.value("#n"), Ok(String::new()));
    assert_eq!(page.value("#t"), Ok("ab".into()));
    page.input("#n", "-1.5").expect("a field");
    assert_eq!(page.value("#n"), Ok("-1.5".into()));
}

#[test]
fn a_person_reads_what_is_shown() {
    let page = page(
        "<div><p>One <b>bo</b>ld</p><p hidden>no</p><ul><li>Two<li>Three</ul><template>no</template><script>no</script></div>",
    );
    assert_eq!(
        page.text("div:not([dj-root])"),
        Ok("One bold Two Three".into())
    );
    assert_eq!(
        page.text("[hidden]"),
        Ok("no".into()),
        "of a hidden element, what it holds"
    );
}

#[test]
fn a_selector_can_ask_for_the_state_of_a_control() {
    let mut page = page(
        r#"<fieldset disabled><legend><input id="a"></legend><input id="b"></fieldset><input id="c" type="checkbox" dj-change="x"><select><option>1</select>"#,
    );
    assert_eq!(page.exists("#a:enabled"), Ok(true));
    assert_eq!(page.exists("#b:disabled"), Ok(true));
    assert_eq!(page.exists("#c:checked"), Ok(false));
    page.check("#c", true).expect("a check box");
    assert_eq!(page.exists("#c:checked"), Ok(true));
    assert_eq!(page.exists("input:not(:disabled):not(:checked)"), Ok(true));
    assert_eq!(page.exists("option:checked"), Ok(true));
    assert_eq!(page.count("input"), Ok(3));
}
