//! What stays of what a person has done when the server renders the page again.

use super::*;

const FIELD: &str = r#"<form dj-submit="save"><input name="a" value="" dj-input="typed"></form>"#;

#[test]
fn what_is_typed_stays_while_the_field_has_the_focus() {
    let mut page = page(FIELD);
    page.input("input", "abc").expect("a field");
    page.render(&FIELD.replace("value=\"\"", "value=\"ABC\""));
    assert_eq!(page.value("input"), Ok("abc".into()));
    assert_eq!(page.attribute("input", "value"), Ok(Some("ABC".into())));
}

#[test]
fn a_field_that_nobody_is_in_is_as_the_server_changes_it() {
    let mut page = page(FIELD);
    page.change("input", "abc").expect("a field");
    page.render(FIELD);
    assert_eq!(
        page.value("input"),
        Ok(String::new()),
        "the answer to its own event is news"
    );
    page.render(&FIELD.replace("value=\"\"", "value=\"ABC\""));
    assert_eq!(page.value("input"), Ok("ABC".into()));
}

#[test]
fn the_answer_to_a_submit_empties_a_field_also_under_the_focus() {
    let mut page = page(FIELD);
    page.input("input", "abc").expect("a field");
    page.submit("form").expect("a form");
    page.render(FIELD);
    assert_eq!(page.value("input"), Ok(String::new()));
}

