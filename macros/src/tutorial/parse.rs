//! Splits a tour into its header, settings, steps and fields.
//!
//! The values of fields are not parsed here, so a mistake in one never affects
//! the next, and half-typed text is only shorter text.

use docent_check::tour::{END, Field as Known};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, LitInt, LitStr, Path, Type, Visibility, parse_quote};

use super::model::OwnName;
use super::tokens::{STEP, Tokens};
use crate::printed::printed;
use crate::report::Report;

/// A tour as it is written.
pub(super) struct TourSyntax {
    pub(super) attrs: Vec<Attribute>,
    /// `pub static BEGINNER:`
    pub(super) own_name: Option<OwnName>,
    /// `None` if it is missing, which is already reported.
    pub(super) view: Option<Type>,
    pub(super) settings: Vec<Field>,
    /// The names of the settings that come after a step.
    pub(super) late: Vec<Ident>,
    pub(super) steps: Vec<StepSyntax>,
}

/// `#[…] step { … }`
pub(super) struct StepSyntax {
    pub(super) attrs: Vec<Attribute>,
    pub(super) keyword: Ident,
    pub(super) name: Option<Ident>,
    pub(super) fields: Vec<Field>,
}

/// `name: value`
pub(super) struct Field {
    pub(super) name: Ident,
    /// Empty while the value is not typed yet.
    pub(super) value: TokenStream,
}

const STEP_HELP: &str = r##"write `step { target: "#id", message: "…", timeout: 4s }`"##;

const CONDITION_HELP: &str = "write `skip_if: |view| …` in the step, or `#[cfg(…)]` above it";
const LOOP_HELP: &str = "write each step, or make the tour at run time: `docent::draft`";

pub(super) fn parse(input: TokenStream, report: &mut Report) -> TourSyntax {
    let mut tokens = Tokens::new(input);
    let attrs = tokens.attributes(report);
    let own_name = own_name(&mut tokens, report);
    let view = view(&mut tokens, report);
    let mut tour = TourSyntax {
        attrs,
        own_name,
        view,
        settings: Vec::new(),
        late: Vec::new(),
        steps: Vec::new(),
    };
    while !tokens.is_empty() {
        if tokens.skip_punct(',') {
            continue;
        }
        let attrs = tokens.attributes(report);
        if tokens.at_step() {
            let step = step(attrs, &mut tokens, report);
            tour.steps.push(step);
            continue;
        }
        for attr in attrs {
            report.error(
                attr,
                "this attribute is not above a step",
                "move it above a `step`, or remove it",
            );
        }
        if tokens.at_field() || tokens.at_assignment() {
            let setting = setting(&mut tokens, report);
            if !tour.steps.is_empty() {
                tour.late
                    .extend(setting.as_ref().map(|field| field.name.clone()));
            }
            tour.settings.extend(setting);
        } else if tokens.is_punct(0, ';') {
            report.error(tokens.next(), "unexpected `;` between steps", "remove it");
        } else {
            let code = [
                (["if", "match"], CONDITION_HELP),
                (["for", "while"], LOOP_HELP),
            ];
            if let Some((_, help)) = code.iter().find(|(words, _)| tokens.is_ident(0, words)) {
                let word = tokens.skip_code();
                report.error(
                    &word,
                    format!(
                        "expected a step, found `{}`: the steps of a tour are known when it compiles",
                        printed(&word)
                    ),
                    help,
                );
                continue;
            }
            let junk = tokens.until(|tokens| tokens.at_item() || tokens.at_field());
            if !junk.is_empty() {
                report.error(first(&junk), "expected a step", STEP_HELP);
            }
        }
    }
    tour
}

/// `name: value,`
fn setting(tokens: &mut Tokens, report: &mut Report) -> Option<Field> {
    let name = field_name(tokens, report)?;
    colon(&name, tokens, report);
    let value =
        tokens.until(|tokens| tokens.is_punct(0, ',') || tokens.at_item() || tokens.at_field());
    Some(Field { name, value })
}

