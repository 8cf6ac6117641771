use proptest::prelude::*;

use crate::html::Html;
use crate::render::apply::apply;
use crate::render::digest::digest;
use crate::render::outline::{Grain, Outline};
use crate::render::parts::Cut;
use crate::render::rendered::Rendered;
use crate::render::scan::Irregular;
use crate::wire::Patch;

/// A session whose page shows this.
fn shown(html: &str) -> Rendered {
    let mut rendered = Rendered::default();
    rendered.replace(&html.to_owned().into());
    rendered
}

fn html(text: &str) -> Html {
    text.to_owned().into()
}

fn cut(html: &str) -> Result<Cut, Irregular> {
    Cut::of(html, Grain::DEFAULT, None)
}

fn bytes(patches: &[Patch<'_>]) -> usize {
    patches.iter().map(Patch::len).sum()
}

fn row(id: usize, text: &str) -> String {
    format!(
        "<tr id=\"row-{id}\"><td class=\"number\">{id}</td><td class=\"name\">{text}</td>\
         <td><button type=\"button\" dj-click=\"open_row({id})\">Open</button></td></tr>\n"
    )
}

/// A counter, and a table of these rows.
fn page(count: usize, rows: impl Iterator<Item = String>) -> String {
    let rows: String = rows.collect();
    format!(
        "<header><h1>Projects</h1><p id=\"count\">{count} projects</p></header>\n\
         <main><table id=\"rows\"><thead><tr><th>No</th><th>Name</th><th></th></tr></thead>\n\
         <tbody>\n{rows}</tbody></table></main>\n<footer>The end</footer>"
    )
}

fn rows(count: usize) -> Vec<String> {
    (0..count).map(|id| row(id, "A project")).collect()
}

/// What is sent for the second render, after a check that it leads there.
fn sent(before: &str, after: &str) -> usize {
    let mut rendered = shown(before);
    let after = html(after);
    let patches = rendered.update(&after);
    assert_eq!(apply(before, &patches).as_deref(), Some(after.as_str()));
    bytes(&patches)
}

#[test]
fn a_counter_and_a_cell_of_2000_rows_are_less_than_1_kib() {
    let before = rows(2000);
    let mut after = before.clone();
    after[1234] = row(1234, "Another name");
    let (before, after) = (page(1, before.into_iter()), page(2, after.into_iter()));
    assert!(before.len() > 250_000, "{} bytes", before.len());
    let sent = sent(&before, &after);
    assert!(sent < 1024, "{sent} bytes");
}

#[test]
fn rows_that_come_go_and_move_cost_their_own_size() {
    let before = rows(2000);
    let all = page(1, before.iter().cloned());
    let mut first = before.clone();
    first.insert(0, row(9_000, "New"));
    let mut moved = before.clone();
    let last = moved.pop().expect("a row");
    moved.insert(0, last);
    let fewer = before.iter().enumerate();
    let fewer: Vec<_> = fewer
        .filter(|(at, _)| at % 20 != 7)
        .map(|(_, row)| row.clone())
        .collect();
    for (after, most) in [(first, 700), (moved, 900), (fewer, 100 * 450)] {
        let sent = sent(&all, &page(1, after.into_iter()));
        assert!(sent < most, "{sent} of {most} bytes");
    }
}

#[test]
fn short_items_are_sent_in_runs_of_a_few() {
    let item = |at: usize| format!("<li>{at}</li>");
    let list = |items: &[usize]| -> String {
        let items: String = items.iter().map(|at| item(*at)).collect();
        format!("<h1>List</h1><ul>{items}</ul>")
    };
    let before: Vec<_> = (0..1000).collect();
    let mut after = before.clone();
    after.insert(500, 5_000);
    after.remove(100);
    let sent = sent(&list(&before), &list(&after));
    assert!(sent < 2_500, "{sent} bytes");
}

#[test]
fn attributes_of_a_large_element_are_sent_without_its_content() {
    let with = |class: &str| {
        page(1, rows(100).into_iter())
            .replace("id=\"rows\"", &format!("id=\"rows\" class=\"{class}\""))
    };
    let sent = sent(&with("idle"), &with("busy"));
    assert!(sent < 200, "{sent} bytes");
}

#[test]
fn a_live_part_in_the_markup_is_where_paths_begin() {
    let with = |count| {
        format!(
            "<nav>Menu</nav><div dj-root class=\"app\">{}</div>",
            page(count, rows(50).into_iter())
        )
    };
    let sent = sent(&with(1), &with(2));
    assert!(sent < 700, "{sent} bytes");
}

#[test]
fn a_live_part_that_comes_or_goes_is_sent_whole() {
    let plain = page(1, rows(20).into_iter());
    let own = format!("<main dj-root>{plain}</main>");
    for (before, after) in [(&plain, &own), (&own, &plain)] {
        assert_eq!(sent(before, after), after.len());
    }
}

#[test]
fn a_live_part_in_markup_of_others_is_none() {
    let with = |count| {
        format!(
            "<div dj-ignore><div dj-root>{}</div></div><p>{count}</p>",
            "text ".repeat(500)
        )
    };
    let (before, after) = (with(1), html(&with(2)));
    let patches = shown(&before).update(&after);
    assert_eq!(apply(&before, &patches).as_deref(), Some(after.as_str()));
    assert!(bytes(&patches) < 300, "{patches:?}");
}

#[test]
fn the_same_render_is_no_change() {
    let page = page(1, rows(50).into_iter());
    assert_eq!(shown(&page).update(&html(&page)), []);
    assert_eq!(shown("<p>small</p>").update(&html("<p>small</p>")), []);
}

#[test]
fn small_pages_and_unusual_markup_are_sent_whole() {
    let long = "<li>An item without an end tag".repeat(200);
    for (before, after) in [
        ("<p>1</p>", "<p>2</p>"),
        (&*format!("<ul>{long}</ul>"), &*format!("<ul>{long}!</ul>")),
    ] {
        let after = html(after);
        let patches = shown(before).update(&after);
        assert_eq!(patches, [Patch::Whole(after.as_str().into())]);
    }
}

#[test]
fn a_page_that_went_away_gets_the_whole_of_the_next_render() {
    let (before, after) = (page(1, rows(50).into_iter()), page(2, rows(50).into_iter()));
    let mut rendered = shown(&before);
    rendered.forget();
    let after = html(&after);
    assert_eq!(
        rendered.update(&after),
        [Patch::Whole(after.as_str().into())]
    );
    assert_eq!(rendered.update(&after), [], "and is compared again");
}

#[test]
fn an_outline_takes_6_percent_and_of_cards_at_most_10() {
    let short: String = (0..20_000).map(|at| format!("<li>{at}</li>")).collect();
    let deep = "<div>".repeat(200) + &"text ".repeat(500) + &"</div>".repeat(200);
    // Each is an element that is cut, which takes three words and ends two runs.
    let card = "<p>A line of some text.</p>".repeat(40);
    let cards = format!("<article>{card}</article>").repeat(100);
    let outline = |html: &str| {
        cut(html)
            .ok()
            .and_then(|cut| cut.outline(html, Grain::DEFAULT))
    };
    for (page, percent) in [
        (page(1, rows(50).into_iter()), 6),
        (page(1, rows(2000).into_iter()), 6),
        (format!("<ul>{short}</ul>"), 6),
        (cards, 10),
    ] {
        let size = outline(&page).map(|outline| outline.size());
        assert!(
            size.is_some_and(|size| size <= page.len() * percent / 100 + 128),
            "{size:?} bytes for {}",
            page.len()
        );
    }
    assert_eq!(outline(&deep), None, "it would take more");
}

#[test]
fn an_outline_beyond_256_kib_is_not_kept() {
    let item = format!("<li>{}</li>", "text ".repeat(26));
    let huge = format!("<ul>{}</ul>", item.repeat(33_000));
    assert!(cut(&huge).is_ok_and(|cut| cut.outline(&huge, Grain::DEFAULT).is_none()));
}

/// Arbitrary markup: well formed most of the time, of the kinds that pages have.
fn markup() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        "[a-z ]{0,30}",
        Just("\n  ".to_owned()),
        "[a-zé&;]{100,300}".prop_map(|text| text.replace('&', "&amp;"))
    ];
    let leaf = prop_oneof![
        3 => text,
        1 => Just("<br>".to_owned()),
        1 => "[a-z]{1,8}".prop_map(|name| format!("<input name=\"{name}\">")),
        1 => Just("<!-- comment -->".to_owned()),
        1 => Just("<svg><path d=\"M0\"/></svg>".to_owned()),
    ];
    let name = prop_oneof![
        Just("div"),
        Just("section"),
        Just("span"),
        Just("ul"),
        Just("em"),
        Just("x-card")
    ];
    leaf.prop_recursive(6, 400, 12, move |inner| {
        let key = prop_oneof![
            Just(String::new()),
            "[a-d]".prop_map(|key| format!(" dj-key=\"{key}\"")),
            "[a-z]{4}".prop_map(|id| format!(" id=\"{id}\""))
        ];
        (name.clone(), key, prop::collection::vec(inner, 0..12))
            .prop_map(|(name, key, inner)| format!("<{name}{key}>{}</{name}>", inner.concat()))
    })
}

