//! The public items of a crate, with all that a user can name of them.

use std::collections::{BTreeMap, BTreeSet};

use syn::{Attribute, Fields, ImplItem, Item, Signature, TraitItem, Type};

use super::names::{Crate, Gate, Target, gate, is_hidden, is_public, name};
use super::print::text;
use crate::sources;

/// What a crate exports.
#[derive(Default)]
struct Exports {
    /// Each item with its public paths, and what it takes to have it.
    items: BTreeMap<Target, Vec<(String, Option<String>)>>,
    /// Names of other crates, and the prelude's: complete lines.
    others: BTreeSet<String>,
}

pub(super) fn listing(name: &str, folder: &str) -> String {
    let krate = Crate::read(sources(folder));
    let exports = exports(&krate, name);
    let mut blocks: Vec<String> = Vec::new();
    for (target, paths) in &exports.items {
        for (path, feature) in paths {
            blocks.extend(block(&krate, &exports, target, path, feature.as_deref()));
        }
    }
    blocks.extend(exports.others.iter().map(|line| format!("{line}\n")));
    blocks.sort_by(|one, other| {
        let path = |block: &str| block.split(' ').nth(1).unwrap_or_default().to_owned();
        (path(one), one).cmp(&(path(other), other))
    });
    blocks.join("\n")
}

pub(super) fn exported_twice(name: &str, folder: &str) -> Vec<String> {
    let krate = Crate::read(sources(folder));
    let exports = exports(&krate, name);
    let twice = exports.items.values().filter(|paths| paths.len() > 1);
    twice.flatten().map(|(path, _)| path.clone()).collect()
}

fn exports(krate: &Crate, name: &str) -> Exports {
    let mut exports = Exports::default();
    export(krate, &[], name, None, &mut exports);
    exports
}

/// The feature that an item needs in addition to those of its module; `Err` if nobody has it.
fn feature(attributes: &[Attribute], outer: Option<&str>) -> Result<Option<String>, ()> {
    if is_hidden(attributes) {
        return Err(());
    }
    match gate(attributes) {
        Gate::Never => Err(()),
        Gate::Always => Ok(outer.map(str::to_owned)),
        Gate::Feature(feature) => Ok(Some(feature)),
    }
}

fn export(krate: &Crate, module: &[String], path: &str, outer: Option<&str>, into: &mut Exports) {
    for item in krate.modules.get(module).into_iter().flatten() {
        let (attributes, visibility) = match item {
            Item::Const(item) => (&item.attrs, &item.vis),
            Item::Enum(item) => (&item.attrs, &item.vis),
            Item::Fn(item) => (&item.attrs, &item.vis),
            Item::Mod(item) => (&item.attrs, &item.vis),
            Item::Static(item) => (&item.attrs, &item.vis),
            Item::Struct(item) => (&item.attrs, &item.vis),
            Item::Trait(item) => (&item.attrs, &item.vis),
            Item::Type(item) => (&item.attrs, &item.vis),
            _ => continue,
        };
        let Ok(feature) = feature(attributes, outer) else {
            continue;
        };
        if !is_public(visibility) {
            continue;
        }
        if let Item::Mod(inner) = item {
            let inner_path = format!("{path}::{}", inner.ident);
            let inner = [module, &[inner.ident.to_string()]].concat();
            let of = feature_text(feature.as_deref());
            into.others.insert(format!("mod {inner_path}{of}"));
            export(krate, &inner, &inner_path, feature.as_deref(), into);
        } else if let Some(name) = name(item) {
            let public = format!("{path}::{name}");
            let target = (module.to_vec(), name);
            into.items
                .entry(target)
                .or_default()
                .push((public, feature));
        }
    }
    for import in krate.imports(module) {
        let Ok(feature) = feature(import.attributes, outer) else {
            continue;
        };
        if !import.is_public {
            continue;
        }
        let public = format!("{path}::{}", import.name);
        match krate.resolve(module, &import.path) {
            Some(target) if !path.ends_with("::prelude") => {
                into.items
                    .entry(target)
                    .or_default()
                    .push((public, feature));
            }
            _ => {
                let of = feature_text(feature.as_deref());
                let line = format!("use {public} = {}{of}", import.path.join("::"));
                into.others.insert(line);
            }
        }
    }
}

fn feature_text(feature: Option<&str>) -> String {
    feature.map_or_else(String::new, |feature| format!(" (feature `{feature}`)"))
}