/// The `:` between a name and its value.
fn colon(name: &Ident, tokens: &mut Tokens, report: &mut Report) {
    if tokens.skip_punct(':') {
        return;
    }
    let at = if tokens.is_punct(0, '=') {
        let mut sign = tokens.next().into_token_stream();
        if tokens.is_punct(0, '>') {
            sign.extend(tokens.next());
        }
        sign
    } else if tokens.is_empty() || tokens.at_separator() {
        // A half-typed name, which is reported as an unknown one.
        return;
    } else {
        name.to_token_stream()
    };
    report.error(
        at,
        format!("expected `:` after `{name}`"),
        format!("write `{name}: …`"),
    );
}

/// `pub static BEGINNER:`, of a tour that is not the view's own.
fn own_name(tokens: &mut Tokens, report: &mut Report) -> Option<OwnName> {
    const HELP: &str = "write `static BEGINNER: <View>`, or only `<View>` for the view's own tour";
    let start = tokens.at;
    let mut visibility = TokenStream::new();
    if tokens.is_ident(0, &["pub"]) {
        visibility.extend(tokens.next());
        if tokens.is_group(0) {
            visibility.extend(tokens.next());
        }
    }
    let whole = syn::parse2::<Visibility>(visibility.clone()).is_ok();
    if !tokens.is_ident(0, &["static", "const", "let"]) {
        // `view` reports anything else.
        tokens.at = start;
        return None;
    }
    if !whole {
        report.error(
            &visibility,
            "this is not a visibility",
            "write `pub`, `pub(crate)` or nothing",
        );
        visibility = TokenStream::new();
    }
    let keyword = tokens.ident()?;
    if keyword != "static" {
        report.error(
            &keyword,
            "a named tour is a `static`: sessions borrow it while they run",
            "write `static` here",
        );
    }
    if tokens.is_ident(0, &["mut"]) {
        report.error(tokens.next(), "a tour cannot be mutable", "remove `mut`");
    }
    let name = tokens
        .ident()
        .filter(|name| syn::parse2::<Ident>(name.to_token_stream()).is_ok());
    let Some(name) = name else {
        report.error(&keyword, "this tour has no name", HELP);
        tokens.skip_punct(':');
        // Not the view's own tour, which would need `TutorialMixin`.
        let name = Ident::new("_UNNAMED", keyword.span());
        return Some(OwnName { visibility, name });
    };
    if !tokens.skip_punct(':') {
        report.error(
            &name,
            format!("expected `:` after the name of the tour, `{name}`"),
            format!("write `static {name}: <View>`"),
        );
    }
    Some(OwnName { visibility, name })
}

/// `<View>`
fn view(tokens: &mut Tokens, report: &mut Report) -> Option<Type> {
    let skipped =
        tokens.until(|tokens| tokens.is_punct(0, '<') || tokens.at_item() || tokens.at_view_name());
    let bracketed = tokens.skip_punct('<');
    let between = if bracketed {
        tokens.until_closing_angle()
    } else {
        tokens.until(|tokens| {
            tokens.at_item() || tokens.at_field() || tokens.is_punct(0, ',') || tokens.is_group(0)
        })
    };
    let closed = bracketed && tokens.skip_punct('>');
    let text = printed(&between);
    let whole = syn::parse2::<Type>(between.clone()).ok();
    match &whole {
        None if between.is_empty() => report.error(
            first(&skipped).or_else(|| tokens.peek(0).cloned()),
            "missing view type",
            "begin with the view whose handlers the steps wait for: `tutorial! { <Onboarding> step { … } }`",
        ),
        None => report.error(
            &between,
            "this is not a type",
            "begin with the view's type in angle brackets: `<Onboarding>`",
        ),
        Some(_) if !skipped.is_empty() => report.error(
            first(&skipped),
            "a tour begins with its view",
            format!("begin with `<{text}>`, which makes it the view's own tour, or with `static NAME: <{text}>`"),
        ),
        Some(_) if !closed => report.error(
            &between,
            "the view of a tour is written in angle brackets",
            format!("write `<{text}>`"),
        ),
        Some(_) => {}
    }
    whole.or_else(|| beginning(&between))
}

