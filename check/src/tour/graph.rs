//! The graph of steps: their names, the branches between them, reachability and
//! infinite loops.
//!
//! A tour is checked as it is written, with all steps. If a `#[cfg]` could remove
//! a step or a branch, the alternatives count too.

use std::collections::{BTreeMap, VecDeque};

use super::fault::{Fault, Faults, Part, Path, Rule};
use super::fields::Resolved;
use super::names::Field;
use super::{Branch, Scope, Step, Value};
use crate::suggest::{list, nearest};

/// The name of the end of the tour in `next`.
pub const END: &str = "end";

/// A step in the graph.
struct Node<'a> {
    name: Option<&'a str>,
    /// Where its name is.
    name_path: Path,
    optional: bool,
    waits: bool,
    edges: Vec<Edge<'a>>,
}

/// A branch with a name.
struct Edge<'a> {
    to: &'a str,
    path: Path,
    /// Whether it is always taken, if its step exists.
    unconditional: bool,
}

struct Graph<'a> {
    nodes: Vec<Node<'a>>,
    /// The names of the steps, without duplicates.
    names: Vec<&'a str>,
    /// The steps with each name; with `#[cfg]` there can be several.
    named: BTreeMap<&'a str, Vec<usize>>,
}

/// Checks the graph of steps.
pub(super) fn check(steps: &[Step], resolved: &[Resolved], scope: &Scope, faults: &mut Faults) {
    let mut readable = true;
    let mut nodes = Vec::with_capacity(steps.len());
    for (at, (step, resolved)) in steps.iter().zip(resolved).enumerate() {
        let (name, name_path) = name(at, step, resolved);
        let edges = match resolved.get(Field::Next) {
            None => Vec::new(),
            Some(next) => edges(at, next, step, &mut readable, faults),
        };
        nodes.push(Node {
            name,
            name_path,
            optional: step.optional,
            waits: step.waits(resolved, scope.form),
            edges,
        });
    }
    let mut names: Vec<&str> = Vec::new();
    let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        if let Some(name) = node.name {
            let namesakes = named.entry(name).or_default();
            // `end` is not a step in `next`.
            if namesakes.is_empty() && name != END {
                names.push(name);
            }
            namesakes.push(at);
        }
    }
    let graph = Graph {
        nodes,
        names,
        named,
    };
    graph.names(faults);
    let known = graph.branches(faults);
    if known && readable {
        let ways: Vec<Vec<usize>> = (0..graph.nodes.len()).map(|at| graph.ways(at)).collect();
        graph.unreachable(&ways, faults);
        graph.loops(&ways, faults);
    }
}

/// The name of a step and its path.
fn name<'a>(at: usize, step: &'a Step, resolved: &Resolved) -> (Option<&'a str>, Path) {
    let path = Path::of_step(at);
    let entry = resolved.get(Field::Name);
    match (&step.name, entry.map(|entry| (entry, &step.entries[entry]))) {
        (Some(name), _) => (Some(name), path.at_part(Part::Name)),
        (None, Some((index, entry))) => {
            let name = match &entry.value {
                Value::Text(name) => Some(name.as_str()),
                _ => None,
            };
            (name, path.at_entry(index, &entry.name, Part::Value))
        }
        (None, None) => (None, path),
    }
}

/// The branches of a step; sets `readable` to `false` if one has no name.
fn edges<'a>(
    at: usize,
    next: usize,
    step: &'a Step,
    readable: &mut bool,
    faults: &mut Faults,
) -> Vec<Edge<'a>> {
    let entry = &step.entries[next];
    let path = || Path::of_step(at).at_entry(next, &entry.name, Part::Value);
    let branches: &[Branch] = match &entry.value {
        Value::Branches(branches) => branches,
        Value::Text(to) => {
            return vec![Edge {
                to,
                path: path(),
                unconditional: true,
            }];
        }
        _ => {
            *readable = false;
            return Vec::new();
        }
    };
    if branches.is_empty() {
        *readable = false;
        faults.push(Fault::new(
            Rule::NoBranches,
            path(),
            "`next` has no branches",
            "write the name of a step or `end`; or remove `next` to continue with the step below",
        ));
    }
    let mut edges = Vec::with_capacity(branches.len());
    for (index, branch) in branches.iter().enumerate() {
        let path = path().at_branch(index);
        match &branch.to {
            Value::Text(to) => edges.push(Edge {
                to,
                path,
                unconditional: !branch.conditional && !branch.optional,
            }),
            other => {
                *readable = false;
                if *other != Value::Opaque {
                    faults.push(Fault::new(
                        Rule::WrongType,
                        path,
                        format!(
                            "a branch of `next` is the name of a step: expected a string, found {}",
                            other.kind()
                        ),
                        "write the name of a step or `end`",
                    ));
                }
            }
        }
    }
    edges
}

