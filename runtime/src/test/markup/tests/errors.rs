//! The errors that the author of a test sees.

use super::*;

#[test]
fn a_selector_that_matches_nothing_is_told_what_is_there() {
    let mut page = page(
        r#"<button id="save" dj-click="save">Save it</button><p>x</p><form dj-submit="s"></form>"#,
    );
    assert_eq!(
        refused(page.click("#sav")).to_string(),
        "no element matches `#sav`; these can be acted on:\n  \
         <button id=\"save\" dj-click=\"save\"> \"Save it\"\n  <form dj-submit=\"s\">"
    );
}

#[test]
fn a_selector_that_matches_several_is_told_which() {
    let mut page = page(r#"<b dj-click="x">1</b><b>2</b>"#);
    assert_eq!(
        refused(page.click("b")).to_string(),
        "2 elements match `b`; name one of them; they are:\n  <b dj-click=\"x\"> \"1\"\n  <b> \"2\""
    );
}

#[test]
fn a_long_list_is_cut() {
    let mut page = page(&"<b dj-click=\"x\">1</b>".repeat(13));
    let error = refused(page.click("b")).to_string();
    assert!(error.ends_with("\n  and 3 more"), "{error}");
}

#[test]
fn a_selector_that_no_browser_takes_is_told_why() {
    let mut page = page("");
    let error = refused(page.click("a:hoover"));
    assert!(error.to_string().contains("write `:hover`"), "{error}");
}

#[test]
fn a_hidden_element_is_told_what_hides_it() {
    for (html, why) in [
        (r#"<b hidden dj-click="x">1</b>"#, "the attribute `hidden`"),
        (
            r#"<p id="p" style="DISPLAY : none !important"><b dj-click="x">1</b></p>"#,
            "around it, <p id=\"p\"> \"1\" has the style `display: none`",
        ),
        (
            r#"<p style="visibility: hidden"><b dj-click="x">1</b></p>"#,
            "`visibility: hidden`",
        ),
        (
            r#"<dialog><b dj-click="x">1</b></dialog>"#,
            "a dialog that is not open",
        ),
        (
            r#"<div popover><b dj-click="x">1</b></div>"#,
            "a popover that is not open",
        ),
        (r#"<details><b dj-click="x">1</b></details>"#, "is not open"),
    ] {
        let error = refused(page(html).click("b"));
        assert!(
            matches!(error, ActionError::Hidden { .. }),
            "{html}: {error}"
        );
        assert!(error.to_string().contains(why), "{html}: {error}");
    }
    let error = refused(page(r#"<input type="hidden" dj-input="x">"#).input("input", "1"));
    assert!(error.to_string().contains("a hidden field"), "{error}");
}

#[test]
fn a_disabled_element_does_nothing_and_is_told_what_disables_it() {
    for (html, why) in [
        (
            r#"<button disabled dj-click="x"><b>1</b></button>"#,
            "is disabled",
        ),
        (
            r#"<fieldset disabled id="f"><button dj-click="x"><b>1</b></button></fieldset>"#,
            "is disabled",
        ),
        (
            r#"<p inert><button dj-click="x"><b>1</b></button></p>"#,
            "is inert",
        ),
    ] {
        let error = refused(page(html).click("b"));
        assert!(
            matches!(error, ActionError::Disabled { .. }),
            "{html}: {error}"
        );
        assert!(error.to_string().contains(why), "{html}: {error}");
    }
    assert!(matches!(
        refused(page(r#"<input disabled dj-input="x">"#).input("input", "1")),
        ActionError::Disabled { .. }
    ));
}

#[test]
fn an_element_that_a_chain_disables_is_disabled() {
    let mut page = page(
        r#"<b dj-click='[["set_attr",{"to":"button","name":"disabled","value":""}]]'>1</b><button dj-click="x">2</button>"#,
    );
    page.click("b").expect("a chain");
    assert!(matches!(
        refused(page.click("button")),
        ActionError::Disabled { .. }
    ));
}

#[test]
fn an_element_without_a_handler_is_told_which_have_one() {
    let mut page = page(r#"<b>1</b><i dj-click="x">2</i><u dj-input="y">3</u>"#);
    assert_eq!(
        refused(page.click("b")).to_string(),
        "nothing answers a click on <b> \"1\": no handler on it or around it; these have one:\n  <i dj-click=\"x\"> \"2\""
    );
}

#[test]
fn a_field_that_nothing_is_told_of_is_an_error() {
    let mut page = page(r#"<input name="a"><form><input name="b"></form>"#);
    assert!(matches!(
        refused(page.input("[name=a]", "x")),
        ActionError::Unhandled { .. }
    ));
    assert!(matches!(
        refused(page.input("[name=b]", "x")),
        ActionError::Unhandled { .. }
    ));
}

#[test]
fn an_attribute_that_the_page_cannot_read_is_an_error() {
    for value in ["", "two words", "f(1", "[["] {
        let error = refused(page(&format!(r#"<b dj-click="{value}">1</b>"#)).click("b"));
        assert!(
            matches!(error, ActionError::Misread { .. }),
            "{value}: {error}"
        );
    }
}

#[test]
fn an_action_on_an_element_of_another_kind_says_what_to_use() {
    let mut page = page(
        r#"<div dj-input="x" dj-keydown="k"><select><option>1</select><input type="checkbox"><input id="r" readonly><input type="radio" checked><b>x</b></div>"#,
    );
    for (outcome, hint) in [
        (page.input("select", "1"), "`change`"),
        (page.input("[type=checkbox]", "1"), "`check`"),
        (page.change("[type=checkbox]", "1"), "`check`"),
        (page.input("#r", "1"), "read-only"),
        (page.change("select", "9"), "<option> \"1\""),
        (page.check("b", true), "no check box"),
        (page.check("option", true), "`change`"),
        (page.check("[type=radio]", false), "another one"),
        (page.submit("b"), "no form"),
        (page.focus("b"), "`tabindex`"),
        (page.key("b", "x"), "`tabindex`"),
    ] {
        let error = refused(outcome);
        assert!(matches!(error, ActionError::Unfit { .. }), "{error}");
        assert!(error.to_string().contains(hint), "{hint}: {error}");
    }
}

#[test]
fn an_action_that_fails_changes_nothing() {
    let mut page = page(r#"<input dj-input="two words" value="a" dj-blur="left"><i>x</i>"#);
    refused(page.input("input", "b"));
    assert_eq!(page.value("input"), Ok("a".into()));
    page.focus("input").expect("a field");
    refused(page.click("i"));
    assert_eq!(page.exists("input:focus"), Ok(true));
}
