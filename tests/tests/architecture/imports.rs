//! Which file of a crate names which, read from its syntax.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// The files that each file names, by path below the source folder.
pub(crate) type Graph = BTreeMap<String, BTreeSet<String>>;

/// Reads the graph of a crate's sources. Unit tests are not looked into.
pub(crate) fn graph(sources: &[(String, String)]) -> Graph {
    let files: BTreeMap<Vec<String>, &String> = sources
        .iter()
        .map(|(name, _)| (module(name), name))
        .collect();
    sources
        .iter()
        .map(|(name, text)| {
            let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            let mut paths = Paths::default();
            paths.visit_file(&syntax);
            let named = paths
                .found
                .iter()
                .filter_map(|(inside, path)| {
                    let from = [module(name), inside.clone()].concat();
                    resolve(path, &from, &files)
                })
                .filter(|other| other != name)
                .collect();
            (name.clone(), named)
        })
        .collect()
}

/// The files that import each other in a ring, each ring once.
pub(crate) fn rings(graph: &Graph) -> Vec<BTreeSet<String>> {
    let reach: BTreeMap<&String, BTreeSet<&String>> = graph
        .keys()
        .map(|file| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![file]);
            while let Some(next) = open.pop() {
                for named in graph.get(next).into_iter().flatten() {
                    if seen.insert(named) {
                        open.push(named);
                    }
                }
            }
            (file, seen)
        })
        .collect();
    let mut rings: Vec<BTreeSet<String>> = Vec::new();
    for (file, reached) in &reach {
        let ring: BTreeSet<String> = reached
            .iter()
            .filter(|other| reach.get(**other).is_some_and(|back| back.contains(file)))
            .map(|other| (*other).clone())
            .collect();
        if !ring.is_empty() && !rings.contains(&ring) {
            rings.push(ring);
        }
    }
    rings
}

/// `session/tour/driver.rs` is the module `session::tour::driver`.
fn module(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs");
    let mut segments: Vec<String> = path.split('/').map(str::to_owned).collect();
    if segments.last().is_some_and(|last| last == "mod") {
        segments.pop();
    }
    if segments == ["lib"] {
        segments.clear();
    }
    segments
}

/// The file that a path leads into, if it is one of this crate.
fn resolve(
    path: &[String],
    from: &[String],
    files: &BTreeMap<Vec<String>, &String>,
) -> Option<String> {
    if path.len() == 1 {
        // `self` the value, or the `crate` of a visibility in a macro.
        return None;
    }
    let mut at = match path.first()?.as_str() {
        "crate" => Vec::new(),
        "self" | "super" => from.to_vec(),
        _ => return None,
    };
    for segment in path {
        match segment.as_str() {
            "crate" | "self" => {}
            "super" => {
                at.pop();
            }
            name => at.push(name.to_owned()),
        }
    }
    loop {
        if let Some(file) = files.get(&at) {
            return Some((*file).clone());
        }
        at.pop()?;
    }
}

/// Collects the paths of a file that begin with `crate`, `self` or `super`.
#[derive(Default)]
struct Paths {
    /// Each with the modules of the file around it.
    found: Vec<(Vec<String>, Vec<String>)>,
    inside: Vec<String>,
}

impl Paths {
    fn take(&mut self, path: Vec<String>) {
        self.found.push((self.inside.clone(), path));
    }

    fn take_tree(&mut self, tree: &syn::UseTree, before: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.take_tree(&path.tree, before);
                before.pop();
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.take_tree(tree, before);
                }
            }
            syn::UseTree::Name(syn::UseName { ident })
            | syn::UseTree::Rename(syn::UseRename { ident, .. }) => {
                before.push(ident.to_string());
                self.take(before.clone());
                before.pop();
            }
            syn::UseTree::Glob(_) => self.take(before.clone()),
        }
    }

    /// Paths in a macro's arguments, which have no syntax of their own.
    fn take_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => path.push(ident.to_string()),
                TokenTree::Punct(punct) if punct.as_char() == ':' => {}
                other => {
                    self.take(std::mem::take(&mut path));
                    if let TokenTree::Group(group) = other {
                        self.take_tokens(group.stream());
                    }
                }
            }
        }
        self.take(path);
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let is_test = module.attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg")
                && attribute.meta.require_list().is_ok_and(|list| {
                    let words = list.tokens.to_string();
                    words
                        .split(|c: char| !c.is_alphanumeric())
                        .any(|word| word == "test")
                })
        });
        if !is_test {
            self.inside.push(module.ident.to_string());
            visit::visit_item_mod(self, module);
            self.inside.pop();
        }
    }

    /// `pub(crate)` names no file.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut path = Vec::new();
        self.take_tree(&item.tree, &mut path);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path.segments.iter();
        self.take(segments.map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.take_tokens(called.tokens.clone());
        visit::visit_macro(self, called);
    }
}
