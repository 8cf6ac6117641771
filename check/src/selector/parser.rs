//! What every part of the grammar reads with: the position in the tokens, and the
//! faults of what is read.

use std::ops::Range;

use super::fault::{Exception, Fault, quoted};
use super::pseudo;
use super::token::{Kind, Token};

pub(super) struct Parser<'a> {
    pub(super) selector: &'a str,
    tokens: &'a [Token],
    pub(super) next: usize,
    pub(super) within: Within,
}

/// The pseudo-classes around the current token.
#[derive(Clone, Copy, Default)]
pub(super) struct Within {
    /// `:has()`, which cannot contain another one.
    pub(super) has: bool,
    /// One that takes only compound selectors, and so do those inside it.
    pub(super) compound: bool,
    /// `:is()` or `:where()`.
    pub(super) forgiving: bool,
    pub(super) depth: u8,
}

impl<'a> Parser<'a> {
    pub(super) fn new(selector: &'a str, tokens: &'a [Token]) -> Self {
        Self {
            selector,
            tokens,
            next: 0,
            within: Within::default(),
        }
    }

    pub(super) fn position(&self) -> usize {
        self.next
    }

    pub(super) fn peek(&self) -> Option<Kind> {
        self.peek_token().map(|token| token.kind)
    }

    pub(super) fn peek_token(&self) -> Option<Token> {
        self.tokens.get(self.next).copied()
    }

    pub(super) fn after_next(&self) -> Option<Token> {
        self.tokens.get(self.next + 1).copied()
    }

    pub(super) fn peek_second(&self) -> Option<Kind> {
        self.after_next().map(|token| token.kind)
    }

    /// The token before the next one.
    pub(super) fn last(&self) -> Option<Token> {
        self.next.checked_sub(1).map(|last| self.tokens[last])
    }

    /// The same, if white space is passed over.
    pub(super) fn last_but_space(&self) -> Option<Token> {
        self.tokens[..self.next]
            .iter()
            .rfind(|token| token.kind != Kind::Whitespace)
            .copied()
    }

    pub(super) fn bump(&mut self) -> Option<Token> {
        let token = self.peek_token()?;
        self.next += 1;
        Some(token)
    }

    /// Skips white space; returns whether there was some.
    pub(super) fn whitespace(&mut self) -> bool {
        let start = self.next;
        while self.peek() == Some(Kind::Whitespace) {
            self.next += 1;
        }
        self.next > start
    }

    pub(super) fn name(&self, token: &Token) -> String {
        token.name(self.selector)
    }

    pub(super) fn written(&self, at: &Range<usize>) -> &'a str {
        &self.selector[at.clone()]
    }

    /// From the token at `start` to the last one that was read.
    pub(super) fn written_since(&self, start: usize) -> &'a str {
        match self.last() {
            Some(last) => &self.selector[self.tokens[start].start..last.end],
            None => "",
        }
    }

    /// From the token at `start` to a byte after it.
    pub(super) fn written_between(&self, start: usize, end: usize) -> &'a str {
        self.tokens
            .get(start)
            .map_or("", |from| &self.selector[from.start..end])
    }

    pub(super) fn fault(
        &self,
        at: Range<usize>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Fault {
        let fault = Fault::new(at, problem, remedy);
        if self.within.forgiving {
            fault.because(Exception::Forgiven)
        } else {
            fault
        }
    }

    /// The range from the token at `start` to the closing bracket around it,
    /// without trailing white space; at least one token.
    pub(super) fn argument_from(&self, start: usize) -> Range<usize> {
        let from = self.tokens[start];
        let mut end = from.end;
        let mut depth = 0;
        for token in &self.tokens[start..] {
            match token.kind {
                Kind::Open(_) | Kind::Function => depth += 1,
                Kind::Close(_) if depth == 0 => break,
                Kind::Close(_) => depth -= 1,
                _ => {}
            }
            if token.kind != Kind::Whitespace {
                end = token.end;
            }
        }
        from.start..end
    }

    /// An empty list or list entry, or an empty selector.
    pub(super) fn nothing(&self) -> Fault {
        match (self.last_but_space(), self.peek_token()) {
            (Some(comma), _) if comma.kind == Kind::Comma => self.fault(
                comma.range(),
                "nothing follows this comma",
                "remove the comma, or write a selector after it",
            ),
            (_, Some(comma)) if comma.kind == Kind::Comma => self.fault(
                comma.range(),
                "nothing precedes this comma",
                "remove the comma, or write a selector before it",
            ),
            (Some(function), Some(parenthesis)) if function.kind == Kind::Function => {
                let name = self.name(&function).to_ascii_lowercase();
                let example = pseudo::example(&name).unwrap_or("a");
                self.fault(
                    function.start..parenthesis.end,
                    format!(
                        "{} has nothing between its parentheses",
                        quoted(&format!(":{name}()"))
                    ),
                    format!("write {}", quoted(&format!(":{name}({example})"))),
                )
            }
            (Some(of), _) => self.fault(
                of.range(),
                "nothing follows this `of`",
                "write a selector after it, such as `2n+1 of .wide`",
            ),
            (None, _) => self.fault(
                0..self.selector.len(),
                "an empty selector matches nothing",
                "write the selector of an element, such as `#save`",
            ),
        }
    }
}
