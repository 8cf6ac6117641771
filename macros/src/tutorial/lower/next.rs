//! Reads `next`: the branches by which the tour leaves a step.

use docent_check::tour as plain;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Block, Expr, ExprClosure, ExprIf, LitStr, Stmt, Token};

use super::closures::{closure_of, is_named_self, refuse_self};
use crate::cfg::{predicate, refuse_others};
use crate::printed::printed;
use crate::report::Report;
use crate::tutorial::parse::{Field, step_name};

const FORM: &str = "a branch is the name of a step or `end`, with an optional condition: `next: [pro if |view| view.is_pro, save]`";

/// The branches as they are written; `None` for one that cannot be parsed, which
/// is reported.
#[derive(Default)]
pub(super) struct Next(Vec<Option<Written>>);

/// `name`, `name if |view| …`
pub(super) struct Written {
    pub(super) attrs: Vec<Attribute>,
    pub(super) to: Ident,
    /// The text of `to`.
    pub(super) name: String,
    pub(super) when: Option<ExprClosure>,
}

impl Next {
    /// The target of the branch with that index, as it is written.
    pub(super) fn tokens_of(&self, branch: usize) -> TokenStream {
        let written = self.0.get(branch).and_then(Option::as_ref);
        written.map_or_else(TokenStream::new, |written| written.to.to_token_stream())
    }

    /// The branches that could be parsed.
    pub(super) fn written(&self) -> impl Iterator<Item = &Written> {
        self.0.iter().flatten()
    }

    fn plain(&self) -> plain::Value {
        let branch = |written: &Option<Written>| plain::Branch {
            to: match written {
                Some(written) => plain::Value::Text(written.name.clone()),
                None => plain::Value::Opaque,
            },
            conditional: written
                .as_ref()
                .is_some_and(|written| written.when.is_some()),
            optional: written
                .as_ref()
                .is_some_and(|written| predicate(&written.attrs).is_some()),
        };
        plain::Value::Branches(self.0.iter().map(branch).collect())
    }
}

/// Reads one branch, or a list of them in brackets.
pub(super) fn next(field: &Field, report: &mut Report) -> (plain::Value, Next) {
    let tokens: Vec<TokenTree> = field.value.clone().into_iter().collect();
    let written = match tokens.as_slice() {
        [TokenTree::Group(group)] => group.stream(),
        _ => field.value.clone(),
    };
    let mut next = Next::default();
    for branch in split(written) {
        let read = read_branch.parse2(branch.clone()).ok();
        match &read {
            Some(read) => refuse_others(
                &read.attrs,
                "this attribute has no effect on a branch",
                "remove it; only `#[cfg(…)]` is allowed here",
                report,
            ),
            None => misread(branch, report),
        }
        next.0.push(read);
    }
    (next.plain(), next)
}

/// Splits at the commas after which another branch begins.
fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |at: usize, wanted: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == wanted);
    let mut branches = vec![TokenStream::new()];
    for (at, token) in tokens.iter().enumerate() {
        let begins_another = is(at, ',')
            && match tokens.get(at + 1) {
                Some(TokenTree::Ident(_)) => match tokens.get(at + 2) {
                    Some(TokenTree::Ident(word)) => word == "if",
                    Some(_) => is(at + 2, ','),
                    None => true,
                },
                Some(TokenTree::Literal(_)) | None => true,
                Some(_) => is(at + 1, '#'),
            };
        if begins_another {
            branches.push(TokenStream::new());
        } else if let Some(branch) = branches.last_mut() {
            branch.extend([token.clone()]);
        }
    }
    branches.retain(|branch| !branch.is_empty());
    branches
}

/// `name`, `name if |view| …`
fn read_branch(input: ParseStream<'_>) -> syn::Result<Written> {
    let attrs = Attribute::parse_outer(input)?;
    let to = input.call(Ident::parse_any)?;
    let when = if input.parse::<Option<Token![if]>>()?.is_some() {
        let closure: ExprClosure = input.parse()?;
        let takes_one = closure.inputs.len() == 1 && closure.asyncness.is_none();
        if !takes_one || is_named_self(&closure) {
            return Err(input.error("a closure of one argument"));
        }
        Some(closure)
    } else {
        None
    };
    let name = to.unraw().to_string();
    Ok(Written {
        attrs,
        to,
        name,
        when,
    })
}