/// An item: its own line, and one for each thing that can be named of it.
fn block(
    krate: &Crate,
    exports: &Exports,
    target: &Target,
    path: &str,
    feature_of: Option<&str>,
) -> Option<String> {
    let (module, wanted) = target;
    let items = &krate.modules[module];
    let item = items
        .iter()
        .find(|item| name(item).as_ref() == Some(wanted))?;
    let of = feature_text(feature_of);
    let mut lines = BTreeSet::new();
    let (head, attributes) = match item {
        Item::Const(item) => (format!("const {path}: {}", text(&item.ty)), &item.attrs),
        Item::Static(item) => (format!("static {path}: {}", text(&item.ty)), &item.attrs),
        Item::Fn(item) => (format!("fn {path} = {}", signature(&item.sig)), &item.attrs),
        Item::Type(item) => (
            format!("type {path}{} = {}", text(&item.generics), text(&item.ty)),
            &item.attrs,
        ),
        Item::Struct(item) => {
            let fields = fields(&item.fields, false);
            lines.extend(fields);
            let bounds = &item.generics.where_clause;
            let head = format!("struct {path}{} {}", text(&item.generics), text(bounds));
            (head, &item.attrs)
        }
        Item::Enum(item) => {
            for (at, variant) in item.variants.iter().enumerate() {
                let mut fields = fields(&variant.fields, true).join(", ");
                if !fields.is_empty() {
                    fields = format!(" {{ {fields} }}");
                }
                if !is_hidden(&variant.attrs) {
                    lines.insert(format!("variant {at}: {}{fields}", variant.ident));
                }
            }
            (format!("enum {path}{}", text(&item.generics)), &item.attrs)
        }
        Item::Trait(item) => {
            lines.extend(item.items.iter().filter_map(trait_item));
            let supers = text(&item.supertraits);
            let head = format!("trait {path}{}: {supers}", text(&item.generics));
            (head, &item.attrs)
        }
        _ => return None,
    };
    for attribute in attributes {
        if attribute.path().is_ident("non_exhaustive") {
            lines.insert("#[non_exhaustive]".to_owned());
        }
        if attribute.path().is_ident("derive") {
            let list = attribute.meta.require_list().ok()?;
            for derived in list.tokens.to_string().split(',') {
                lines.insert(format!("impl {}", derived.trim()));
            }
        }
    }
    lines.extend(implemented(krate, exports, target));
    let head = head.trim_end_matches([' ', ':']);
    let mut block = format!("{head}{of}\n");
    for line in lines {
        block += &format!("    {line}\n");
    }
    Some(block)
}

/// A signature without what only the body can see.
fn signature(signature: &Signature) -> String {
    text(signature).replacen("(mut self", "(self", 1)
}

fn fields(fields: &Fields, all: bool) -> Vec<String> {
    let mut listed: Vec<String> = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        let name = match &field.ident {
            Some(name) => name.to_string(),
            None => at.to_string(),
        };
        if (all || is_public(&field.vis)) && !is_hidden(&field.attrs) {
            let what = if all { "" } else { "field " };
            listed.push(format!("{what}{name}: {}", text(&field.ty)));
        }
    }
    if !all && listed.len() < fields.len() {
        listed.push("(and private fields)".to_owned());
    }
    listed
}

fn trait_item(item: &TraitItem) -> Option<String> {
    let provided = |is: bool| if is { " (provided)" } else { "" };
    let (attributes, line) = match item {
        TraitItem::Fn(item) => {
            let provided = provided(item.default.is_some());
            (&item.attrs, format!("{}{provided}", signature(&item.sig)))
        }
        TraitItem::Const(item) => {
            let provided = provided(item.default.is_some());
            let line = format!("const {}: {}{provided}", item.ident, text(&item.ty));
            (&item.attrs, line)
        }
        TraitItem::Type(item) => {
            let bounds = text(&item.bounds);
            (&item.attrs, format!("type {}: {bounds}", item.ident))
        }
        _ => return None,
    };
    let of = feature(attributes, None).ok()?;
    let line = line.trim_end_matches([' ', ':']);
    Some(format!("{line}{}", feature_text(of.as_deref())))
}

/// What the crate's `impl` blocks give an item.
fn implemented(krate: &Crate, exports: &Exports, target: &Target) -> Vec<String> {
    let mut lines = Vec::new();
    for (module, items) in &krate.modules {
        for item in items {
            let Item::Impl(block) = item else { continue };
            let Ok(of) = feature(&block.attrs, None) else {
                continue;
            };
            if type_target(krate, module, &block.self_ty).as_ref() != Some(target) {
                continue;
            }
            if let Some((path, _)) = &block.trait_ {
                let written: Vec<String> = path
                    .segments
                    .iter()
                    .map(|segment| segment.ident.to_string())
                    .collect();
                let of_crate = krate.resolve(module, &written);
                if of_crate.is_none_or(|found| exports.items.contains_key(&found)) {
                    lines.push(format!(
                        "impl{} {} for {}{}",
                        text(&block.generics),
                        text(path),
                        text(&block.self_ty),
                        feature_text(of.as_deref())
                    ));
                }
                continue;
            }
            for item in &block.items {
                let (attributes, visibility, line) = match item {
                    ImplItem::Fn(item) => (&item.attrs, &item.vis, signature(&item.sig)),
                    ImplItem::Const(item) => {
                        let line = format!("const {}: {}", item.ident, text(&item.ty));
                        (&item.attrs, &item.vis, line)
                    }
                    _ => continue,
                };
                if let Ok(of) = feature(attributes, of.as_deref())
                    && is_public(visibility)
                {
                    lines.push(format!("{line}{}", feature_text(of.as_deref())));
                }
            }
        }
    }
    lines
}

/// The item that a type is, under references.
fn type_target(krate: &Crate, module: &[String], written: &Type) -> Option<Target> {
    match written {
        Type::Path(written) => {
            let path: Vec<String> = written
                .path
                .segments
                .iter()
                .map(|segment| segment.ident.to_string())
                .collect();
            krate.resolve(module, &path)
        }
        Type::Reference(written) => type_target(krate, module, &written.elem),
        _ => None,
    }
}
