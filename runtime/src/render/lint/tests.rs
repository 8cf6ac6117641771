use std::any::TypeId;

use super::{Answers, Handlers, MAX_LINES, Mistake, bindings, identity, structure};
use crate::app::handler::Signature;
use crate::event::Actor;
use crate::form::Fields;
use crate::prelude::*;
use crate::server::notices::{Notices, Reported};

/// A view with these handlers, and one component, `form`.
struct Shop;

impl Answers for Shop {
    fn of(&mut self, component: Option<&str>) -> Option<Vec<Signature>> {
        let handler = |name, params| Signature {
            name,
            params,
            takes_form: false,
            from: None,
        };
        let of_form = |name, params| Signature {
            takes_form: true,
            ..handler(name, params)
        };
        match component {
            None => Some(vec![
                handler("create_project", &["title", "size"]),
                handler("open_row", &["project_id"]),
                handler("search", &["value"]),
                of_form("filter", &["form"]),
                Signature {
                    from: Some(Actor::App),
                    ..handler("graded", &[])
                },
            ]),
            Some("form") => Some(vec![handler("save", &["title"])]),
            Some(_) => None,
        }
    }
}

fn mistakes(html: &str) -> Vec<String> {
    let mut mistakes = Vec::new();
    let elements = structure::elements(html, &mut mistakes);
    bindings::check(&elements, &mut Shop, &mut mistakes);
    identity(&elements, &mut mistakes);
    mistakes
        .into_iter()
        .map(|Mistake { text, .. }| text)
        .collect()
}

struct Search;

#[live_view(LiveView)]
impl Search {
    #[event_handler]
    fn filter(&mut self, page: Option<u32>, form: Fields) {
        let _ = (page, form);
    }

    #[event_handler]
    fn open(&mut self, id: u32) {
        let _ = id;
    }
}

impl View for Search {
    fn render(&self) -> Html {
        Html::default()
    }
}

#[test]
fn a_handler_with_fields_takes_all_of_a_form() {
    let handlers = Handlers(&mut Search).of(None).expect("those of the view");
    let takes = handlers
        .iter()
        .map(|handler| (handler.name, handler.takes_form));
    assert!(takes.eq([("filter", true), ("open", false)]));
}

