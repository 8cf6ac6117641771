//! Which attribute answers, and what it sends.

use super::*;
use crate::js::Js;

#[test]
fn the_nearest_binding_answers_and_no_other() {
    let mut page = page(r#"<div dj-click="outer"><p dj-click="inner"><b>x</b></p></div>"#);
    assert_eq!(page.click("b"), Ok(vec![event("inner", &[])]));
}

#[test]
fn nothing_in_a_dj_ignore_is_a_binding() {
    let mut page = page(
        r#"<div dj-click="open"><div dj-ignore dj-keydown="own"><b dj-click="planted" dj-keydown="planted">x</b><input dj-input="planted"><form dj-submit="planted"></form></div></div>"#,
    );
    assert_eq!(page.click("b"), Ok(vec![event("open", &[])]));
    assert_eq!(page.input("input", "x"), Ok(vec![]));
    assert_eq!(page.submit("form"), Ok(vec![]));
}

#[test]
fn values_of_the_binding_element_are_parameters() {
    let mut page = page(
        r#"<p dj-click="open" dj-value-project-id="3" dj-value-z="" dj-value-a="x"><b dj-value-no="1">x</b></p>"#,
    );
    assert_eq!(
        page.click("b"),
        Ok(vec![event(
            "open",
            &[
                ("project_id", "3".into()),
                ("z", "".into()),
                ("a", "x".into())
            ]
        )])
    );
}

#[test]
fn a_call_with_arguments_sends_these_and_nothing_else() {
    let mut page = page(r#"<b dj-click="rename(3, 'Q3', true)" dj-value-id="7">x</b>"#);
    assert_eq!(
        params(page.click("b")),
        Value::List(vec![3.into(), "Q3".into(), true.into()])
    );
}

#[test]
fn an_argument_of_any_text_is_one_argument() {
    for title in [
        "",
        "Tea",
        "'",
        "\"",
        "\\",
        "\\'",
        "'), pay(1, '",
        "\"), pay(1, \"",
        "&#39;",
        "&quot;",
        "<b>",
        "]]>",
        "a\nb\t\0",
        "\u{2028}",
        "☕",
        "${x}",
        "`",
    ] {
        let argument = crate::js_arg(title).to_string();
        for (quote, text) in [
            ('"', crate::escape(&argument).to_string()),
            ('\'', crate::escape(&argument).to_string()),
            // Without escaping by the engine, in the quotes that it does not contain.
            ('\'', argument.clone()),
        ] {
            let mut page = page(&format!("<b dj-click={quote}say({text}){quote}>x</b>"));
            assert_eq!(
                params(page.click("b")),
                Value::List(vec![title.into()]),
                "{title:?}"
            );
        }
    }
}

#[test]
fn a_value_overrides_what_the_event_brings() {
    let mut page = page(r#"<input name="a" dj-input="typed" dj-value-value="fixed">"#);
    assert_eq!(
        page.input("input", "x"),
        Ok(vec![event(
            "typed",
            &[("name", "a".into()), ("value", "fixed".into())]
        )])
    );
}

#[test]
fn an_event_is_for_the_nearest_component() {
    let mut page = page(
        r#"<div dj-component="a"><div dj-component="b"><b dj-click="save">x</b></div>
           <p dj-component=""><i dj-click="save">x</i></p></div><u dj-click="save">x</u>"#,
    );
    let mut component = |selector| page.click(selector).expect("a handler").remove(0).component;
    assert_eq!(component("b"), Some("b".to_owned()));
    assert_eq!(component("i"), None, "an empty one belongs to the view");
    assert_eq!(component("u"), None);
}

#[test]
fn a_chain_sends_what_it_pushes_and_nothing_else() {
    let mut page = page(
        r##"<b dj-click='[["add_class",{"names":"x"}],["push",{"event":"save","value":{"n":1.0}}],["dispatch",{"event":"y"}],["push",{"event":"done"}]]'>x</b>"##,
    );
    assert_eq!(
        page.click("b"),
        Ok(vec![event("save", &[("n", 1.into())]), event("done", &[])])
    );
    assert_eq!(page.attribute("b", "class"), Ok(Some("x".into())));
}

#[test]
fn a_push_goes_to_the_component_around_each_of_its_elements() {
    let mut page = page(
        r##"<div dj-component="a"><b dj-click='[["push",{"to":".x","event":"save"}],["push",{"closest":"div","event":"up"}],["push",{"inner":"i","event":"in"}]]'><i></i>x</b></div>
           <div dj-component="c" class="x"></div><p class="x"></p>"##,
    );
    let fired = page.click("b").expect("a chain");
    let to: Vec<_> = fired
        .iter()
        .map(|event| (event.name.as_str(), event.component.as_deref()))
        .collect();
    assert_eq!(
        to,
        [
            ("save", Some("c")),
            ("save", None),
            ("up", Some("a")),
            ("in", Some("a"))
        ]
    );
}

#[test]
fn what_a_chain_hides_and_shows_stays_so_across_renders() {
    let html = r##"<b dj-click='[["toggle",{"to":"#a"}],["show",{"to":"#c"}]]'>x</b><p id="a"></p><p id="c" style="color: red; display: none"></p>"##;
    let mut page = page(html);
    assert_eq!(page.click("b"), Ok(Vec::new()));
    page.render(html);
    assert_eq!(
        (page.is_shown("#a"), page.is_shown("#c")),
        (Ok(false), Ok(true))
    );
    assert_eq!(page.click("b"), Ok(Vec::new()));
    assert_eq!(
        (page.is_shown("#a"), page.is_shown("#c")),
        (Ok(true), Ok(true))
    );
}

#[test]
fn a_chain_sets_no_attribute_that_runs_script() {
    let mut page = page(
        r#"<b dj-click='[["set_attr",{"name":"onclick","value":"x"}],["set_attr",{"name":"title","value":"t"}],["remove_attr",{"name":"lang"}]]' lang="en">x</b>"#,
    );
    page.click("b").expect("a chain");
    assert_eq!(page.attribute("b", "onclick"), Ok(None));
    assert_eq!(page.attribute("b", "title"), Ok(Some("t".into())));
    assert_eq!(page.attribute("b", "lang"), Ok(None));
}

#[test]
fn a_chain_that_moves_the_focus_brings_its_events() {
    let mut page = page(
        r##"<b dj-click='[["focus",{"to":"#f"}]]'>x</b><div id="f"><input dj-focus="entered"></div>"##,
    );
    assert_eq!(names(page.click("b")), ["entered"]);
}

#[test]
fn a_chain_focuses_the_first_match_that_shows() {
    let mut page = page(
        r##"<b dj-click='[["focus",{"to":"input"}]]'>x</b><p hidden><input dj-focus="no"></p><input dj-focus="entered"><input dj-focus="no">"##,
    );
    assert_eq!(names(page.click("b")), ["entered"]);
}

#[test]
fn a_key_is_answered_by_its_filter_or_by_the_plain_binding() {
    let mut page = page(
        r#"<p dj-keydown="any"><input name="q" dj-keydown.escape="close" dj-keydown.up="up" dj-keyup.space="space"></p>"#,
    );
    assert_eq!(
        page.key("input", "Escape"),
        Ok(vec![event(
            "close",
            &[
                ("name", "q".into()),
                ("value", "".into()),
                ("key", "Escape".into())
            ]
        )])
    );
    assert_eq!(names(page.key("input", "ArrowUp")), ["up"]);
    assert_eq!(names(page.key("input", " ")), ["any", "space"]);
    assert_eq!(names(page.key("input", "x")), ["any"]);
}

#[test]
fn right_is_onward_also_where_text_runs_right_to_left() {
    let mut page = page(r#"<p dir="rtl"><input type="checkbox" dj-keydown.right="onward"></p>"#);
    assert_eq!(names(page.key("input", "ArrowLeft")), ["onward"]);
    refused(page.key("input", "ArrowRight"));
}

#[test]
fn a_shortcut_means_the_whole_page_but_nobody_who_types() {
    let mut page = page(r#"<div hidden dj-keydown.escape="close"></div><input><button>x</button>"#);
    assert_eq!(names(page.key("body", "Escape")), ["close"]);
    assert_eq!(names(page.key("[hidden]", "Escape")), ["close"]);
    assert_eq!(names(page.key("button", "Escape")), ["close"]);
    refused(page.key("input", "Escape"));
}

#[test]
fn an_element_that_holds_others_is_no_shortcut() {
    let mut page = page(r#"<div dj-keydown.escape="close"><p></p></div>"#);
    refused(page.key("body", "Escape"));
}

#[test]
fn a_focus_and_a_blur_are_for_the_element_itself() {
    let mut page =
        page(r#"<p dj-focus="no" dj-blur="no"><input name="a" dj-focus="in" dj-blur="out"></p>"#);
    let fields = [("name", "a".into()), ("value", "".into())];
    assert_eq!(page.focus("input"), Ok(vec![event("in", &fields)]));
    assert_eq!(page.blur("input"), Ok(vec![event("out", &fields)]));
}

#[test]
fn an_event_debounced_to_blur_sends_the_value_at_blur() {
    let mut page = page(r#"<input dj-input="typed" dj-debounce="blur"><b dj-click="save">x</b>"#);
    assert_eq!(page.input("input", "a"), Ok(Vec::new()));
    assert_eq!(page.input("input", "ab"), Ok(Vec::new()));
    let fired = page.click("b").expect("a handler");
    assert_eq!(
        fired,
        [
            event("typed", &[("value", "ab".into())]),
            event("save", &[])
        ]
    );
}

#[test]
fn what_waits_for_the_blur_goes_out_before_a_submit() {
    let mut page = page(
        r#"<form dj-submit="save"><input name="a" dj-input="typed" dj-debounce="blur"></form>"#,
    );
    assert_eq!(page.input("input", "x"), Ok(Vec::new()));
    assert_eq!(names(page.key("input", "Enter")), ["typed", "save"]);
}

#[test]
fn what_waits_for_the_blur_goes_out_although_its_field_is_gone() {
    let mut page = page(r#"<input name="a" dj-input="typed" dj-debounce="blur">"#);
    page.input("input", "x").expect("a field");
    page.render(r#"<b dj-click="save">x</b>"#);
    let fired = page.click("b").expect("a handler");
    assert_eq!(
        fired[0],
        event("typed", &[("name", "a".into()), ("value", "x".into())])
    );
}

#[test]
fn a_number_of_milliseconds_has_passed_before_the_next_action() {
    let mut page = page(r#"<input dj-input="typed" dj-debounce="300" dj-throttle="300">"#);
    assert_eq!(names(page.input("input", "a")), ["typed"]);
    assert_eq!(names(page.input("input", "b")), ["typed"]);
}

#[test]
fn a_press_of_a_label_is_one_event_of_one_binding() {
    for markup in [
        r#"<label dj-click="toggle"><input type="checkbox"> <b>Text</b></label>"#,
        r#"<p dj-click="toggle"><label for="c"><b>Text</b></label><input id="c" type="radio"></p>"#,
    ] {
        assert_eq!(names(page(markup).click("b")), ["toggle"], "{markup}");
        assert_eq!(names(page(markup).click("input")), ["toggle"], "{markup}");
    }
    let mut two = page(
        r#"<label dj-click="outer"><b>Text</b><input type="checkbox" dj-click="inner"></label>"#,
    );
    assert_eq!(names(two.click("b")), ["outer", "inner"]);
}

#[test]
fn two_fields_of_one_binding_each_keep_what_waits() {
    let mut form = page(
        r#"<form dj-input="set" dj-debounce="blur"><input id="a" name="a"><input id="b" name="b"></form>"#,
    );
    assert_eq!(names(form.input("#a", "x")), Vec::<String>::new());
    let sent = form.input("#b", "y").expect("the first is left");
    assert_eq!(sent.len(), 1, "{sent:?}");
}

#[test]
fn a_chain_opens_and_closes_a_dialog_and_resets_a_form() {
    let opens = Js::show_modal().to("dialog").attr();
    let closes = Js::close().closest("dialog");
    let closes = Js::reset().to("form").then(closes).attr();
    let mut page = page(&format!(
        r#"<b dj-click="{opens}">x</b><dialog><i dj-click="{closes}">y</i></dialog><form dj-submit="s"><input value="a"></form>"#
    ));
    assert_eq!(page.is_shown("i"), Ok(false));
    assert_eq!(page.click("b"), Ok(vec![]));
    assert_eq!(page.is_shown("i"), Ok(true));
    assert_eq!(page.input("input", "b"), Ok(vec![]));
    assert_eq!(page.click("i"), Ok(vec![]));
    assert_eq!(page.is_shown("i"), Ok(false));
    assert_eq!(page.value("input"), Ok("a".to_owned()));
}
