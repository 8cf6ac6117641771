//! Mutation tests of the macros: half-typed code, code broken by a merge, code
//! from a generator.
//!
//! Every tour and block of the compile tests is mutated at random, from a seed
//! that a failure prints. `DOCENT_MUTATIONS=1000000 cargo test -p docent-macros
//! mutation` is a long run, `DOCENT_MUTATIONS=1000000..2000000` continues it.

use std::fs;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

/// How many mutations the ordinary test run makes: a few seconds' worth.
const MUTATIONS: u64 = 2_000;

/// An invocation of a macro in a source file.
#[derive(Clone)]
enum Invocation {
    Tour(Vec<Node>),
    Block { args: Vec<Node>, item: Vec<Node> },
}

/// A token, or a delimited group.
#[derive(Clone)]
enum Node {
    Token(TokenTree),
    Group(Delimiter, Vec<Node>),
}

fn nodes(tokens: TokenStream) -> Vec<Node> {
    let node = |token| match token {
        TokenTree::Group(group) => Node::Group(group.delimiter(), nodes(group.stream())),
        token => Node::Token(token),
    };
    tokens.into_iter().map(node).collect()
}

fn tokens(nodes: &[Node]) -> TokenStream {
    let token = |node: &Node| match node {
        Node::Token(token) => token.clone(),
        Node::Group(delimiter, inner) => Group::new(*delimiter, tokens(inner)).into(),
    };
    nodes.iter().map(token).collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn is_ident(node: Option<&Node>, name: &str) -> bool {
    matches!(node, Some(Node::Token(TokenTree::Ident(ident))) if ident == name)
}

/// Collects the tours and blocks in a source, at any depth.
fn collect(nodes: &[Node], found: &mut Vec<Invocation>) {
    for (at, node) in nodes.iter().enumerate() {
        let Node::Group(delimiter, inner) = node else {
            continue;
        };
        if *delimiter == Delimiter::Brace && at >= 2 && is_ident(nodes.get(at - 2), "tutorial") {
            found.push(Invocation::Tour(inner.clone()));
        }
        let args = match inner.as_slice() {
            [.., name, Node::Group(_, args)] if is_ident(Some(name), "live_view") => args,
            _ => {
                collect(inner, found);
                continue;
            }
        };
        let ends = |node: &Node| matches!(node, Node::Group(Delimiter::Brace, _));
        let rest = &nodes[at + 1..];
        if let Some(end) = rest.iter().position(ends) {
            found.push(Invocation::Block {
                args: args.clone(),
                item: rest[..=end].to_vec(),
            });
        }
    }
}

fn corpus() -> Vec<Invocation> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui-tests");
    let mut paths = Vec::new();
    for folder in ["pass", "fail", "src"] {
        sources(&tests.join(folder), &mut paths);
    }
    let mut found = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("UTF-8");
        // Text that cannot be tokenized is for the compiler to reject.
        if let Ok(stream) = text.parse() {
            collect(&nodes(stream), &mut found);
        }
    }
    found
}

/// Reproducible random numbers: SplitMix64 (Steele et al., 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).expect("below a usize")
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn delimiter(&mut self) -> Delimiter {
        *self.pick(&[
            Delimiter::Parenthesis,
            Delimiter::Bracket,
            Delimiter::Brace,
            Delimiter::None,
        ])
    }

    /// A token that has a meaning in some context.
    fn token(&mut self) -> TokenTree {
        const WORDS: [&str; 40] = [
            "step",
            "end",
            "target",
            "message",
            "wait_for",
            "when",
            "next",
            "timeout",
            "skip_if",
            "on_missing",
            "id",
            "version",
            "static",
            "if",
            "impl",
            "fn",
            "async",
            "mut",
            "self",
            "Self",
            "crate",
            "pub",
            "unsafe",
            "for",
            "where",
            "dyn",
            "_",
            "as",
            "const",
            "type",
            "Guide",
            "Context",
            "LiveView",
            "LiveComponent",
            "TutorialMixin",
            "event_handler",
            "component_id",
            "overrides",
            "Onboarding",
            "view",
        ];
        const MARKS: [char; 18] = [
            ':', ',', ';', '#', '<', '>', '|', '=', '.', '!', '&', '-', '?', '@', '/', '*', '+',
            '~',
        ];
        match self.below(4) {
            0 => Ident::new(WORDS[self.below(WORDS.len())], Span::call_site()).into(),
            1 => Ident::new_raw("move", Span::call_site()).into(),
            2 => {
                let spacing = *self.pick(&[Spacing::Joint, Spacing::Alone]);
                Punct::new(*self.pick(&MARKS), spacing).into()
            }
            _ => match self.below(7) {
                0 => Literal::string("#a >>> [b"),
                1 => Literal::string("\u{0}\u{fe0f}é"),
                2 => Literal::u64_suffixed(u64::MAX),
                3 => Literal::u32_unsuffixed(0),
                4 => Literal::f64_unsuffixed(1e300),
                5 => Literal::byte_string(b"\xff"),
                _ => Literal::character('s'),
            }
            .into(),
        }
    }

    /// Changes one place in `nodes`, or somewhere inside of one of them.
    fn mutate(&mut self, nodes: &mut Vec<Node>, corpus: &[Invocation]) {
        let at = self.below(nodes.len());
        if let Some(Node::Group(_, inner)) = nodes.get_mut(at)
            && self.below(5) > 0
        {
            return self.mutate(inner, corpus);
        }
        if nodes.is_empty() {
            return nodes.push(Node::Token(self.token()));
        }
        match self.below(9) {
            0 => drop(nodes.remove(at)),
            1 => nodes.insert(at, nodes[at].clone()),
            2 => {
                let other = self.below(nodes.len());
                nodes.swap(at, other);
            }
            3 => nodes[at] = Node::Token(self.token()),
            4 => nodes.insert(at, Node::Token(self.token())),
            5 => {
                // A piece of another tour or block.
                let (Invocation::Tour(other) | Invocation::Block { item: other, .. }) =
                    self.pick(corpus);
                let from = self.below(other.len());
                let piece: Vec<_> = other[from..]
                    .iter()
                    .take(1 + self.below(4))
                    .cloned()
                    .collect();
                nodes.splice(at..at, piece);
            }
            6 => {
                let delimiter = self.delimiter();
                let end = at + 1 + self.below(nodes.len() - at);
                let inner: Vec<_> = nodes.drain(at..end.min(nodes.len())).collect();
                nodes.insert(at, Node::Group(delimiter, inner));
            }
            7 => nodes.truncate(at),
            _ => {
                let delimiter = self.delimiter();
                match nodes.remove(at) {
                    Node::Group(_, inner) if self.below(2) == 0 => {
                        drop(nodes.splice(at..at, inner));
                    }
                    Node::Group(_, inner) => nodes.insert(at, Node::Group(delimiter, inner)),
                    token => nodes.insert(at, token),
                }
            }
        }
    }
}