/// The type or path at the beginning of a view's tokens.
fn beginning(view: &TokenStream) -> Option<Type> {
    let view: TokenStream = view
        .clone()
        .into_iter()
        .skip_while(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '<'))
        .collect();
    let whole = |input: ParseStream<'_>| {
        let view: Type = input.parse()?;
        input.parse::<TokenStream>()?;
        Ok(view)
    };
    let path = |input: ParseStream<'_>| {
        let path = Path::parse_mod_style(input)?;
        input.parse::<TokenStream>()?;
        Ok(path)
    };
    whole.parse2(view.clone()).ok().or_else(|| {
        let path = path.parse2(view.clone()).ok()?;
        Some(Type::Path(parse_quote! { #path }))
    })
}

fn step(attrs: Vec<Attribute>, tokens: &mut Tokens, report: &mut Report) -> StepSyntax {
    let keyword = tokens
        .ident()
        .unwrap_or_else(|| Ident::new(STEP, Span::call_site()));
    if keyword != STEP {
        report.error(
            &keyword,
            format!("expected `step`, found `{keyword}`"),
            r##"did you mean `step { target: "#id", message: "…", timeout: 4s }`?"##,
        );
    }
    let mut name = tokens.ident();
    if name.is_none() && tokens.is_parenthesis(0) && tokens.is_brace(1) {
        // `step("save") { … }`
        let quoted = tokens.next().into_token_stream();
        let name = printed(&quoted);
        let name = name.trim_matches(|edge| matches!(edge, '(' | ')' | '"'));
        report.error(
            quoted,
            "the name of a step is written without parentheses and quotes",
            write_step(name),
        );
    }
    let mut extra = tokens.until(|tokens| tokens.is_group(0) || tokens.at_item());
    // `step if view.is_pro { … }`, but not a step that is called `when`.
    let begins =
        name.take_if(|name| is_condition(name) && (!extra.is_empty() || tokens.is_parenthesis(0)));
    extra = quote! { #begins #extra };
    let condition = extra
        .clone()
        .into_iter()
        .find(|token| matches!(token, TokenTree::Ident(word) if is_condition(word)));
    if let Some(condition) = condition {
        // `step save if view.has(3) { … }`
        tokens.until(|tokens| tokens.is_brace(0) || tokens.at_item());
        report.error(
            condition,
            "expected the fields of the step in braces",
            "write the opposite among its fields: `skip_if: |view| …`",
        );
    } else if let Ok(name) = syn::parse2::<LitStr>(extra.clone()) {
        report.error(
            &extra,
            "the name of a step is written without quotes",
            write_step(&name.value()),
        );
    } else if let Ok(number) = syn::parse2::<LitInt>(extra.clone()) {
        report.error(
            &extra,
            "steps are not numbered, but a step can have a name for `next`",
            format!("write `step {{ … }}`, or `step number_{number} {{ … }}`"),
        );
    } else if let Some(meant) = joined(name.as_ref(), &extra)
        && name.as_ref().is_none_or(|name| *name != meant)
    {
        report.error(
            quote! { #name #extra },
            "the name of a step is one identifier",
            write_step(&meant),
        );
    } else if !extra.is_empty() {
        let help = match &name {
            // `step save: { … }`, and not `end`, which has an error of its own.
            Some(name) if tokens.is_brace(0) && name != END => {
                format!("write `step {name} {{ … }}`")
            }
            _ => STEP_HELP.to_owned(),
        };
        report.error(
            first(&extra),
            "expected the fields of the step in braces",
            help,
        );
    }
    let fields = match tokens.group() {
        Some(group) => {
            if extra.is_empty() && group.delimiter() != Delimiter::Brace {
                report.error(
                    group.clone(),
                    "the fields of a step are written in braces",
                    STEP_HELP,
                );
            }
            fields(group.stream(), report)
        }
        None => Vec::new(),
    };
    StepSyntax {
        attrs,
        keyword,
        name,
        fields,
    }
}

/// Whether a condition begins with that word, in Rust, Elixir or Ruby.
fn is_condition(word: &Ident) -> bool {
    ["if", "when", "unless"].iter().any(|begins| word == begins)
}

/// How to write a step with that name, if it can have one like it.
fn write_step(name: &str) -> String {
    match step_name(name) {
        Some(name) if name == END => {
            "write another name, such as `step last { … }`: in `next`, `end` is the end of the tour"
                .to_owned()
        }
        Some(name) => format!("write `step {name} {{ … }}`"),
        None => "write a name of letters, digits and underscores: `step save { … }`".to_owned(),
    }
}

/// The identifier that a text is but for its spaces and dashes.
pub(super) fn step_name(text: &str) -> Option<String> {
    let name = text.trim().replace([' ', '-'], "_");
    syn::parse_str::<Ident>(&name).is_ok().then_some(name)
}

/// The one word for `:save`, `save-form` and `save.form`.
fn joined(name: Option<&Ident>, extra: &TokenStream) -> Option<String> {
    let mut words: Vec<String> = name.map(ToString::to_string).into_iter().collect();
    for token in extra.clone() {
        match token {
            TokenTree::Ident(word) => words.push(word.to_string()),
            TokenTree::Punct(punct) if matches!(punct.as_char(), '-' | '.' | ':') => {}
            _ => return None,
        }
    }
    step_name(&words.join("_")).filter(|_| !extra.is_empty())
}

fn fields(input: TokenStream, report: &mut Report) -> Vec<Field> {
    let mut tokens = Tokens::new(input);
    let mut fields = Vec::new();
    let mut semicolon_reported = false;
    while !tokens.is_empty() {
        if tokens.skip_punct(',') {
            continue;
        }
        if tokens.is_punct(0, ';') {
            let semicolon = tokens.next();
            if !std::mem::replace(&mut semicolon_reported, true) {
                report.error(
                    semicolon,
                    "the fields of a step are separated by commas",
                    "write `,` here",
                );
            }
            continue;
        }
        for attr in tokens.attributes(report) {
            if !attr.path().is_ident("doc") {
                report.error(
                    &attr,
                    "attributes are not allowed on a field: only a whole step can be left out",
                    "write `#[cfg(…)]` above `step`",
                );
            }
        }
        let Some(name) = field_name(&mut tokens, report) else {
            let junk = tokens.until(|tokens| tokens.at_separator() || tokens.at_field());
            if junk.to_string().starts_with("..") {
                report.error(
                    junk,
                    "a step has no struct update syntax (`..`)",
                    "write its fields here; what holds for all steps is a setting above them, such as `position: top`",
                );
            } else if !junk.is_empty() {
                report.error(
                    junk,
                    "expected the name of a field",
                    r#"write, for example, `message: "…"`"#,
                );
            }
            continue;
        };
        colon(&name, &mut tokens, report);
        let is_bare =
            name == Known::Target.name() && !matches!(tokens.peek(0), Some(TokenTree::Literal(_)));
        let value = tokens.until(|tokens| {
            tokens.at_separator() || tokens.at_field() && !(is_bare && tokens.at_pseudo_class())
        });
        fields.push(Field { name, value });
    }
    fields
}

/// `name`, or its form in JSON and CSS: `"name":`, `wait-for:`.
fn field_name(tokens: &mut Tokens, report: &mut Report) -> Option<Ident> {
    if let Some(name) = tokens.quoted_name() {
        report.error(
            tokens.next(),
            "field names are written without quotes",
            format!("write `{name}: …`"),
        );
        return Some(name);
    }
    let first = tokens.peek(0).cloned();
    if let Some(name) = tokens.dashed_name() {
        let written = [first, tokens.peek(1).cloned(), tokens.peek(2).cloned()];
        tokens.at += 3;
        report.error(
            written.into_iter().flatten().collect::<TokenStream>(),
            "a name cannot contain `-`",
            format!("write `{name}: …`"),
        );
        return Some(name);
    }
    tokens.ident()
}

fn first(tokens: &TokenStream) -> Option<TokenTree> {
    tokens.clone().into_iter().next()
}