/// Replaces or removes what is between two tags of the markup.
fn edited(html: &str, at: usize, length: usize, with: &str) -> String {
    let mut starts: Vec<_> = html.match_indices('<').map(|(at, _)| at).collect();
    starts.push(html.len());
    let from = starts[at % starts.len()];
    let to = starts[(at + length) % starts.len()].max(from);
    format!("{}{with}{}", &html[..from], &html[to..])
}

/// Whether the patches between two renders lead from one to the other.
fn leads(before: &str, after: &str, grain: Grain) -> bool {
    apply(before, &patches(before, &html(after), grain)).as_deref() == Some(after)
}

fn patches<'a>(before: &str, after: &'a Html, grain: Grain) -> Vec<Patch<'a>> {
    let mut rendered = Rendered::default();
    rendered.update_by(&html(before), grain);
    rendered.update_by(after, grain)
}

/// What is known of the render before changes no cut.
fn is_cut_alike(before: &str, after: &str) -> bool {
    let outline = |html: &str, before: Option<&Outline>| {
        Cut::of(html, Grain::DEFAULT, before)
            .ok()
            .and_then(|cut| cut.outline(html, Grain::DEFAULT))
    };
    let old = outline(before, None);
    old.is_some() && outline(after, old.as_ref()) == outline(after, None)
}

