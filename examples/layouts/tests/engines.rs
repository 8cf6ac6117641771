//! One view's markup from each engine: the same bytes, and a name that is text in all of them.

use std::fmt::Write as _;

use docent::prelude::*;
use docent::{Html, escape};

/// What somebody has called a list.
const NAME: &str = r#"<b>"Tea" & 'co'"#;

/// As its title and in an attribute.
const EXPECTED: &str = "<h1>&lt;b&gt;&quot;Tea&quot; &amp; 'co'</h1>\
    <input name=\"title\" value=\"&lt;b&gt;&quot;Tea&quot; &amp; 'co'\" dj-change=\"rename\">";

/// The engines write some characters in several ways, which a browser reads as the same;
/// quotes in the text of an element need none.
fn assert_same(html: &Html) {
    let text = html.as_str();
    let text = text.replace("&#34;", "&quot;").replace("&#60;", "&lt;");
    let text = text.replace("&#62;", "&gt;").replace("&#38;", "&amp;");
    let text = text.replace("&#39;", "'").replace("&#x27;", "'");
    let text = text.replacen("\"Tea\" &amp;", "&quot;Tea&quot; &amp;", 1);
    assert_eq!(text, EXPECTED);
}

#[test]
fn askama() {
    use askama::Template as _;

    #[derive(askama::Template)]
    #[template(
        source = "<h1>{{ name }}</h1><input name=\"title\" value=\"{{ name }}\" dj-change=\"rename\">",
        ext = "html"
    )]
    struct List<'a> {
        name: &'a str,
    }

    let list = List { name: NAME };
    assert_same(&Html::from(list.render().expect("it has its fields")));
    // Any template is `Display` too.
    assert_same(&Html::new(list));
}

#[test]
fn maud() {
    let list = maud::html! {
        h1 { (NAME) }
        input name="title" value=(NAME) dj-change="rename";
    };
    assert_same(&Html::from(list.into_string()));
}

#[test]
fn minijinja() {
    let mut engine = minijinja::Environment::new();
    let source =
        "<h1>{{ name }}</h1><input name=\"title\" value=\"{{ name }}\" dj-change=\"rename\">";
    engine.add_template("list.html", source).expect("it parses");
    let list = engine.get_template("list.html").expect("it was added");
    let list = list.render(minijinja::context! { name => NAME });
    assert_same(&Html::from(list.expect("it has its values")));
}

#[test]
fn tera() {
    let mut engine = tera::Tera::default();
    // What is escaped is decided by the name.
    engine
        .add_raw_template(
            "list.html",
            "<h1>{{ name }}</h1><input name=\"title\" value=\"{{ name }}\" dj-change=\"rename\">",
        )
        .expect("it parses");
    let mut values = tera::Context::new();
    values.insert("name", NAME);
    let list = engine.render("list.html", &values);
    assert_same(&Html::from(list.expect("it has its values")));
}

#[test]
fn hypertext() {
    use hypertext::prelude::*;
    use hypertext::validation::Attribute;

    /// Hypertext checks the names of attributes: docent's, as far as they are used here.
    #[expect(non_upper_case_globals, reason = "they are named as in the markup")]
    trait DocentAttributes: GlobalAttributes {
        const dj_change: Attribute = Attribute;
    }
    impl<T: GlobalAttributes> DocentAttributes for T {}

    let list = rsx! {
        <h1>(NAME)</h1>
        <input name="title" value=(NAME) dj-change="rename">
    };
    assert_same(&Html::from(list.render().into_inner()));
}

#[test]
fn format() {
    let name = escape(NAME);
    assert_same(&Html::from(format!(
        "<h1>{name}</h1><input name=\"title\" value=\"{name}\" dj-change=\"rename\">"
    )));
    // Written piece by piece.
    let mut list = String::new();
    write!(list, "<h1>{}</h1>", Html::text(NAME)).expect("a String takes any text");
    write!(
        list,
        "<input name=\"title\" value=\"{name}\" dj-change=\"rename\">"
    )
    .expect("a String takes any text");
    assert_same(&Html::from(list));
}

#[test]
fn axum() {
    assert_same(&Html::from(::axum::response::Html(EXPECTED)));
    assert_same(&::axum::response::Html(EXPECTED.to_owned()).into());
}

/// A view whose `render` is what an engine made is a view as any.
#[derive(Default)]
struct List {
    name: String,
}

#[live_view(LiveView)]
impl List {
    #[event_handler]
    fn rename(&mut self, value: String) {
        self.name = value;
    }
}

impl View for List {
    fn render(&self) -> Html {
        let list = maud::html! { h1 { (self.name) } };
        Html::new(list.into_string())
    }
}

#[test]
fn a_view_is_rendered_by_an_engine() {
    let mut list = List::default();
    list.rename(NAME.to_owned());
    let escaped = "<h1>&lt;b&gt;&quot;Tea&quot; &amp; 'co'</h1>";
    assert_eq!(list.render().as_str(), escaped);
}
