//! The tokens of a tour, and what begins at each of them.

use docent_check::suggest::nearest;
use docent_check::tour::{Field as Known, Form};
use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::parse::Parser as _;
use syn::{Attribute, LitStr};

use crate::report::Report;
use crate::span::are_apart;

pub(super) const STEP: &str = "step";

/// The tokens that are not consumed yet.
pub(super) struct Tokens {
    all: Vec<TokenTree>,
    pub(super) at: usize,
}

impl Tokens {
    pub(super) fn new(stream: TokenStream) -> Self {
        Self {
            all: stream.into_iter().collect(),
            at: 0,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.at >= self.all.len()
    }

    pub(super) fn peek(&self, ahead: usize) -> Option<&TokenTree> {
        self.all.get(self.at + ahead)
    }

    pub(super) fn next(&mut self) -> Option<TokenTree> {
        let token = self.all.get(self.at).cloned();
        self.at += usize::from(token.is_some());
        token
    }

    pub(super) fn ident(&mut self) -> Option<Ident> {
        match self.peek(0)? {
            TokenTree::Ident(ident) => {
                let ident = ident.clone();
                self.at += 1;
                Some(ident)
            }
            _ => None,
        }
    }

    pub(super) fn group(&mut self) -> Option<Group> {
        match self.peek(0)? {
            TokenTree::Group(group) => {
                let group = group.clone();
                self.at += 1;
                Some(group)
            }
            _ => None,
        }
    }

    pub(super) fn skip_punct(&mut self, character: char) -> bool {
        let found = self.is_punct(0, character);
        self.at += usize::from(found);
        found
    }

    /// Everything up to the first token for which `stop` holds.
    pub(super) fn until(&mut self, stop: impl Fn(&Self) -> bool) -> TokenStream {
        let start = self.at;
        while !self.is_empty() && !stop(self) {
            self.at += 1;
        }
        self.all[start..self.at].iter().cloned().collect()
    }

    /// Skips `if … { … } else { … }` and its like, and returns its first word.
    pub(super) fn skip_code(&mut self) -> Option<TokenTree> {
        let word = self.next();
        loop {
            self.until(|tokens| tokens.is_brace(0) || tokens.at_item());
            if self.is_brace(0) {
                self.at += 1;
            }
            if !self.is_ident(0, &["else"]) {
                return word;
            }
            self.at += 1;
        }
    }

    /// Everything before the `>` that closes an open `<`.
    pub(super) fn until_closing_angle(&mut self) -> TokenStream {
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
    pub(super) fn attributes(&mut self, report: &mut Report) -> Vec<Attribute> {
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

    pub(super) fn is_punct(&self, ahead: usize, character: char) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Punct(punct)) if punct.as_char() == character)
    }

    pub(super) fn is_ident(&self, ahead: usize, words: &[&str]) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Ident(ident)) if words.iter().any(|word| ident == word))
    }

    pub(super) fn is_group(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Group(group)) if group.delimiter() != Delimiter::None)
    }

    pub(super) fn is_brace(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
    }

    pub(super) fn is_parenthesis(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
    }

    /// A `:` that is not half of a `::`.
    pub(super) fn is_colon(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), Some(TokenTree::Punct(punct))
            if punct.as_char() == ':'
                && (punct.spacing() == Spacing::Alone || !self.is_punct(ahead + 1, ':')))
    }

    /// At `step {`, `step name {`, or what was probably meant to be one.
    pub(super) fn at_step(&self) -> bool {
        let Some(TokenTree::Ident(ident)) = self.peek(0) else {
            return false;
        };
        ident == STEP
            || nearest(&ident.to_string(), [STEP]).is_some()
                && (self.is_group(1)
                    || matches!(self.peek(1), Some(TokenTree::Ident(_))) && self.is_group(2))
    }

    /// At a step or at the attributes before one.
    pub(super) fn at_item(&self) -> bool {
        self.at_step() || self.is_punct(0, '#')
    }

    /// At `name:`, but not at a closure's parameter.
    pub(super) fn at_field(&self) -> bool {
        let in_pattern = self.at > 0
            && match &self.all[self.at - 1] {
                TokenTree::Punct(before) => matches!(before.as_char(), '|' | '&' | '\''),
                TokenTree::Ident(before) => before == "mut" || before == "ref",
                _ => false,
            };
        let named = matches!(self.peek(0), Some(TokenTree::Ident(_))) && self.is_colon(1);
        !in_pattern && (named || self.quoted_name().is_some() || self.dashed_name().is_some())
    }

    /// At `name =` or `name =>`, in place of `name:`.
    pub(super) fn at_assignment(&self) -> bool {
        matches!(self.peek(0), Some(TokenTree::Ident(_)))
            && matches!(self.peek(1), Some(TokenTree::Punct(punct))
                if punct.as_char() == '='
                    && (punct.spacing() == Spacing::Alone || self.is_punct(2, '>')))
    }

    /// At `li:hover`, which is no field but a part of a selector without quotes.
    pub(super) fn at_pseudo_class(&self) -> bool {
        let (Some(TokenTree::Ident(name)), Some(colon), Some(class @ TokenTree::Ident(_))) =
            (self.peek(0), self.peek(1), self.peek(2))
        else {
            return false;
        };
        let glued = |left: Span, right: Span| are_apart(left, right) == Some(false);
        Known::from_name(&name.to_string(), Form::Source).is_none()
            && self.is_colon(1)
            && glued(name.span(), colon.span())
            && glued(colon.span(), class.span())
    }

    /// The name of a field in quotes, before its colon.
    pub(super) fn quoted_name(&self) -> Option<Ident> {
        let Some(literal @ TokenTree::Literal(_)) = self.peek(0) else {
            return None;
        };
        let literal = syn::parse2::<LitStr>(literal.clone().into()).ok()?;
        self.is_colon(1).then(|| literal.parse().ok()).flatten()
    }

    /// The name of a field with a dash for its underscore, before its colon.
    pub(super) fn dashed_name(&self) -> Option<Ident> {
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
    pub(super) fn at_view_name(&self) -> bool {
        matches!(self.peek(0), Some(TokenTree::Ident(ident)) if ident != "static" && ident != "pub")
            && !self.at_field()
    }

    /// At the end of a field: a semicolon, or a comma that is not part of the value
    /// (`chain::<A, B>()`).
    pub(super) fn at_separator(&self) -> bool {
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
            Some(TokenTree::Punct(next)) => match next.as_char() {
                ',' | ';' => true,
                // An attribute, and not the next selector of `#a, #b`.
                '#' => !matches!(self.peek(2), Some(TokenTree::Ident(_))),
                // `..Default::default()`
                '.' => self.is_punct(2, '.'),
                _ => false,
            },
            Some(TokenTree::Literal(_)) => self.is_colon(2),
            Some(_) => false,
            None => true,
        }
    }
}