/// Checks that the expansion holds what the macro promises.
fn check(invocation: &Invocation, header: &[Node]) {
    match invocation {
        Invocation::Tour(tour) => {
            let expansion = crate::tutorial::expand(tokens(tour));
            let text = expansion.to_string();
            syn::parse2::<syn::File>(expansion).expect("items");
            let written = tokens(header).to_string();
            if written.starts_with("< Onboarding >") {
                assert!(text.contains("Tutorial for"), "no placeholder: {text}");
            }
        }
        Invocation::Block { args, item } => {
            let (args, item) = (tokens(args), tokens(item));
            let parsed = syn::parse2::<syn::Item>(item.clone()).ok();
            let expansion = crate::live_view::expand(args, item);
            let text = expansion.to_string();
            let Some(syn::Item::Impl(block)) = parsed else {
                assert!(text.contains("compile_error"), "no error: {text}");
                return;
            };
            syn::parse2::<syn::File>(expansion).expect("items");
            assert!(text.starts_with("#") || text.contains("impl"), "{text}");
            let plain = block.trait_.is_none() && block.generics.params.is_empty();
            if plain && matches!(*block.self_ty, syn::Type::Path(_)) {
                let found = text.contains("Live for") || text.contains("LiveComponent for");
                assert!(found, "no placeholder: {text}");
            }
        }
    }
}

/// One mutation each: `1000`, or `1000..2000`.
fn seeds() -> Range<u64> {
    let number = |text: &str| text.parse().expect("a number");
    match std::env::var("DOCENT_MUTATIONS") {
        Ok(asked) => match asked.split_once("..") {
            Some((from, to)) => number(from)..number(to),
            None => 0..number(&asked),
        },
        Err(_) => 0..MUTATIONS,
    }
}

#[test]
fn mutated_input_never_panics_and_keeps_its_placeholder() {
    let corpus = corpus();
    assert!(corpus.len() > 200, "{} invocations", corpus.len());
    for seed in seeds() {
        let mut random = Random(seed);
        let mut invocation = random.pick(&corpus).clone();
        // Most tours keep their view, so that its `impl` can be checked.
        let mut header = Vec::new();
        for _ in 0..=random.below(6) {
            match &mut invocation {
                Invocation::Tour(tour) if tour.len() > 3 && seed % 4 > 0 => {
                    let mut rest = tour.split_off(3);
                    random.mutate(&mut rest, &corpus);
                    header.clone_from(tour);
                    tour.extend(rest);
                }
                Invocation::Tour(tour) => {
                    header.clear();
                    random.mutate(tour, &corpus);
                }
                Invocation::Block { args, .. } if random.below(3) == 0 => {
                    random.mutate(args, &corpus);
                }
                Invocation::Block { item, .. } => random.mutate(item, &corpus),
            }
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| check(&invocation, &header)));
        assert!(
            outcome.is_ok(),
            "seed {seed} broke a macro: {}",
            written(&invocation)
        );
    }
}

fn written(invocation: &Invocation) -> String {
    match invocation {
        Invocation::Tour(tour) => format!("tutorial! {{ {} }}", tokens(tour)),
        Invocation::Block { args, item } => {
            format!("#[live_view({})] {}", tokens(args), tokens(item))
        }
    }
}
