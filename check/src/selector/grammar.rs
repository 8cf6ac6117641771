//! The grammar of selectors (Selectors 4 §18) in Chromium's `querySelector`:
//! without a style sheet, and so without declared namespaces.
//!
//! Brackets are balanced here, so a list ends at a closing bracket or at the end
//! of the selector.

use std::ops::Range;

use super::attribute;
use super::diagnose;
use super::fault::{Exception, Fault, quoted};
use super::nth;
use super::parser::Parser;
use super::pseudo::{self, Argument, Pseudo};
use super::token::{Kind, Token};

/// How deep pseudo-classes may be nested.
const DEEPEST: u8 = 32;

pub(super) fn check(selector: &str, tokens: &[Token]) -> Result<(), Fault> {
    let mut parser = Parser::new(selector, tokens);
    parser.whitespace();
    parser.list(Of::Complex, false)
}

/// The kind of a list's selectors.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Complex,
    Relative,
    Compound,
}

impl Parser<'_> {
    /// Skips to the comma or bracket that ends this selector of a list.
    fn skip_selector(&mut self) {
        let mut depth = 0;
        while let Some(kind) = self.peek() {
            match kind {
                Kind::Comma | Kind::Close(_) if depth == 0 => return,
                Kind::Open(_) | Kind::Function => depth += 1,
                Kind::Close(_) => depth -= 1,
                _ => {}
            }
            self.next += 1;
        }
    }

    /// Selectors separated by commas.
    fn list(&mut self, of: Of, forgiving: bool) -> Result<(), Fault> {
        let within = self.within;
        loop {
            let start = self.next;
            match self.selector(of) {
                // Forgiving lists exist for this.
                Err(fault) if forgiving && fault.is_of_another_browser() => {
                    self.within = within;
                    self.next = start;
                    self.skip_selector();
                }
                other => other?,
            }
            if self.peek() != Some(Kind::Comma) {
                return Ok(());
            }
            self.next += 1;
            self.whitespace();
        }
    }

    /// One selector of a list, up to the comma or the end of the list.
    fn selector(&mut self, of: Of) -> Result<(), Fault> {
        let mut combinator = match of {
            Of::Relative => self.combinator(),
            Of::Complex | Of::Compound => Combinator::None,
        };
        loop {
            if !self.compound()? {
                return match (combinator, self.rest()) {
                    (_, Some(token)) => Err(diagnose::unexpected(self, &token)),
                    (Combinator::None, None) => Err(self.nothing()),
                    (Combinator::Descendant, None) => Ok(()),
                    (Combinator::Written(token), None) => {
                        Err(diagnose::dangling_combinator(self, &token))
                    }
                };
            }
            combinator = self.combinator();
            match (combinator, self.rest()) {
                (Combinator::None, None) => return Ok(()),
                (Combinator::None, Some(token)) => {
                    return Err(diagnose::unexpected(self, &token));
                }
                (Combinator::Descendant, Some(_)) | (Combinator::Written(_), _)
                    if of == Of::Compound =>
                {
                    return Err(diagnose::not_compound(self));
                }
                (Combinator::Descendant | Combinator::Written(_), _) => {}
            }
        }
    }

    /// The next token, if it belongs to this selector.
    fn rest(&self) -> Option<Token> {
        self.peek_token()
            .filter(|token| !matches!(token.kind, Kind::Comma | Kind::Close(_)))
    }

    /// §16, without the column combinator, which no browser has.
    fn combinator(&mut self) -> Combinator {
        let space = self.whitespace();
        match self.peek_token() {
            Some(token) if matches!(token.kind, Kind::Delim('>' | '+' | '~')) => {
                self.next += 1;
                self.whitespace();
                Combinator::Written(token)
            }
            _ if space => Combinator::Descendant,
            _ => Combinator::None,
        }
    }

    /// A compound selector (§3.1), and whether there is one.
    fn compound(&mut self) -> Result<bool, Fault> {
        let start = self.next;
        self.type_selector()?;
        while let Some(token) = self.peek_token() {
            match token.kind {
                Kind::Hash { .. } => self.id(&token)?,
                Kind::Delim('.') => self.class(&token)?,
                Kind::Open('[') => attribute::attribute(self)?,
                Kind::Colon => self.pseudo(start)?,
                // The nesting selector is `:scope` where nothing is nested
                // (CSS Nesting §3.1).
                Kind::Delim('&') => self.next += 1,
                _ => break,
            }
        }
        Ok(self.next > start)
    }

    /// The name of an element, or `*`, maybe with a namespace (§5).
    fn type_selector(&mut self) -> Result<(), Fault> {
        let Some(first) = self.peek_token() else {
            return Ok(());
        };
        match first.kind {
            Kind::Ident | Kind::Delim('*') => self.next += 1,
            Kind::Delim('|') => {}
            _ => return Ok(()),
        }
        let Some(bar) = self
            .peek_token()
            .filter(|token| token.kind == Kind::Delim('|'))
        else {
            return Ok(());
        };
        if !matches!(self.peek_second(), Some(Kind::Ident | Kind::Delim('*'))) {
            return Err(diagnose::unexpected(self, &bar));
        }
        // Chromium compares names after resolving their escapes.
        if first.kind == Kind::Ident && self.name(&first) != "*" {
            return Err(diagnose::namespace(self, &first));
        }
        self.next += 2;
        Ok(())
    }

    /// §6.7.
    fn id(&mut self, token: &Token) -> Result<(), Fault> {
        if token.kind != (Kind::Hash { id: true }) {
            return Err(diagnose::id(self, token));
        }
        self.next += 1;
        Ok(())
    }

    /// §6.6.
    fn class(&mut self, point: &Token) -> Result<(), Fault> {
        self.next += 1;
        if self.peek() != Some(Kind::Ident) {
            return Err(diagnose::class(self, point));
        }
        self.next += 1;
        Ok(())
    }

    /// §3.5 and §3.6, in the compound selector from the token at `compound`.
    fn pseudo(&mut self, compound: usize) -> Result<(), Fault> {
        let before = self.last();
        let Some(colon) = self.bump() else {
            return Ok(());
        };
        let double = self.peek() == Some(Kind::Colon);
        self.next += usize::from(double);
        let named = self.peek_token();
        let Some(token) = named.filter(|token| matches!(token.kind, Kind::Ident | Kind::Function))
        else {
            return Err(diagnose::colon(self, &colon, double));
        };
        self.next += 1;
        let name = self.name(&token).to_ascii_lowercase();
        let function = token.kind == Kind::Function;
        // The name without what is between the parentheses.
        let at = colon.start..token.end - usize::from(function);
        match pseudo::plain(&name) {
            _ if double => Err(diagnose::pseudo_element(self, at)),
            Pseudo::Element => Err(diagnose::pseudo_element(self, at)),
            _ if function => match pseudo::argument(&name) {
                Some(argument) => self.argument(argument, &name, at),
                None if pseudo::plain(&name) == Pseudo::Class => Err(self.fault(
                    at.clone(),
                    format!("{} does not take parentheses", quoted(self.written(&at))),
                    format!("write {}", quoted(self.written(&at))),
                )),
                None => Err(self.unknown(&name, at, compound, before)),
            },
            Pseudo::Class => Ok(()),
            Pseudo::Internal => Err(self
                .fault(
                    at.clone(),
                    format!("{} is internal to Chromium", quoted(self.written(&at))),
                    "select by a class or an attribute, which works in every browser",
                )
                .because(Exception::Internal)),
            Pseudo::Unknown => match pseudo::example(&name) {
                Some(example) => Err(self.fault(
                    at,
                    format!("{} needs parentheses", quoted(&format!(":{name}"))),
                    format!("write {}", quoted(&format!(":{name}({example})"))),
                )),
                None => Err(self.unknown(&name, at, compound, before)),
            },
        }
    }

    /// A pseudo-class that has been read up to its argument.
    fn unknown(
        &self,
        name: &str,
        at: Range<usize>,
        compound: usize,
        before: Option<Token>,
    ) -> Fault {
        // `.md:flex`: the colon may be part of the name before it.
        let glued_to = before
            .filter(|token| matches!(token.kind, Kind::Ident | Kind::Hash { .. }))
            .filter(|token| token.end == at.start)
            .map(|token| {
                let class = self.selector[..token.start].ends_with('.');
                self.written(&(token.start - usize::from(class)..token.end))
            });
        let has_parentheses = self.last().map(|last| last.kind) == Some(Kind::Function);
        let place = pseudo::Place {
            argument: has_parentheses.then(|| match self.peek() {
                Some(Kind::Close(_)) | None => "",
                Some(_) => self.written(&self.argument_from(self.next)),
            }),
            forgiving: self.within.forgiving,
            compound: self.written_between(compound, at.start),
            glued_to,
        };
        let (problem, remedy) = pseudo::unknown(name, &place);
        let fault = self.fault(at, problem, remedy);
        if pseudo::is_foreign(name) {
            fault.of_another_browser()
        } else {
            fault
        }
    }

    /// What is between the parentheses of the pseudo-class `name` at `at`, and
    /// the closing one.
    fn argument(&mut self, argument: Argument, name: &str, at: Range<usize>) -> Result<(), Fault> {
        let around = self.within;
        if around.depth == DEEPEST {
            return Err(self
                .fault(
                    at,
                    format!("pseudo-classes are nested more than {DEEPEST} deep here"),
                    "write a shorter selector, or give the element an id",
                )
                .because(Exception::Depth));
        }
        if argument == Argument::RelativeList && (around.has || around.compound) {
            return Err(diagnose::misplaced_has(self, at, around.has));
        }
        self.within.depth += 1;
        self.whitespace();
        match argument {
            Argument::ForgivingList => {
                self.within.forgiving = true;
                self.list(self.nested(), true)?;
            }
            Argument::List => self.list(self.nested(), false)?,
            Argument::RelativeList => {
                self.within.has = true;
                self.list(Of::Relative, false)?;
            }
            Argument::CompoundList => {
                self.within.compound = true;
                self.list(Of::Compound, false)?;
            }
            Argument::Compound => {
                self.within.compound = true;
                self.selector(Of::Compound)?;
                if let Some(comma) = self.peek_token().filter(|token| token.kind == Kind::Comma) {
                    return Err(self.fault(
                        comma.range(),
                        format!("`:{name}()` takes one selector, not several"),
                        format!("write `:is(:{name}(…), :{name}(…))`"),
                    ));
                }
            }
            Argument::NthOf | Argument::Nth => {
                nth::an_plus_b(self)?;
                self.of(argument, name)?;
            }
            Argument::Ident => self.idents(name, false)?,
            Argument::Idents => self.idents(name, true)?,
        }
        self.within = around;
        // The list ends at the parenthesis that closes it.
        self.next += 1;
        Ok(())
    }

    fn nested(&self) -> Of {
        if self.within.compound {
            Of::Compound
        } else {
            Of::Complex
        }
    }

    /// `of` and its selectors, if present (§14.3.1).
    fn of(&mut self, argument: Argument, name: &str) -> Result<(), Fault> {
        let Some(token) = self
            .peek_token()
            .filter(|token| !matches!(token.kind, Kind::Close(_)))
        else {
            return Ok(());
        };
        let is_of = token.kind == Kind::Ident && self.name(&token).eq_ignore_ascii_case("of");
        if !is_of || argument == Argument::Nth {
            let at = self.argument_from(self.next);
            let remedy = if argument == Argument::Nth {
                format!(
                    "write `:{}(2n of .wide)` to count only some of them",
                    name.replace("of-type", "child")
                )
            } else {
                format!("write `:{name}(2n of .wide)` to count only some of them, or remove it")
            };
            let problem = format!(
                "{} follows the position in `:{name}()`",
                quoted(self.written(&at))
            );
            return Err(self.fault(at, problem, remedy));
        }
        if self.name(&token) != "of" {
            return Err(self.fault(
                token.range(),
                "Chromium accepts this word only in lower case",
                "write `of`",
            ));
        }
        self.next += 1;
        self.whitespace();
        self.list(Of::Complex, false)
    }

    /// One identifier, or several.
    fn idents(&mut self, name: &str, several: bool) -> Result<(), Fault> {
        if matches!(self.peek(), Some(Kind::Close(_))) {
            return Err(self.nothing());
        }
        let start = self.next;
        let good = loop {
            if self.peek() != Some(Kind::Ident) {
                break false;
            }
            self.next += 1;
            self.whitespace();
            match self.peek() {
                Some(Kind::Close(_)) => break true,
                Some(Kind::Comma) if several => self.next += 1,
                _ => break false,
            }
            self.whitespace();
        };
        if good {
            return Ok(());
        }
        Err(diagnose::idents(self, name, start, several))
    }
}

/// The combinator between two compound selectors.
#[derive(Clone, Copy)]
enum Combinator {
    None,
    Descendant,
    Written(Token),
}
