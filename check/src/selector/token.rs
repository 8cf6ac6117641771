//! A selector's tokens (CSS Syntax 3 §4).
//!
//! Names are those of the specification. Where Chromium still has the tokens of an
//! older draft (`~=` is a single token), they are Chromium's, because that decides
//! whether a space is allowed inside.

use std::ops::Range;

/// The kind of a token. A function includes its parenthesis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Ident,
    Function,
    AtKeyword,
    /// `id`: the part after the `#` is an identifier.
    Hash {
        id: bool,
    },
    String,
    /// A string ended by a line break.
    BadString,
    /// `url(…)` without quotes, well-formed or not.
    Url,
    Number(Numeric),
    Percentage,
    /// `unit` is the byte at which the unit starts.
    Dimension {
        number: Numeric,
        unit: usize,
    },
    Whitespace,
    /// `~=`, `|=`, `^=`, `$=` or `*=`.
    Match,
    /// `||`.
    Column,
    Colon,
    Semicolon,
    Comma,
    /// `(`, `[` or `{`.
    Open(char),
    /// `)`, `]` or `}`.
    Close(char),
    /// `<!--` or `-->`.
    HtmlComment,
    Delim(char),
    /// Closed by the end of the selector: a string, by its quote; a comment, `*`;
    /// `url(`, by its parenthesis. Always the last token.
    Unclosed(char),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeric {
    pub(super) integer: bool,
    pub(super) signed: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Token {
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(super) fn text<'a>(&self, selector: &'a str) -> &'a str {
        &selector[self.range()]
    }

    /// The name of an identifier, a function or a hash.
    pub(super) fn name(&self, selector: &str) -> String {
        let text = self.text(selector);
        unescaped(match self.kind {
            Kind::Function => &text[..text.len() - 1],
            Kind::Hash { .. } => &text[1..],
            _ => text,
        })
    }
}

/// The tokens of a selector, without its closed comments.
pub(super) fn tokenize(selector: &str) -> Vec<Token> {
    let mut reader = Reader {
        selector,
        bytes: selector.as_bytes(),
        at: 0,
    };
    let mut tokens = Vec::new();
    while reader.at < reader.bytes.len() {
        let start = reader.at;
        if let Some(kind) = reader.token() {
            let end = reader.at;
            tokens.push(Token { kind, start, end });
        }
    }
    tokens
}

/// A name as written, with its escapes resolved (§4.3.7).
pub(super) fn unescaped(written: &str) -> String {
    let mut name = String::with_capacity(written.len());
    let mut rest = written.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' => {
                let mut code = 0;
                let mut digits = 0;
                while let Some(digit) = rest.peek().and_then(|digit| digit.to_digit(16)) {
                    code = code * 16 + digit;
                    digits += 1;
                    rest.next();
                    if digits == 6 {
                        break;
                    }
                }
                if digits == 0 {
                    name.push(rest.next().unwrap_or('\u{fffd}'));
                    continue;
                }
                if rest.next_if_eq(&'\r').is_some() {
                    rest.next_if_eq(&'\n');
                } else {
                    rest.next_if(char::is_ascii_whitespace);
                }
                name.push(match code {
                    0 => '\u{fffd}',
                    code => char::from_u32(code).unwrap_or('\u{fffd}'),
                });
            }
            '\0' => name.push('\u{fffd}'),
            character => name.push(character),
        }
    }
    name
}

/// `name` as an identifier, with the escapes that it needs (CSSOM §2.1).
pub(super) fn escaped(name: &str) -> String {
    let mut written = String::with_capacity(name.len() + 4);
    for (index, character) in name.chars().enumerate() {
        let first = index == 0 || index == 1 && name.starts_with('-');
        match character {
            '0'..='9' if first => {
                written.push_str("\\3");
                written.push(character);
                written.push(' ');
            }
            '-' if name.len() == 1 => written.push_str("\\-"),
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => written.push(character),
            _ if !character.is_ascii() => written.push(character),
            _ => {
                written.push('\\');
                written.push(character);
            }
        }
    }
    written
}

