//! A closure says what it is about: `it` only where one short look shows what that is.

use super::source::{LIBRARY, PAGE, parse_in};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, ExprClosure, ExprMethodCall, Pat};

/// Closures whose argument is called `it` within a chain of more than one call, or over more than one line.
#[derive(Default)]
struct Unnamed {
    lines: Vec<usize>,
    /// How many calls the chain has around the arguments that are being looked at.
    links: usize,
}

impl<'ast> Visit<'ast> for Unnamed {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        // The whole chain is met at its last call; the calls before it are looked at from here.
        let (mut calls, mut start) = (vec![call], &*call.receiver);
        loop {
            start = match start {
                Expr::MethodCall(call) => {
                    calls.push(call);
                    &call.receiver
                }
                Expr::Try(inner) => &inner.expr,
                Expr::Paren(inner) => &inner.expr,
                _ => break,
            };
        }
        self.visit_expr(start);
        for call in &calls {
            for argument in &call.args {
                let outer = std::mem::replace(&mut self.links, calls.len());
                self.visit_expr(argument);
                self.links = outer;
            }
        }
    }

    fn visit_expr_closure(&mut self, closure: &'ast ExprClosure) {
        let lines = closure.span().start().line..=closure.span().end().line;
        let long = lines.end() > lines.start();
        if closure.inputs.iter().any(is_it) && (self.links > 1 || long) {
            self.lines.push(*lines.start());
        }
        let outer = std::mem::take(&mut self.links);
        visit::visit_expr_closure(self, closure);
        self.links = outer;
    }
}

fn is_it(pattern: &Pat) -> bool {
    match pattern {
        Pat::Ident(name) => name.ident == "it",
        Pat::Reference(inner) => is_it(&inner.pat),
        Pat::Type(inner) => is_it(&inner.pat),
        Pat::Tuple(parts) => parts.elems.iter().any(is_it),
        _ => false,
    }
}

fn unnamed(tree: &syn::File) -> Vec<usize> {
    let mut unnamed = Unnamed::default();
    unnamed.visit_file(tree);
    unnamed.lines
}

#[test]
fn what_is_called_it_is_named() {
    let mut places = Vec::new();
    for (root, sources) in [("src", &LIBRARY), ("web/src", &PAGE)] {
        for file in sources.keys() {
            places.extend(unnamed(&parse_in(root, file).1).into_iter().map(|line| format!("{root}/{file}:{line}")));
        }
    }
    assert!(places.is_empty(), "closures whose argument is called `it`: {places:#?}");
}

#[test]
fn a_name_that_says_nothing_would_be_seen() {
    let code = "fn f(a: Vec<u8>) {
        a.iter().filter(|it| g(it)).count();
        a.map(|it| it + 1);
        let long = |it: u8| {
            it + 1
        };
        a.iter().map(|number| number.map(|it| it + 1)).all(|&it| it);
    }";
    assert_eq!(unnamed(&syn::parse_file(code).expect("code")), [2, 4, 7]);
}