#[test]
fn the_outer_of_two_nested_live_parts_is_where_paths_begin() {
    let with = |count| format!("<div dj-root><main dj-root><p>{count}</p></main></div>");
    assert!(leads(&with(1), &with(2), Grain::FINE));
}

#[test]
fn attributes_of_docent_are_known_in_capitals() {
    let with = |text| format!("<div DJ-ROOT><p>{text}</p></div>");
    let after = html(&with("b"));
    let of_root = patches(&with("a"), &after, Grain::FINE);
    let [Patch::Nodes { at, .. }] = &*of_root else {
        panic!("{of_root:?}")
    };
    assert_eq!(at.path, [0], "from the element that has dj-root");

    let with = |text| format!("<div DJ-UPDATE=ignore><i>{text}</i></div>");
    let after = html(&with("b"));
    let of_others = patches(&with("a"), &after, Grain::FINE);
    let [Patch::Nodes { at, .. }] = &*of_others else {
        panic!("{of_others:?}")
    };
    assert_eq!(at.path, [0; 0], "nothing inside is the view's");
}

/// Two pages of texts that repeat: without the first and the last of them others are there once.
fn stairs(steps: usize) -> (String, String) {
    let (mut before, mut after) = ("<p>1</p>".to_owned(), "<p>j0</p><p>1</p>".to_owned());
    for step in 2..=steps {
        let last = step - 1;
        before += &format!("<p>{step}</p><p>{last}</p>");
        after += &format!("<p>j{step}</p><p>{step}</p><p>k{step}</p><p>{last}</p>");
    }
    (before + "<p>old</p>", after + "<p>new</p>")
}

#[test]
fn texts_that_repeat_are_compared_with_little_stack() {
    let (before, after) = stairs(20_000);
    assert!(leads(&before, &after, Grain::FINE));
}

#[test]
fn a_text_that_has_grown_is_not_known_by_its_start() {
    let text = "word ".repeat(60);
    let rest = "<p>A paragraph of a page.</p>".repeat(90);
    let with = |more| format!("<i>a</i>{text}{more}<b>x</b>{rest}");
    assert!(is_cut_alike(&with(""), &with("more")));
}

#[test]
fn what_is_in_another_element_is_read_again() {
    let inside = "<section>A section of a page, with text in it.</section>".repeat(60);
    let within = |name| format!("<{name}><x-a>{inside}</x-a></{name}>");
    assert!(is_cut_alike(&within("div"), &within("p")));
}