struct Reader<'a> {
    selector: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn starts_with(&self, text: &str) -> bool {
        self.bytes[self.at..].starts_with(text.as_bytes())
    }

    /// The next token (§4.3.1), or none for a comment.
    fn token(&mut self) -> Option<Kind> {
        let first = self.byte(0)?;
        if self.starts_with("/*") {
            return self.comment();
        }
        if is_whitespace(first) {
            while self.byte(0).is_some_and(is_whitespace) {
                self.at += 1;
            }
            return Some(Kind::Whitespace);
        }
        if self.starts_number() {
            return Some(self.numeric());
        }
        for text in ["<!--", "-->"] {
            if self.starts_with(text) {
                self.at += text.len();
                return Some(Kind::HtmlComment);
            }
        }
        if self.starts_ident(0) {
            return Some(self.ident_like());
        }
        if first == b'#' && (self.byte(1).is_some_and(is_name) || self.is_escape(1)) {
            let id = self.starts_ident(1);
            self.at += 1;
            self.name();
            return Some(Kind::Hash { id });
        }
        if first == b'@' && self.starts_ident(1) {
            self.at += 1;
            self.name();
            return Some(Kind::AtKeyword);
        }
        if matches!(first, b'~' | b'|' | b'^' | b'$' | b'*') && self.byte(1) == Some(b'=') {
            self.at += 2;
            return Some(Kind::Match);
        }
        if self.starts_with("||") {
            self.at += 2;
            return Some(Kind::Column);
        }
        // Every non-ASCII character begins a name, so this byte is a character.
        self.at += 1;
        Some(match first {
            b'"' | b'\'' => self.string(first),
            b':' => Kind::Colon,
            b';' => Kind::Semicolon,
            b',' => Kind::Comma,
            b'(' | b'[' | b'{' => Kind::Open(char::from(first)),
            b')' | b']' | b'}' => Kind::Close(char::from(first)),
            _ => Kind::Delim(char::from(first)),
        })
    }

    fn comment(&mut self) -> Option<Kind> {
        match self.selector[self.at + 2..].find("*/") {
            Some(length) => {
                self.at += 2 + length + 2;
                None
            }
            None => {
                self.at = self.bytes.len();
                Some(Kind::Unclosed('*'))
            }
        }
    }

    /// §4.3.5, after the quote.
    fn string(&mut self, quote: u8) -> Kind {
        while let Some(byte) = self.byte(0) {
            match byte {
                b'\n' | b'\r' | b'\x0c' => return Kind::BadString,
                b'\\' if self.is_escape(0) => self.escape(),
                // An escaped line break is not part of the string.
                b'\\' => {
                    self.at += if self.bytes[self.at + 1..].starts_with(b"\r\n") {
                        3
                    } else {
                        2
                    }
                }
                _ => {
                    self.at += 1;
                    if byte == quote {
                        return Kind::String;
                    }
                }
            }
        }
        Kind::Unclosed(char::from(quote))
    }

    /// §4.3.4.
    fn ident_like(&mut self) -> Kind {
        let start = self.at;
        self.name();
        if self.byte(0) != Some(b'(') {
            return Kind::Ident;
        }
        let name = &self.selector[start..self.at];
        self.at += 1;
        if !unescaped(name).eq_ignore_ascii_case("url") {
            return Kind::Function;
        }
        let value = self.bytes[self.at..]
            .iter()
            .find(|byte| !is_whitespace(**byte));
        match value {
            Some(b'"' | b'\'') => Kind::Function,
            _ => self.url(),
        }
    }

    /// §4.3.6, and §4.3.14 for what is left of a bad one.
    fn url(&mut self) -> Kind {
        while let Some(byte) = self.byte(0) {
            if byte == b'\\' && self.is_escape(0) {
                self.escape();
                continue;
            }
            self.at += 1;
            if byte == b')' {
                return Kind::Url;
            }
        }
        Kind::Unclosed('(')
    }

    /// §4.3.3 and §4.3.12.
    fn numeric(&mut self) -> Kind {
        let signed = matches!(self.byte(0), Some(b'+' | b'-'));
        let mut integer = true;
        self.at += usize::from(signed);
        self.digits();
        if self.byte(0) == Some(b'.') && self.is_digit(1) {
            integer = false;
            self.at += 1;
            self.digits();
        }
        if matches!(self.byte(0), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.byte(1), Some(b'+' | b'-')));
            if self.is_digit(1 + sign) {
                integer = false;
                self.at += 1 + sign;
                self.digits();
            }
        }
        let number = Numeric { integer, signed };
        if self.starts_ident(0) {
            let unit = self.at;
            self.name();
            return Kind::Dimension { number, unit };
        }
        if self.byte(0) == Some(b'%') {
            self.at += 1;
            return Kind::Percentage;
        }
        Kind::Number(number)
    }

    fn digits(&mut self) {
        while self.is_digit(0) {
            self.at += 1;
        }
    }

    /// §4.3.11.
    fn name(&mut self) {
        loop {
            if self.byte(0).is_some_and(is_name) {
                self.at += 1;
            } else if self.is_escape(0) {
                self.escape();
            } else {
                return;
            }
        }
    }

    /// §4.3.7.
    fn escape(&mut self) {
        self.at += 1;
        let digits = (0..6)
            .take_while(|ahead| {
                self.byte(*ahead)
                    .is_some_and(|byte| byte.is_ascii_hexdigit())
            })
            .count();
        if digits == 0 {
            self.at += self.selector[self.at..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
            return;
        }
        self.at += digits;
        if self.starts_with("\r\n") {
            self.at += 2;
        } else if self.byte(0).is_some_and(is_whitespace) {
            self.at += 1;
        }
    }

    /// §4.3.8. The end of the selector can be escaped; a line break cannot.
    fn is_escape(&self, ahead: usize) -> bool {
        self.byte(ahead) == Some(b'\\')
            && !matches!(self.byte(ahead + 1), Some(b'\n' | b'\r' | b'\x0c'))
    }

    /// §4.3.9.
    fn starts_ident(&self, ahead: usize) -> bool {
        match self.byte(ahead) {
            Some(b'-') => {
                self.byte(ahead + 1)
                    .is_some_and(|byte| byte == b'-' || is_name_start(byte))
                    || self.is_escape(ahead + 1)
            }
            Some(byte) => is_name_start(byte) || self.is_escape(ahead),
            None => false,
        }
    }

    /// §4.3.10.
    fn starts_number(&self) -> bool {
        let sign = usize::from(matches!(self.byte(0), Some(b'+' | b'-')));
        self.is_digit(sign) || self.byte(sign) == Some(b'.') && self.is_digit(sign + 1)
    }

    fn is_digit(&self, ahead: usize) -> bool {
        self.byte(ahead).is_some_and(|byte| byte.is_ascii_digit())
    }
}

fn is_whitespace(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// NUL is read as U+FFFD (§3.3), and Chromium treats every non-ASCII character as
/// a letter.
fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == 0 || !byte.is_ascii()
}

fn is_name(byte: u8) -> bool {
    is_name_start(byte) || byte.is_ascii_digit() || byte == b'-'
}
