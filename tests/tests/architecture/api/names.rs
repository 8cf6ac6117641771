//! Which item a name in a source means.

use std::collections::BTreeMap;

use syn::{Attribute, Item, UseTree, Visibility};

/// The modules of a crate by their paths, without its unit tests.
pub(super) struct Crate {
    pub(super) modules: BTreeMap<Vec<String>, Vec<Item>>,
}

/// An item by its module and name.
pub(super) type Target = (Vec<String>, String);

/// A name that a `use` brings into a module.
pub(super) struct Import<'a> {
    pub(super) name: String,
    pub(super) path: Vec<String>,
    pub(super) is_public: bool,
    pub(super) attributes: &'a [Attribute],
}

/// When an item is compiled.
#[derive(PartialEq, Eq)]
pub(super) enum Gate {
    Always,
    /// With the feature of that name.
    Feature(String),
    /// Only in the crate's own tests.
    Never,
}

pub(super) fn gate(attributes: &[Attribute]) -> Gate {
    for attribute in attributes {
        let Ok(list) = attribute.meta.require_list() else {
            continue;
        };
        if !list.path.is_ident("cfg") {
            continue;
        }
        let condition = list.tokens.to_string();
        return match condition.split('"').nth(1) {
            Some(feature) => Gate::Feature(feature.to_owned()),
            None => Gate::Never,
        };
    }
    Gate::Always
}

pub(super) fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        list.is_ok_and(|list| list.path.is_ident("doc") && list.tokens.to_string() == "hidden")
    })
}

pub(super) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// What an item is called, if it is one that can be exported by name.
pub(super) fn name(item: &Item) -> Option<String> {
    Some(
        match item {
            Item::Const(item) => &item.ident,
            Item::Enum(item) => &item.ident,
            Item::Fn(item) => &item.sig.ident,
            Item::Static(item) => &item.ident,
            Item::Struct(item) => &item.ident,
            Item::Trait(item) => &item.ident,
            Item::Type(item) => &item.ident,
            _ => return None,
        }
        .to_string(),
    )
}

impl Crate {
    pub(super) fn read(sources: Vec<(String, String)>) -> Self {
        let mut modules = BTreeMap::new();
        for (file, text) in sources {
            if file.contains("tests/") || file.ends_with("tests.rs") {
                continue;
            }
            let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
            let mut path: Vec<String> = file
                .trim_end_matches(".rs")
                .split('/')
                .map(str::to_owned)
                .collect();
            if path
                .last()
                .is_some_and(|last| last == "mod" || last == "lib")
            {
                path.pop();
            }
            take(syntax.items, path, &mut modules);
        }
        Self { modules }
    }

    /// The names that a module's `use`s bring in.
    pub(super) fn imports(&self, module: &[String]) -> Vec<Import<'_>> {
        let mut imports = Vec::new();
        for item in self.modules.get(module).into_iter().flatten() {
            if let Item::Use(item) = item {
                let mut leaves = Vec::new();
                walk(&item.tree, &mut Vec::new(), &mut leaves);
                imports.extend(leaves.into_iter().map(|(name, path)| Import {
                    name,
                    path,
                    is_public: is_public(&item.vis),
                    attributes: &item.attrs,
                }));
            }
        }
        imports
    }

    /// The item that a path in a module means; `None` if it is another crate's.
    pub(super) fn resolve(&self, module: &[String], path: &[String]) -> Option<Target> {
        self.resolve_within(module, path, 0)
    }

    /// The module of that name in another one, or that one imports.
    fn module(&self, inside: &[String], name: &str, depth: usize) -> Option<Vec<String>> {
        let child = [inside, &[name.to_owned()]].concat();
        if self.modules.contains_key(&child) {
            return Some(child);
        }
        let imports = self.imports(inside);
        let import = imports.into_iter().find(|import| import.name == name)?;
        let (first, rest) = import.path.split_first()?;
        let mut at = match first.as_str() {
            "crate" => Vec::new(),
            "self" => inside.to_vec(),
            "super" => inside.split_last()?.1.to_vec(),
            first if depth < 16 && first != name => self.module(inside, first, depth + 1)?,
            _ => return None,
        };
        for segment in rest {
            at = self.module(&at, segment, depth + 1)?;
        }
        Some(at)
    }

    fn resolve_within(&self, module: &[String], path: &[String], depth: usize) -> Option<Target> {
        let (name, before) = path.split_last()?;
        let mut at = module.to_vec();
        for segment in before {
            match segment.as_str() {
                "crate" => at.clear(),
                "self" => {}
                "super" => {
                    at.pop();
                }
                segment => at = self.module(&at, segment, depth)?,
            }
        }
        let items = self.modules.get(&at)?;
        if items
            .iter()
            .any(|item| self::name(item).as_ref() == Some(name))
        {
            return Some((at, name.clone()));
        }
        let import = self
            .imports(&at)
            .into_iter()
            .find(|import| import.name == *name)?;
        // Two modules that import a name from each other would lead nowhere.
        (depth < 16 && import.path != path)
            .then(|| self.resolve_within(&at, &import.path, depth + 1))
            .flatten()
    }
}

/// Takes a module's items, and those of the modules that are written in it.
fn take(items: Vec<Item>, path: Vec<String>, modules: &mut BTreeMap<Vec<String>, Vec<Item>>) {
    for item in &items {
        if let Item::Mod(module) = item
            && let Some((_, inner)) = &module.content
            && gate(&module.attrs) != Gate::Never
        {
            let path = [path.as_slice(), &[module.ident.to_string()]].concat();
            take(inner.clone(), path, modules);
        }
    }
    modules.insert(path, items);
}

/// The names in a `use`, each with its path.
fn walk(tree: &UseTree, before: &mut Vec<String>, leaves: &mut Vec<(String, Vec<String>)>) {
    let with = |last: String| [before.as_slice(), &[last]].concat();
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            walk(&path.tree, before, leaves);
            before.pop();
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                walk(tree, before, leaves);
            }
        }
        UseTree::Name(leaf) => leaves.push((leaf.ident.to_string(), with(leaf.ident.to_string()))),
        UseTree::Rename(leaf) => {
            leaves.push((leaf.rename.to_string(), with(leaf.ident.to_string())));
        }
        UseTree::Glob(_) => leaves.push(("*".to_owned(), with("*".to_owned()))),
    }
}