#[test]
fn more_nodes_than_a_part_counts_are_several_parts() {
    let many = "<br>".repeat(500);
    let rest = "<p>A paragraph of a page.</p>".repeat(90);
    let (before, after) = (format!("{many}{rest}"), format!("{many}<i>x</i>{rest}"));
    assert!(leads(&before, &after, Grain::DEFAULT));
}

#[test]
fn an_element_of_another_identity_is_another_element() {
    let inside = "<b>A section of a page, with some text in it.</b>".repeat(60);
    for name in ["dj-submit", "name", "id", "dj-key"] {
        let with = |value| format!("<form {name}={value}>{inside}</form>{inside}");
        let after = html(&with("b"));
        let patches = patches(&with("a"), &after, Grain::DEFAULT);
        let is_tag = |patch: &Patch<'_>| matches!(patch, Patch::Tag { .. });
        assert!(!patches.iter().any(is_tag), "{name}");
    }
}

#[test]
fn patches_that_are_longer_than_the_page_are_not_sent() {
    let page =
        |word: &str| format!("<p>A paragraph of a {word}, with some text in it.</p>").repeat(60);
    let after = html(&page("site"));
    let sent = patches(&page("page"), &after, Grain::DEFAULT);
    assert_eq!(sent, [Patch::Whole(after.as_str().into())]);
}

#[test]
fn a_page_below_2_kib_is_not_kept() {
    let page =
        |paragraphs| "<p>A paragraph of a page, with some text in it.</p>".repeat(paragraphs);
    for (paragraphs, is_kept) in [(39, false), (50, true)] {
        let page = page(paragraphs);
        assert_eq!(page.len() >= 2048, is_kept);
        assert_eq!(shown(&page).kept() > 0, is_kept);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn patches_always_lead_to_the_next_render(
        before in prop::collection::vec(markup(), 1..20),
        edits in prop::collection::vec((any::<usize>(), 0..6_usize, markup()), 0..4),
        other in prop::collection::vec(markup(), 0..20),
    ) {
        let (before, other) = (before.concat(), other.concat());
        let mut after = before.clone();
        for (at, length, with) in &edits {
            after = edited(&after, *at, *length, with);
        }
        for (after, grain) in [(&after, Grain::DEFAULT), (&after, Grain::FINE), (&other, Grain::FINE)] {
            let (first, next) = (html(&before), html(after));
            // What is known of the render before changes no cut.
            let outline = |before: Option<&Outline>, text| {
                Cut::of(text, grain, before).ok().and_then(|cut| cut.outline(text, grain))
            };
            let of_before = outline(None, &before);
            prop_assert_eq!(outline(of_before.as_ref(), after), outline(None, after));
            let (mut rendered, mut fresh) = (Rendered::default(), Rendered::default());
            rendered.update_by(&first, grain);
            let patches = rendered.update_by(&next, grain);
            let applied = apply(&before, &patches);
            prop_assert_eq!(applied.as_ref(), Some(after), "{:?}", patches);
            // And the session remembers what the page shows now.
            fresh.update_by(&next, grain);
            prop_assert_eq!(rendered.update_by(&first, grain), fresh.update_by(&first, grain));
        }
    }

    #[test]
    fn no_markup_breaks_the_scanner(text in "[<>/!a-c \"'=\\-]{0,200}") {
        let outline: Option<Outline> = cut(&text).ok().and_then(|cut| cut.outline(&text, Grain::DEFAULT));
        prop_assert!(outline.is_none_or(|outline| outline.size() < 8000));
    }
}

#[test]
fn a_render_is_known_again_with_parts_and_without() {
    let (small, large) = ("<p>small</p>", page(1, rows(100).into_iter()));
    let large = large.as_str();
    let mut shown = Rendered::new(digest(&html(large)));
    assert_eq!(
        shown.update(&html(large)),
        [],
        "the page was opened with it"
    );
    shown.forget();
    assert_eq!(shown.update(&html(large)), [], "it has missed nothing");
    let whole = |text: &str| vec![Patch::Whole(text.to_owned().into())];
    for text in [small, large, small, large] {
        assert_eq!(shown.update(&html(text)), whole(text));
        assert_eq!(shown.update(&html(text)), []);
    }
}