impl<'a> Graph<'a> {
    fn named(&self, name: &str) -> &[usize] {
        self.named.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a branch is always taken.
    fn is_certain(&self, edge: &Edge<'_>) -> bool {
        let mut steps = self.named(edge.to).iter();
        edge.unconditional && (edge.to == END || steps.any(|&step| !self.nodes[step].optional))
    }

    /// Reports reserved and duplicate names.
    fn names(&self, faults: &mut Faults) {
        for (at, node) in self.nodes.iter().enumerate() {
            let Some(name) = node.name else {
                continue;
            };
            if name == END {
                faults.push(Fault::new(
                    Rule::ReservedName,
                    node.name_path.clone(),
                    "`end` is reserved: in `next` it is the end of the tour",
                    "choose another name, such as `last`",
                ));
                continue;
            }
            let namesakes = self.named(name);
            // If a `#[cfg]` can remove each of them, only one may exist.
            let alternatives = namesakes.iter().all(|&step| self.nodes[step].optional);
            if !alternatives && namesakes.first() != Some(&at) {
                faults.push(Fault::new(
                    Rule::DuplicateName,
                    node.name_path.clone(),
                    format!("two steps are named `{name}`, so `next` could only lead to the first"),
                    "rename one of them",
                ));
            }
        }
    }

    /// Checks each branch; returns whether all of them lead to a step.
    fn branches(&self, faults: &mut Faults) -> bool {
        let mut known = true;
        for node in &self.nodes {
            let mut certain: Option<&str> = None;
            for edge in &node.edges {
                if faults.is_full() {
                    return false;
                }
                let to = edge.to;
                if to != END && self.named(to).is_empty() {
                    known = false;
                    faults.push(Fault::new(
                        Rule::UnknownStep,
                        edge.path.clone(),
                        format!("no step is named `{to}`"),
                        self.unknown_help(to),
                    ));
                } else if let Some(before) = certain {
                    faults.push(Fault::new(
                        Rule::UnreachableBranch,
                        edge.path.clone(),
                        format!("unreachable branch: `{before}` before it has no condition"),
                        format!(
                            "move `{before}` to the end, or add a condition: `{before} if |view| …`"
                        ),
                    ));
                    break;
                } else if self.is_certain(edge) {
                    certain = Some(to);
                }
            }
        }
        known
    }

    fn unknown_help(&self, name: &str) -> String {
        let names = || self.names.iter().copied();
        if let Some(meant) = nearest(name, names().chain([END])) {
            return format!("did you mean `{meant}`?");
        }
        match name {
            "done" | "finish" | "finished" | "stop" | "exit" | "quit" | "None" => {
                "to end the tour, write `end`".to_owned()
            }
            _ if self.names.is_empty() => {
                format!("name the step that you mean: `step {name} {{ … }}`")
            }
            _ => format!("the steps are {}; `end` ends the tour", list(names())),
        }
    }

    /// The steps that may follow a step.
    fn ways(&self, at: usize) -> Vec<usize> {
        let node = &self.nodes[at];
        let named = node.edges.iter().flat_map(|edge| self.named(edge.to));
        let mut ways: Vec<usize> = Vec::new();
        let mut seen = vec![false; self.nodes.len()];
        let mut add = |step: usize| {
            if !std::mem::replace(&mut seen[step], true) {
                ways.push(step);
            }
        };
        named.copied().for_each(&mut add);
        if !node.edges.iter().any(|edge| self.is_certain(edge)) {
            self.from(at + 1).for_each(&mut add);
        }
        ways
    }

    /// The step at an index and, if it may not exist, those after it up to one that
    /// does.
    fn from(&self, at: usize) -> impl Iterator<Item = usize> + use<> {
        let below = self.nodes.iter().skip(at);
        let end = below
            .into_iter()
            .position(|node| !node.optional)
            .map_or(self.nodes.len(), |below| at + below + 1);
        at..end
    }

    /// Reports the unreachable steps.
    fn unreachable(&self, ways: &[Vec<usize>], faults: &mut Faults) {
        let mut reached = vec![false; self.nodes.len()];
        let mut reach = |start: VecDeque<usize>| {
            let mut queue = start;
            let mut found_any = false;
            while let Some(at) = queue.pop_front() {
                if !std::mem::replace(&mut reached[at], true) {
                    found_any = true;
                    queue.extend(&ways[at]);
                }
            }
            found_any
        };
        reach(self.from(0).collect());
        for (at, node) in self.nodes.iter().enumerate() {
            let above = at.checked_sub(1).and_then(|above| {
                let mut edges = self.nodes[above].edges.iter();
                edges.find(|edge| self.is_certain(edge))
            });
            // Without one the step above leads to this one.
            let Some(above) = above else { continue };
            // A step that only this one leads to is not reported as well.
            if !reach(VecDeque::from([at])) {
                continue;
            }
            let problem = match above.to {
                END => "unreachable step: the tour ends at the step above it".to_owned(),
                to => format!("unreachable step: the step above it continues with `{to}`"),
            };
            let remedy = match node.name {
                Some(name) => format!("write `next: {name}` in the step that should lead to it, or remove this step"),
                None => "give it a name and write that in the `next` of the step that should lead to it, or remove this step".to_owned(),
            };
            faults.push(Fault::new(
                Rule::UnreachableStep,
                Path::of_step(at),
                problem,
                remedy,
            ));
        }
    }

    /// Reports the loops in which no step waits.
    fn loops(&self, ways: &[Vec<usize>], faults: &mut Faults) {
        let mut reported = vec![false; self.nodes.len()];
        for start in 0..self.nodes.len() {
            // Each loop has a branch backwards, which leads to its first step.
            let back = ways[start..].iter().any(|ways| ways.contains(&start));
            if !back || reported[start] || self.nodes[start].waits {
                continue;
            }
            let Some(steps) = self.loop_through(start, ways) else {
                continue;
            };
            for &at in &steps {
                reported[at] = true;
            }
            faults.push(Fault::new(
                Rule::InfiniteLoop,
                Path::of_step(start),
                self.loop_problem(&steps),
                "add `wait_for` or `timeout` to one of these steps, or end the tour after the last one with `next: end`",
            ));
        }
    }

    fn loop_problem(&self, steps: &[usize]) -> String {
        let name_of = |at: &usize| self.nodes[*at].name;
        let others: Vec<&str> = steps.iter().skip(1).filter_map(name_of).collect();
        let name = steps
            .first()
            .and_then(name_of)
            .map_or_else(|| "this step".to_owned(), |name| format!("`{name}`"));
        match (steps.len(), others.len() + 1 == steps.len()) {
            (1, _) => format!("infinite loop: {name} leads to itself and does not wait"),
            (_, true) => format!(
                "infinite loop: {name} leads to {} and back, and no step in it waits",
                list(others)
            ),
            _ => format!("infinite loop: {name} leads back to itself, and no step in it waits"),
        }
    }

    /// The steps of a loop through `start` in which no step waits.
    fn loop_through(&self, start: usize, ways: &[Vec<usize>]) -> Option<Vec<usize>> {
        let mut before: Vec<Option<usize>> = vec![None; self.nodes.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(at) = queue.pop_front() {
            for &to in &ways[at] {
                if to == start {
                    let mut steps = vec![at];
                    while let Some(step) = steps.last().copied().filter(|step| *step != start) {
                        steps.extend(before[step]);
                    }
                    steps.reverse();
                    return Some(steps);
                }
                if before[to].is_none() && !self.nodes[to].waits {
                    before[to] = Some(at);
                    queue.push_back(to);
                }
            }
        }
        None
    }
}