/// Reports why a branch cannot be parsed.
fn misread(branch: TokenStream, report: &mut Report) {
    let mut tokens = branch.clone().into_iter();
    let first: TokenStream = tokens.next().into_iter().collect();
    if let Ok(name) = syn::parse2::<LitStr>(first.clone()) {
        report.error(
            first,
            "the name of a step is written without quotes",
            match step_name(&name.value()) {
                Some(name) => format!("write `{name}`"),
                None => "write the name of a step or `end`".to_owned(),
            },
        );
        return;
    }
    if let Ok(choice) = syn::parse2::<ExprIf>(branch.clone())
        && let Some(branches) = choices(&choice)
    {
        report.error(
            branch,
            "this is not a branch",
            format!("write `next: [{branches}]`"),
        );
        return;
    }
    let all: Vec<TokenTree> = branch.clone().into_iter().collect();
    if let [TokenTree::Ident(name), TokenTree::Ident(when), ..] = all.as_slice()
        && when == "when"
    {
        report.error(
            when,
            "the condition of a branch begins with `if`",
            format!("write `{name} if |view| …`"),
        );
        return;
    }
    if let Some(name) = only_name(&all) {
        report.error(branch, "this is not a branch", format!("write `{name}`"));
        return;
    }
    let conditional = matches!(tokens.next(), Some(TokenTree::Ident(word)) if word == "if");
    let condition: TokenStream = tokens.collect();
    let name = printed(&first);
    if conditional
        && let Ok(closure) = syn::parse2::<ExprClosure>(condition.clone())
        && is_named_self(&closure)
    {
        let correct = format!("{name} if |view| …");
        refuse_self(&closure, "the view", &correct, report);
    } else if conditional && let Ok(condition) = syn::parse2::<Expr>(condition.clone()) {
        let closure = matches!(condition, Expr::Closure(_));
        report.error(
            &condition,
            if closure {
                "the condition of a branch takes one argument, the view"
            } else {
                "the condition of a branch is a closure that takes the view"
            },
            if closure {
                format!("write `{name} if |view| …`")
            } else {
                format!("write `{name} if {}`", closure_of("view", &condition))
            },
        );
    } else if conditional && condition.is_empty() {
        report.error(
            branch,
            "this branch has no condition after `if`",
            format!("write `{name} if |view| …`, or only `{name}`"),
        );
    } else {
        report.error(branch, "this is not a branch", FORM);
    }
}

/// The step in `step save`, `save()` and `Step::save`.
fn only_name(branch: &[TokenTree]) -> Option<&Ident> {
    let is_of_path = |token: &TokenTree| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        _ => false,
    };
    match branch {
        [TokenTree::Ident(step), TokenTree::Ident(name)] if step == "step" => Some(name),
        [TokenTree::Ident(name), TokenTree::Group(group)] if group.stream().is_empty() => {
            Some(name)
        }
        [owner @ .., TokenTree::Punct(colon), TokenTree::Ident(name)]
            if colon.as_char() == ':' && owner.iter().all(is_of_path) =>
        {
            Some(name)
        }
        _ => None,
    }
}

/// The branches that `if view.is_pro { pro } else { save }` is.
fn choices(choice: &ExprIf) -> Option<String> {
    let step = |block: &Block| match block.stmts.as_slice() {
        [Stmt::Expr(Expr::Path(path), None)] => path.path.get_ident().map(Ident::to_string),
        _ => None,
    };
    let condition = closure_of("view", &choice.cond);
    let first = format!("{} if {condition}", step(&choice.then_branch)?);
    let (_, otherwise) = choice.else_branch.as_ref()?;
    let rest = match &**otherwise {
        Expr::Block(block) => step(&block.block)?,
        Expr::If(choice) => choices(choice)?,
        _ => return None,
    };
    Some(format!("{first}, {rest}"))
}
