//! Splits a tour into its header, settings, steps and fields.
//!
//! The values of fields are not parsed here, so a mistake in one never affects
//! the next, and half-typed text is only shorter text.

use docent_check::suggest::nearest;
use docent_check::tour::{Field as Known, Form};
use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, LitInt, LitStr, Path, Type, Visibility, parse_quote};

use super::model::OwnName;
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

const STEP: &str = "step";
const STEP_HELP: &str = r##"write `step { target: "#id", message: "…", timeout: 4s }`"##;

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
        tokens.next().into_token_stream()
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
    let name = tokens.ident();
    if name.is_none() && tokens.is_parenthesis(0) && tokens.is_brace(1) {
        // `step("save") { … }`
        let quoted = tokens.next().into_token_stream();
        let name = printed(&quoted);
        let name = name.trim_matches(|edge| matches!(edge, '(' | ')' | '"'));
        report.error(
            quoted,
            "the name of a step is written without parentheses and quotes",
            format!("write `step {name} {{ … }}`"),
        );
    }
    let extra = tokens.until(|tokens| tokens.is_group(0) || tokens.at_item());
    if let Ok(name) = syn::parse2::<LitStr>(extra.clone()) {
        report.error(
            &extra,
            "the name of a step is written without quotes",
            format!("write `step {} {{ … }}`", name.value()),
        );
    } else if let Ok(number) = syn::parse2::<LitInt>(extra.clone()) {
        report.error(
            &extra,
            "steps are not numbered, but a step can have a name for `next`",
            format!("write `step {{ … }}`, or `step number_{number} {{ … }}`"),
        );
    } else if !extra.is_empty() {
        report.error(
            first(&extra),
            "expected the fields of the step in braces",
            STEP_HELP,
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
            if !junk.is_empty() {
                report.error(
                    junk,
                    "expected the name of a field",
                    r#"write, for example, `message: "…"`"#,
                );
            }
            continue;
        };
        colon(&name, &mut tokens, report);
        let value = tokens.until(|tokens| tokens.at_separator() || tokens.at_field());
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

/// The tokens that are not consumed yet.
struct Tokens {
    all: Vec<TokenTree>,
    at: usize,
}

impl Tokens {
    fn new(stream: TokenStream) -> Self {
        Self {
            all: stream.into_iter().collect(),
            at: 0,
        }
    }

    fn is_empty(&self) -> bool {
        self.at >= self.all.len()
    }

    fn peek(&self, ahead: usize) -> Option<&TokenTree> {
        self.all.get(self.at + ahead)
    }

    fn next(&mut self) -> Option<TokenTree> {
        let token = self.all.get(self.at).cloned();
        self.at += usize::from(token.is_some());
        token
    }

    fn ident(&mut self) -> Option<Ident> {
        match self.peek(0)? {
            TokenTree::Ident(ident) => {
                let ident = ident.clone();
                self.at += 1;
                Some(ident)
            }
            _ => None,
        }
    }

    fn group(&mut self) -> Option<Group> {
        match self.peek(0)? {
            TokenTree::Group(group) => {
                let group = group.clone();
                self.at += 1;
                Some(group)
            }
            _ => None,
        }
    }

    fn skip_punct(&mut self, character: char) -> bool {
        let found = self.is_punct(0, character);
        self.at += usize::from(found);
        found
    }

    /// Everything up to the first token for which `stop` holds.
    fn until(&mut self, stop: impl Fn(&Self) -> bool) -> TokenStream {
        let start = self.at;
        while !self.is_empty() && !stop(self) {
            self.at += 1;
        }
        self.all[start..self.at].iter().cloned().collect()
    }

    /// Everything before the `>` that closes an open `<`.
    fn until_closing_angle(&mut self) -> TokenStream {
        let start = self.at;
        let mut depth = 0_usize;
        while !self.is_empty() && !self.at_step() {
            // The `>` of an arrow closes nothing.
            let arrow = self.at > start
                && matches!(&self.all[self.at - 1], TokenTree::Punct(before)
                if matches!(before.as_char(), '-' | '=') && before.spacing() == Spacing::Joint);
            if self.is_punct(0, '<') {
                depth += 1;
            } else if self.is_punct(0, '>') && !arrow {
                if depth == 0 {
                    break;
                }
                depth -= 1;
            }
            self.at += 1;
        }
        self.all[start..self.at].iter().cloned().collect()
    }

    /// Takes the attributes at this point; a malformed one is reported.
    fn attributes(&mut self, report: &mut Report) -> Vec<Attribute> {
        let mut attrs = Vec::new();
        while self.is_punct(0, '#') {
            let start = self.at;
            self.at += 1;
            self.skip_punct('!');
            let whole = self.group().is_some();
            let tokens: TokenStream = self.all[start..self.at].iter().cloned().collect();
            match Attribute::parse_outer.parse2(tokens.clone()) {
                Ok(parsed) if whole => attrs.extend(parsed),
                _ => report.error(
                    tokens,
                    "this attribute is incomplete",
                    "write `#[cfg(…)]` or a `///` comment above what it applies to",
                ),
            }
        }
        attrs
    }

    fn is_punct(&self, ahead: usize, character: char) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
    }

    fn is_ident(&self, ahead: usize, words: &[&str]) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Ident(ident)) if words.iter().any(|word| ident == word))
    }

    fn is_group(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Group(group)) if group.delimiter() != Delimiter::None)
    }

    fn is_brace(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
    }

    fn is_parenthesis(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
    }

    /// A `:` that is not half of a `::`.
    fn is_colon(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Punct(punct))
            if punct.as_char() == ':'
                && (punct.spacing() == Spacing::Alone || !self.is_punct(ahead + 1, ':')))
    }

    /// At `step {`, `step name {`, or what was probably meant to be one.
    fn at_step(&self) -> bool {
        let Some(TokenTree::Ident(ident)) = self.peek(0) else {
            return false;
        };
        ident == STEP
            || nearest(&ident.to_string(), [STEP]).is_some()
                && (self.is_group(1)
                    || matches!(self.peek(1), Some(TokenTree::Ident(_))) && self.is_group(2))
    }

    /// At a step or at the attributes before one.
    fn at_item(&self) -> bool {
        self.at_step() || self.is_punct(0, '#')
    }

    /// At `name:`, but not at a closure's parameter.
    fn at_field(&self) -> bool {
        let in_pattern = self.at > 0
            && match &self.all[self.at - 1] {
                TokenTree::Punct(before) => matches!(before.as_char(), '|' | '&' | '\''),
                TokenTree::Ident(before) => before == "mut" || before == "ref",
                _ => false,
            };
        let named = matches!(self.peek(0), Some(TokenTree::Ident(_))) && self.is_colon(1);
        !in_pattern && (named || self.quoted_name().is_some() || self.dashed_name().is_some())
    }

    /// At `name =`, in place of `name:`.
    fn at_assignment(&self) -> bool {
        matches!(self.peek(0), Some(TokenTree::Ident(_)))
            && matches!(self.peek(1), Some(TokenTree::Punct(punct))
                if punct.as_char() == '=' && punct.spacing() == Spacing::Alone)
    }

    /// The name of a field in quotes, before its colon.
    fn quoted_name(&self) -> Option<Ident> {
        let Some(literal @ TokenTree::Literal(_)) = self.peek(0) else {
            return None;
        };
        let literal = syn::parse2::<LitStr>(literal.clone().into()).ok()?;
        self.is_colon(1).then(|| literal.parse().ok()).flatten()
    }

    /// The name of a field with a dash for its underscore, before its colon.
    fn dashed_name(&self) -> Option<Ident> {
        let (Some(TokenTree::Ident(first)), Some(TokenTree::Ident(second))) =
            (self.peek(0), self.peek(2))
        else {
            return None;
        };
        let name = format!("{first}_{second}");
        let known = Known::from_name(&name, Form::Source).is_some();
        let dashed = self.is_punct(1, '-') && self.is_colon(3);
        (known && dashed).then(|| Ident::new(&name, first.span()))
    }

    /// At the view's name without its brackets.
    fn at_view_name(&self) -> bool {
        matches!(self.peek(0), Some(TokenTree::Ident(ident)) if ident != "static" && ident != "pub")
            && !self.at_field()
    }

    /// At the end of a field: a semicolon, or a comma that is not part of the value
    /// (`chain::<A, B>()`).
    fn at_separator(&self) -> bool {
        if self.is_punct(0, ';') {
            return true;
        }
        if !self.is_punct(0, ',') {
            return false;
        }
        match self.peek(1) {
            Some(TokenTree::Ident(name)) => {
                let known = Known::from_name(&name.to_string(), Form::Source).is_some();
                let in_type = ["dyn", "impl", "fn", "for", "mut", "ref", "unsafe", "extern"]
                    .iter()
                    .any(|keyword| name == keyword);
                let dashed = self.is_punct(2, '-') && self.is_colon(4);
                known
                    || dashed
                    || self.is_colon(2)
                    || self.is_punct(2, '=')
                    || !in_type
                        && matches!(
                            self.peek(2),
                            None | Some(TokenTree::Ident(_) | TokenTree::Literal(_))
                        )
            }
            Some(TokenTree::Punct(next)) => matches!(next.as_char(), ',' | ';' | '#'),
            Some(TokenTree::Literal(_)) => self.is_colon(2),
            Some(_) => false,
            None => true,
        }
    }
}