#[test]
fn correct_markup_has_no_mistakes() {
    for html in [
        "",
        "text < more & <3 </ > <!> <?php ?> a <b>b</b>",
        "<!doctype html><html><head><title>a < b</title><meta charset=utf-8><body><p>a<p>b",
        "<!DOCTYPE html><title>x</title><h1>x</h1></body></html>",
        // End tags that may be left out.
        "<ul><li>a<li><p>b<ul><li>c</ul><li>d</ul>",
        "<dl><dt>a<dd><p>b<dt>c<dd>d</dl>",
        "<p>a<div>b</div><p>c<table><tr><td>d</table>",
        "<div><p>a</div><section><p>b<h2>c</h2></section>",
        "<table><caption>c<colgroup><col><thead><tr><th>a<th>b<tbody><tr><td>c<td>d<tr><td>e<tfoot><tr><td>f</table>",
        "<table><tr><td><table><tr><td>a</table><td>b</tr></tbody></table>",
        "<select><option>a<option>b<hr><optgroup label=x><option>c<optgroup label=y><option>d</select>",
        "<ruby>a<rt>b<rp>c</ruby><details><summary>a</summary><p>b</details>",
        // Void elements, with a slash and without.
        "<br><br/><hr><img src=a.png alt=><input name='a' disabled/><wbr><p>a<br>b</p>",
        "<BR><Img SRC=x><DIV ID=A></div><P>a</P>",
        // Text that is no markup.
        "<script>if (a</b/.test('<div>')) { x = '</p>' }</script><style>a > b::before { content: '<p>' }</style>",
        "<textarea><div></textarea><textarea>\n</p></TEXTAREA ><iframe><p></iframe>",
        "<!-- <div> --><!----><!--> <p>a</p> <!-- > -- <b> --> <![CDATA[ <b> ]]>",
        // Quotes and attributes.
        "<a href='a>b' title=\"<div>\">x</a><a href=a/b/>x</a><i data-x = 'a' =b c=d>x</i>",
        // Drawings and formulas.
        "<svg viewBox='0 0 1 1'><path d='M0 0'/><g><circle r=1 /></g><title>a</title><style>.a > .b {}</style></svg>",
        "<p>a<svg><foreignObject><div><p>b<br></div></foreignObject><linearGradient/></svg>c</p>",
        "<math><mi>x</mi><mspace width='1'/></math>",
        "<svg/><p>a</p><svg><a href=x><text>b</text></a></svg>",
        // Paragraphs that are not those around.
        "<p>a<button><div>b</div></button><object><p>c</p></object></p>",
        "<template><div id=a></div><li id=a dj-click=nope></template><p id=a>b</p>",
        "<x-card><p>a</p></x-card><noscript><p>a</p></noscript><b><i>a</i></b>",
        // What docent reads.
        "<div dj-root dj-view=Shop><p dj-key=1></p><div dj-ignore><i dj-root dj-click=nope></i></div></div>",
        "<button dj-click=create_project></button><button dj-click=\"open_row(3, '(')\" dj-hook=X></button>",
        "<a dj-click='[[&quot;hide&quot;,{}]]'></a><a dj-click=''></a><i dj-keydown.enter=search dj-debounce=3></i>",
        "<form dj-submit=create_project><input name=title><select name=size><option>1</select><input name=csrf_token></form>",
        "<form dj-submit=create_project><input name='title[de]'><input name=size.width></form>",
        "<form dj-submit=create_project><input name=titel></form><input name=title form=f><form id=f dj-submit=create_project></form>",
        "<input dj-change=search name=valu><input dj-input=search dj-value-project-id=3>",
        "<div dj-component=form><form dj-submit=save><input name=title></form><a dj-component='' dj-click=search></a></div>",
        // All fields are for one parameter.
        "<form dj-submit=filter dj-change=filter><input name=from><input name=to></form>",
        "<form dj-submit=filter dj-value-fro=1></form><a dj-click=filter dj-value-fro=1>x</a>",
        "<input dj-input='filter(1)'><form dj-input=filter></form>",
        // A browser without scripts has the one, a browser with scripts the other.
        "<noscript><a id=menu dj-click=nope></a></noscript><nav id=menu></nav>",
        "<!-- a --!><p>b</p><!-- c --><!----!><!-- -- > - --!d -->",
        "<form dj-recover=ignore></form>",
        "<button dj-click=open_row dj-value-project-id=3 dj-my-own=1 data-dj=2>x</button>",
    ] {
        // The one that is wrong shows that the others are right for a reason.
        let found: Vec<_> = mistakes(html)
            .into_iter()
            .filter(|text| !text.contains("the field `titel`"))
            .collect();
        assert_eq!(found, [""; 0], "{html}");
    }
}

#[test]
fn tags_that_do_not_match_are_named() {
    for (html, expected) in [
        ("<div><p>a</p>", "`<div>` is not closed"),
        (
            "<ul><li><b>a</li></ul>",
            "`<b>` is not closed before `</li>`",
        ),
        (
            "<section><div>a</section>",
            "`<div>` is not closed before `</section>`",
        ),
        ("<b><i>a</b></i>", "`<i>` is not closed before `</b>`"),
        (
            "<p>a</div>",
            "`</div>` closes nothing: no `<div>` is open there",
        ),
        ("<svg><g></svg>", "`<g>` is not closed before `</svg>`"),
        ("<script>a", "`<script>` is not closed"),
        (
            "<input></input>",
            "`</input>` closes nothing: `<input>` has no end tag",
        ),
        (
            "<div/><p>a</p>",
            "`<div>` is not closed: HTML takes `/>` for `>`, so write an end tag",
        ),
        (
            "<p>a<div>b</div></p>",
            "`</p>` closes nothing: `<div>` cannot be inside of a `<p>`, and the browser has ended the paragraph before it",
        ),
        (
            "<p><b><div>b</div></b></p>",
            "`<div>` cannot be inside of a `<p>`: the browser ends the paragraph before it",
        ),
        (
            "<p>a <b title='",
            "the markup ends within a tag or a comment",
        ),
        (
            "<!-- a <p>b</p>",
            "the markup ends within a tag or a comment",
        ),
    ] {
        let found = mistakes(html);
        assert_eq!(found.first().map(String::as_str), Some(expected), "{html}");
        let found = found.iter().filter(|text| text.contains("closes nothing"));
        assert!(found.count() <= 1, "{html}");
    }
}

