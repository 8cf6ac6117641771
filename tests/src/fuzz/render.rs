//! Two renders of a page: the patches from one to the other lead there, or there are none.

/// What an input's bytes write, one each: most are markup that patches are made of, some
/// are not.
const PIECES: [&str; 32] = [
    "<div>",
    "<div id=\"a\">",
    "<div dj-key=\"a\" class='b c'>",
    "<section>",
    "<ul>",
    "<li>",
    "<li id=b>",
    "<p>",
    "<span>",
    "<table>",
    "<tbody>",
    "<tr>",
    "<td>",
    "<form dj-submit=\"save\">",
    "<button dj-click=\"open(1)\">",
    "<x-card>",
    "<a href=\"/a>b\">",
    "<main class=\"a\">",
    "<pre>",
    "<div dj-update=\"ignore\">",
    "<input name=\"a\" value=\"1\"/>",
    "<br>",
    "<select><option>1</option><option>2</option></select>",
    "<svg><path d=\"M0 1\"/><g></g></svg>",
    "<script>a < b</script>",
    "<!-- a comment -->",
    "a text, and some more of it &amp; so on",
    "é ü 中",
    "\n",
    "<DIV>",
    "</span>",
    "<",
];
/// Ends the element that is open.
const END: u8 = 32;
/// From here on a byte is a text of its own, so that parts differ.
const TEXT: u8 = 64;

/// Finds patches between two renders, coarse and fine, and applies them.
///
/// Of the first byte two bits are whether each render has its own live part, and the others
/// how many changes follow: at the place of the first byte of a change the second is put
/// in, or what is there goes, or is replaced.
///
/// # Panics
///
/// If they do not lead to the second render, or the coarse ones are longer than all of it.
/// The fine ones may be: they are for small pages, to find what is wrong with the patches.
pub fn render(input: &[u8]) {
    let Some((first, rest)) = input.split_first() else {
        return;
    };
    let (changes, roots) = (first % 8, [first & 64 != 0, first & 128 != 0]);
    let (changes, before) = rest.split_at((usize::from(changes) * 3).min(rest.len()));
    let mut after = before.to_vec();
    for change in changes.chunks_exact(3) {
        let at = usize::from(change[0]);
        match change[2] % 3 {
            0 if at <= after.len() => after.insert(at, change[1]),
            1 if at < after.len() => drop(after.remove(at)),
            _ => {
                if let Some(byte) = after.get_mut(at) {
                    *byte = change[1];
                }
            }
        }
    }
    let [before, after] = [(before, roots[0]), (&after, roots[1])].map(|(bytes, has_root)| {
        let html = write(bytes);
        match has_root {
            true => format!(
                "<nav>a</nav><div dj-root class=\"{}\">{html}</div>",
                bytes.len()
            ),
            false => html,
        }
    });
    for fine in [false, true] {
        let patched = docent::test::patched(&before, &after, fine);
        assert_eq!(
            patched.as_deref(),
            Some(&*after),
            "{before:?}, fine: {fine}"
        );
    }
    let length = |before: &str| docent::test::patches(before, &after, false).len();
    // From an empty page it is all of the render.
    assert!(
        after.is_empty() || length(&before) <= length(""),
        "{before:?}"
    );
}

/// The markup of some bytes, each element closed.
fn write(bytes: &[u8]) -> String {
    let mut html = String::new();
    let mut open = Vec::new();
    for byte in bytes {
        match *byte {
            END => close(&mut html, open.pop()),
            TEXT.. => html.push_str(&format!("<i>{byte} is a number</i>")),
            _ => {
                let piece = PIECES[usize::from(byte % 32)];
                html.push_str(piece);
                if let Some(tag) = piece.strip_prefix('<')
                    && piece.ends_with('>')
                    && !piece.contains("</")
                    && !piece.starts_with("<!")
                    && !matches!(piece, "<br>" | "<input name=\"a\" value=\"1\"/>")
                {
                    open.push(tag.split([' ', '>']).next().unwrap_or_default());
                }
            }
        }
    }
    while let Some(name) = open.pop() {
        close(&mut html, Some(name));
    }
    html
}

fn close(html: &mut String, name: Option<&str>) {
    if let Some(name) = name {
        html.push_str(&format!("</{name}>"));
    }
}