#[test]
fn a_chain_is_no_submit_that_a_render_answers() {
    let html = FIELD.replace("\"save\"", r#"'[["push",{"event":"save"}]]'"#);
    let mut page = page(&html);
    page.input("input", "abc").expect("a field");
    assert_eq!(names(page.submit("form")), ["save"]);
    page.render(&html);
    assert_eq!(page.value("input"), Ok("abc".into()));
}

#[test]
fn what_is_typed_after_a_submit_is_not_answered_by_it() {
    let mut page = page(FIELD);
    page.input("input", "abc").expect("a field");
    page.submit("form").expect("a form");
    page.input("input", "next").expect("a field");
    page.render(FIELD);
    assert_eq!(page.value("input"), Ok("next".into()));
}

#[test]
fn a_field_without_a_value_is_emptied_by_a_submit_alone() {
    let html = r#"<form dj-submit="save" dj-change="typed"><input name="a"></form>"#;
    let mut page = page(html);
    page.change("input", "abc").expect("a field");
    page.render(html);
    assert_eq!(page.value("input"), Ok("abc".into()));
    page.submit("form").expect("a form");
    page.render(html);
    assert_eq!(page.value("input"), Ok(String::new()));
}

#[test]
fn a_refused_form_keeps_what_was_entered() {
    let html = r#"<form dj-submit="save"><input name="a" value="x"><input type="checkbox"></form>"#;
    let mut page = page(html);
    page.change("[name=a]", "abc").expect("a field");
    page.check("[type=checkbox]", true).expect("a check box");
    page.submit("form").expect("a form");
    page.refuse();
    page.render(&html.replace("\"x\"", "\"\""));
    assert_eq!(page.value("[name=a]"), Ok("abc".into()));
    assert_eq!(page.is_checked("[type=checkbox]"), Ok(true));
}

#[test]
fn a_list_keeps_its_choice_when_its_options_change() {
    let list = |names: &str| {
        let options: String = names
            .chars()
            .map(|n| format!("<option>{n}</option>"))
            .collect();
        format!(r#"<form dj-submit="s"><select name="a">{options}</select></form>"#)
    };
    let mut page = page(&list("ABC"));
    page.change("select", "B").expect("a list");
    for (names, chosen) in [("XABC", "B"), ("CB", "B"), ("DE", "D")] {
        page.render(&list(names));
        assert_eq!(page.value("select"), Ok(chosen.into()), "{names}");
    }
}

#[test]
fn an_option_that_is_renamed_stays_chosen() {
    let list = |option: &str| {
        format!(
            r#"<form dj-submit="s"><select name="a"><option>A</option>{option}</select></form>"#
        )
    };
    let mut page = page(&list(r#"<option id="o" value="b">Berlin</option>"#));
    page.change("select", "b").expect("a list");
    for (option, chosen) in [
        (r#"<option id="o" value="m">Mitte</option>"#, "m"),
        (r#"<option value="m2">Mitte</option>"#, "m2"),
        (r#"<option value="m2">Berlin</option>"#, "m2"),
        (r#"<option value="x">Xanten</option>"#, "A"),
    ] {
        page.render(&list(option));
        assert_eq!(page.value("select"), Ok(chosen.into()), "{option}");
    }
}

#[test]
fn ticks_stay_with_rows_that_have_no_keys() {
    let list = |names: &str| {
        let row = |n| format!("<li><input type=checkbox dj-blur=x>{n}</li>");
        names.chars().map(row).collect::<String>()
    };
    let mut page = page(&list("abc"));
    page.check("li:nth-child(2) input", true).expect("a box");
    page.render(&list("xyabc"));
    assert_eq!(page.is_checked("li:nth-child(4) input"), Ok(true));
    page.render(&list("bc"));
    assert_eq!(page.is_checked("li:nth-child(1) input"), Ok(true));
}

#[test]
fn a_field_of_another_form_or_key_is_another_field() {
    for (one, two) in [
        (
            r#"<form dj-submit="a"><input name="x"></form>"#,
            r#"<form dj-submit="b"><input name="x"></form>"#,
        ),
        (
            r#"<p id="a"><input name="x" dj-blur="t"></p>"#,
            r#"<p id="b"><input name="x" dj-blur="t"></p>"#,
        ),
        (
            r#"<p><input name="x" dj-key="a" dj-blur="t"></p>"#,
            r#"<p><input name="x" dj-key="b" dj-blur="t"></p>"#,
        ),
    ] {
        let mut page = page(one);
        page.change("input", "abc").expect("a field");
        page.render(two);
        assert_eq!(page.value("input"), Ok(String::new()), "{two}");
    }
}

#[test]
fn a_textarea_follows_its_content() {
    let html = r#"<textarea dj-input="x">a</textarea>"#;
    let mut page = page(html);
    page.change("textarea", "typed").expect("a field");
    page.render(html);
    assert_eq!(page.value("textarea"), Ok("a".into()));
    page.render(&html.replace(">a<", ">b<"));
    assert_eq!(page.value("textarea"), Ok("b".into()));
}

#[test]
fn what_waits_for_the_blur_stays_in_its_field() {
    let html = r#"<input name="a" value="" dj-input="typed" dj-debounce="blur"><input name="b" dj-input="typed">"#;
    let mut page = page(html);
    page.input("[name=a]", "abc").expect("a field");
    page.render(&html.replace("value=\"\"", "value=\"x\""));
    assert_eq!(page.value("[name=a]"), Ok("abc".into()));
    assert_eq!(names(page.input("[name=b]", "x")), ["typed", "typed"]);
}

#[test]
fn the_answer_to_a_choice_shows_the_servers_state() {
    let html = r#"<input type="checkbox" name="a" dj-change="set"><select dj-change="set"><option>1<option>2</select>"#;
    let mut page = page(html);
    for _ in 0..2 {
        page.check("input", true).expect("a check box");
        page.change("select", "2").expect("a list");
        page.answer();
        assert_eq!(page.is_checked("input"), Ok(false));
        assert_eq!(page.value("select"), Ok("1".into()));
    }
    page.check("input", true).expect("a check box");
    page.refuse();
    assert_eq!(page.is_checked("input"), Ok(false));
}

#[test]
fn a_choice_stays_until_the_server_makes_another_one() {
    let html = r#"<form dj-submit="s"><select><option>1<option>2<option>3</select><input></form>"#;
    let mut page = page(html);
    page.change("select", "2").expect("a list");
    page.render(html);
    assert_eq!(page.value("select"), Ok("2".into()));
    let third = html.replace("<option>3", "<option selected>3");
    page.render(&third);
    assert_eq!(
        page.value("select"),
        Ok("2".into()),
        "the focus is still in it"
    );
    page.render(html);
    page.focus("input").expect("a field");
    page.render(&third);
    assert_eq!(page.value("select"), Ok("3".into()));
}

#[test]
fn what_comes_checked_or_selected_takes_that_from_the_others() {
    let html = r#"<input type="radio" name="r" value="1" dj-change="set"><select dj-change="set"><option>1</option><option>2</option></select>"#;
    let mut page = page(html);
    page.check("input", true).expect("a radio button");
    page.change("select", "2").expect("a list");
    page.render(&format!(
        r#"<input type="radio" name="r" value="2" checked>{}"#,
        html.replace(
            "<select dj-change=\"set\">",
            "<select dj-change=\"set\"><option selected>0</option>"
        )
    ));
    assert_eq!(page.is_checked("[value='2']"), Ok(true));
    assert_eq!(page.is_checked("[value='1']"), Ok(false));
}

#[test]
fn a_control_is_the_same_by_its_name_wherever_it_comes() {
    let mut page = page(r#"<form dj-submit="s"><p><input name="a"></p><input name="b"></form>"#);
    page.change("[name=a]", "1").expect("a field");
    page.change("[name=b]", "2").expect("a field");
    page.render(r#"<form dj-submit="s"><h1>x</h1><input name="b"><ul><li><input name="a"></li></ul></form>"#);
    assert_eq!(page.value("[name=a]"), Ok("1".into()));
    assert_eq!(page.value("[name=b]"), Ok("2".into()));
}

#[test]
fn an_element_is_the_same_by_its_id_wherever_it_comes() {
    let mut page = page(
        r#"<details id="a"><summary>x</summary></details><details id="b"><summary>y</summary></details>"#,
    );
    page.click("#a summary").expect("a summary");
    page.render(r#"<p>new</p><details id="b"><summary>y</summary></details><div><details id="a"><summary>x</summary></details></div>"#);
    assert_eq!(page.attribute("#a", "open"), Ok(Some(String::new())));
    assert_eq!(page.attribute("#b", "open"), Ok(None));
}

#[test]
fn what_has_no_key_is_the_same_by_tag_and_order() {
    let mut page = page(r#"<form dj-submit="s"><b>x</b><input id=""><input></form>"#);
    page.change("input:last-child", "2").expect("a field");
    page.render(r#"<form dj-submit="s"><i>new</i><input><input><input></form>"#);
    assert_eq!(page.value("input:nth-of-type(2)"), Ok("2".into()));
    assert_eq!(page.value("input:nth-of-type(1)"), Ok(String::new()));
}

#[test]
fn the_focus_stays_with_its_element() {
    let html = r#"<input name="a" dj-blur="left"><b dj-click="x">x</b>"#;
    let mut page = page(html);
    page.focus("input").expect("a field");
    page.render(&format!("<p>new</p>{html}"));
    assert_eq!(page.exists("input:focus"), Ok(true));
    page.render(r#"<b dj-click="x">x</b>"#);
    assert_eq!(names(page.click("b")), ["x"]);
}

#[test]
fn details_follow_the_server_only_when_it_changes_them() {
    let html = "<details><summary>x</summary></details>";
    let open = "<details open><summary>x</summary></details>";
    let mut page = page(html);
    page.click("summary").expect("a summary");
    page.render(html);
    assert_eq!(page.attribute("details", "open"), Ok(Some(String::new())));
    page.render(open);
    page.render(html);
    assert_eq!(page.attribute("details", "open"), Ok(None));
    page.render(open);
    assert_eq!(page.attribute("details", "open"), Ok(Some(String::new())));
}

#[test]
fn what_is_to_be_ignored_stays_as_it_is() {
    let mut page = page(r#"<div dj-update="ignore" class="a"><input name="x" dj-input="t"></div>"#);
    page.input("input", "1").expect("a field");
    page.render(r#"<div dj-update="ignore" class="b"><p>new</p></div>"#);
    assert_eq!(page.value("input"), Ok("1".into()));
    assert_eq!((page.count("div.a"), page.count("p")), (Ok(1), Ok(0)));
}

#[test]
fn the_data_in_a_script_follows_the_server_a_program_does_not() {
    let html = |n: u8| {
        format!(
            r#"<script id="data" type="application/json" data-n="{n}">{n}</script><script id="program" data-n="{n}">{n}</script>"#
        )
    };
    let mut page = page(&html(1));
    page.render(&html(2));
    assert_eq!(page.attribute("#data", "data-n"), Ok(Some("2".into())));
    assert_eq!(page.attribute("#program", "data-n"), Ok(Some("1".into())));
    page.render(r#"<script id="data" type="module" data-n="3">3</script>"#);
    assert_eq!(page.attribute("#data", "data-n"), Ok(Some("2".into())));
}

#[test]
fn a_render_replaces_the_live_part_and_nothing_around_it() {
    let mut page = page("<header>1</header><main dj-root class=\"a\"><p>1</p></main>");
    page.render("<header>2</header><main dj-root class=\"b\"><p>2</p></main>");
    assert_eq!(page.text("header"), Ok("1".into()));
    assert_eq!(page.text("main.b"), Ok("2".into()));
    page.render("<p>3</p>");
    assert_eq!(page.text("main"), Ok("3".into()));
}

#[test]
fn a_row_of_a_table_is_rendered_alone() {
    let mut page = page("<table><tbody dj-root></tbody></table>");
    page.render("<tr><td>1</td></tr>");
    assert_eq!(page.count("table > tbody > tr > td"), Ok(1));
}