#[test]
fn equal_ids_and_two_live_parts_are_named() {
    assert_eq!(
        mistakes("<label id=title class='a b'></label><p><input id=title></p>"),
        [
            "two elements have the id `title`, `label#title.a` and `input#title`: a label, a selector and an update find only one of them"
        ]
    );
    assert_eq!(
        mistakes("<div dj-root></div><main id=m dj-root></main>"),
        [
            "two elements have `dj-root`, `div` and `main#m`: only the first is the live part of the page"
        ]
    );
}

#[test]
fn a_name_that_no_handler_has_comes_with_a_suggestion() {
    for (html, expected) in [
        (
            "<button id=new dj-click=creat_project>",
            "`dj-click` of `button#new` names `creat_project`, which is no event handler of the view: did you mean `create_project`?",
        ),
        (
            "<i dj-keydown.escape='shut(1)'>",
            "`dj-keydown` of `i` names `shut`, which is no event handler of the view: use one of `create_project`, `open_row`, `search` and `filter`",
        ),
        (
            "<i dj-click=graded>",
            "`dj-click` of `i` names `graded`, which answers only the app: a page's event is refused",
        ),
        (
            "<div dj-component=form><a dj-click=search>",
            "`dj-click` of `a` names `search`, which is no event handler of the component `form`: use one of `save`",
        ),
        (
            "<div dj-component=from><a dj-click=save>",
            "`dj-click` of `a` is for the component `from`, which the view does not have: `View::component` returns `None`",
        ),
        (
            "<a dj-clik=search>",
            "`dj-clik` of `a` is no attribute of docent's: did you mean `dj-click`?",
        ),
        (
            "<form dj-recovr=ignore>",
            "`dj-recovr` of `form` is no attribute of docent's: did you mean `dj-recover`?",
        ),
        (
            "<form><input id=email name=email dj-change=filter></form>",
            "`dj-change` of `input#email` sends one field, and `filter` takes all of a form: bind it on the `<form>`",
        ),
        (
            "<fieldset dj-input=filter></fieldset>",
            "`dj-input` of `fieldset` sends one field, and `filter` takes all of a form: bind it on the `<form>`",
        ),
        (
            "<form dj-submit=create_project><input name=titel></form>",
            "the field `titel` of `form` is for no parameter of `create_project`: did you mean `title`?",
        ),
        (
            "<a dj-click=open_row dj-value-projekt-id=1>",
            "`dj-value-projekt-id` of `a` is for no parameter of `open_row`: did you mean `project_id`?",
        ),
    ] {
        let found = mistakes(html);
        assert!(
            found.iter().any(|text| text == expected),
            "{html}: {found:?}"
        );
    }
}

#[test]
fn the_same_mistake_is_reported_once_and_eight_of_a_kind() {
    let notices = Notices::default();
    let about = |kind| (TypeId::of::<Shop>(), kind);
    let report =
        |kind, mistake: usize| notices.report(about(kind), &mistake.to_string(), MAX_LINES);
    for mistake in 1..8 {
        assert_eq!(report(0, mistake), Reported::First);
        assert_eq!(report(0, mistake), Reported::Before);
    }
    assert_eq!(report(0, 8), Reported::Last);
    assert_eq!(report(0, 9), Reported::Before);
    assert_eq!(report(1, 9), Reported::First);
}
