//! Programs from random numbers.

use super::program::{
    Behavior, Callee, Clause, DelegateTarget, Function, HOST_TAGS, Host, IMPORTED_TAGS, Id, Module,
    Node, OWN_TAGS, OuterCall, Shape, Statement, Tag, TagName, Target, World,
};
use crate::random::Random;

const FUNCTIONS: usize = 6;
const SLOTS: usize = 8;
const IMPORTS: usize = 3;
const HOSTS: usize = 5;
/// How many calls deep a program goes at the most.
const MOST_CALLS: usize = 12;
/// How many statements a function has at the most.
const MOST_STATEMENTS: usize = 32;

pub(super) fn world(random: &mut Random) -> World {
    let module = module(random);
    let node_count = 2 + random.below(3);
    let mut nodes: Vec<Node> = Vec::new();
    for number in 0..node_count {
        let tags = (0..IMPORTED_TAGS)
            .map(|_| any_tag(number, random))
            .collect();
        let imports = module
            .imports
            .iter()
            .map(|shape| target(&module, number, *shape, random))
            .collect();
        nodes.push(Node { tags, imports });
    }
    let slots: Vec<_> = module
        .slots
        .iter()
        .map(|shape| target(&module, node_count, *shape, random))
        .collect();
    let callable: Vec<_> = (0..SLOTS)
        .filter(|slot| module.slots[*slot] == Shape::Small)
        .collect();
    let hosts = (0..HOSTS)
        .map(|_| Host {
            behavior: behavior(random),
            slot: callable[random.below(callable.len())],
        })
        .collect();
    let calls = (0..6)
        .map(|_| OuterCall {
            target: Target::Guest {
                node: random.below(node_count),
                function: 0,
            },
            d: 2 + random.below(MOST_CALLS) as i32,
            x: random.next_u64() as i32,
            fuel: 200,
        })
        .collect();
    World {
        module,
        nodes,
        slots,
        hosts,
        calls,
    }
}

/// A tag of the host, or of one of the first `nodes` instances.
fn any_tag(nodes: usize, random: &mut Random) -> Tag {
    let number = random.below(HOST_TAGS + nodes * OWN_TAGS);
    match number.checked_sub(HOST_TAGS) {
        None => Tag::Host(number),
        Some(number) => Tag::Own {
            node: number / OWN_TAGS,
            tag: number % OWN_TAGS,
        },
    }
}

/// A function of that shape: of the host, or of one of the first `nodes` instances. The
/// host has some of every shape.
fn target(module: &Module, nodes: usize, shape: Shape, random: &mut Random) -> Target {
    let functions: Vec<_> = (0..module.functions.len())
        .filter(|function| module.functions[*function].shape == shape)
        .collect();
    if nodes == 0 || functions.is_empty() || random.below(5) == 0 {
        Target::Host(random.below(HOSTS))
    } else {
        Target::Guest {
            node: random.below(nodes),
            function: functions[random.below(functions.len())],
        }
    }
}

fn behavior(random: &mut Random) -> Behavior {
    match random.below(24) {
        0 | 1 => Behavior::Return,
        2..5 => Behavior::Throw(random.below(HOST_TAGS)),
        5..11 => Behavior::PassOn,
        11..14 => Behavior::Catch,
        14..19 => Behavior::Translate(random.below(HOST_TAGS)),
        19..23 => Behavior::Rethrow,
        _ => Behavior::Fail,
    }
}

fn module(random: &mut Random) -> Module {
    let shape = |random: &mut Random| match random.below(5) {
        0 => Shape::Medium,
        1 => Shape::Large,
        _ => Shape::Small,
    };
    let shapes = |count: usize, random: &mut Random| -> Vec<Shape> {
        // The first is one that hosts can call.
        (0..count)
            .map(|number| {
                if number == 0 {
                    Shape::Small
                } else {
                    shape(random)
                }
            })
            .collect()
    };
    let shapes_of_functions = shapes(FUNCTIONS, random);
    let mut module = Module {
        functions: Vec::new(),
        imports: shapes(IMPORTS, random),
        slots: shapes(SLOTS, random),
        many_results: random.below(4) == 0,
    };
    let mut bodies = Bodies {
        random,
        next_id: 0,
        left: 0,
        around: Vec::new(),
    };
    module.functions = shapes_of_functions
        .into_iter()
        .map(|shape| Function {
            shape,
            body: bodies.function(),
        })
        .collect();
    module
}

/// What is around a statement.
#[derive(Clone, Copy, Debug)]
struct Around {
    id: Id,
    construct: Construct,
    /// In a handler, not in the body.
    in_handler: bool,
    /// In a handler that got a reference.
    has_reference: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Construct {
    Loop,
    TryTable,
    Try,
    Delegate,
}

/// Generates the bodies of functions.
struct Bodies<'r> {
    random: &'r mut Random,
    next_id: Id,
    /// How many statements the function may have yet.
    left: usize,
    around: Vec<Around>,
}

impl Bodies<'_> {
    fn function(&mut self) -> Vec<Statement> {
        self.left = 8 + self.random.below(MOST_STATEMENTS);
        self.statements()
    }

    fn statements(&mut self) -> Vec<Statement> {
        let count = 1 + self.random.below(5);
        let mut statements = Vec::new();
        while statements.len() < count && self.left > 0 {
            self.left -= 1;
            let statement = self.statement();
            statements.push(statement);
        }
        statements
    }

    fn statement(&mut self) -> Statement {
        let is_nested = self.around.len() < 5;
        match self.random.below(40) {
            0..2 => Statement::Mix(self.random.below(100) as i32),
            2..14 => self.call(),
            14..17 => self.throw_sometimes(),
            17 | 18 if is_nested => Statement::If {
                mask: self.mask(),
                then: self.statements(),
                otherwise: self.statements(),
            },
            19 if is_nested => {
                let id = self.id();
                Statement::Loop {
                    id,
                    count: 1 + self.random.below(3) as i32,
                    body: self.inside(id, Construct::Loop),
                }
            }
            20..28 if is_nested => self.try_table(),
            28..33 if is_nested => self.try_(),
            33..36 if is_nested => self.delegate(),
            36 => Statement::ThrowSaved,
            37 => match self.random.below(6) {
                0 => Statement::Return,
                1 => Statement::Trap { mask: 31 },
                _ => self.throw_sometimes(),
            },
            _ => self.leaving(),
        }
    }

    fn throw_sometimes(&mut self) -> Statement {
        let throw = Statement::Throw {
            tag: self.tag(),
            salt: self.random.below(1000) as i64,
        };
        match self.random.below(8) {
            0 => throw,
            _ => Statement::If {
                mask: self.mask(),
                then: vec![throw],
                otherwise: vec![Statement::Mix(1)],
            },
        }
    }

    fn call(&mut self) -> Statement {
        let callee = match self.random.below(4) {
            0 => Callee::Direct(self.random.below(FUNCTIONS)),
            1 => Callee::Import(self.random.below(IMPORTS)),
            2 => Callee::Indirect(self.random.below(SLOTS)),
            _ => Callee::Reference(self.random.below(SLOTS)),
        };
        Statement::Call {
            callee,
            is_tail: self.random.below(10) == 0,
        }
    }

    fn try_table(&mut self) -> Statement {
        let id = self.id();
        Statement::TryTable {
            id,
            body: self.inside(id, Construct::TryTable),
            clauses: self.clauses(id, Construct::TryTable),
        }
    }

    fn try_(&mut self) -> Statement {
        let id = self.id();
        Statement::Try {
            id,
            body: self.inside(id, Construct::Try),
            clauses: self.clauses(id, Construct::Try),
        }
    }

    fn delegate(&mut self) -> Statement {
        let id = self.id();
        let to = self.delegate_target();
        Statement::Delegate {
            id,
            body: self.inside(id, Construct::Delegate),
            to,
        }
    }

    fn delegate_target(&mut self) -> DelegateTarget {
        if self.around.is_empty() || self.random.below(6) == 0 {
            return DelegateTarget::Caller;
        }
        let around = self.around[self.random.below(self.around.len())];
        let is_caught_there = around.construct != Construct::Loop && !around.in_handler;
        // Both kinds of label are there in the body of a `try_table`.
        let is_outside = around.construct == Construct::TryTable && self.random.below(3) == 0;
        if is_caught_there && !is_outside {
            DelegateTarget::Inside(around.id)
        } else {
            DelegateTarget::Outside(around.id)
        }
    }

    /// The body of a construct.
    fn inside(&mut self, id: Id, construct: Construct) -> Vec<Statement> {
        self.around.push(Around {
            id,
            construct,
            in_handler: false,
            has_reference: false,
        });
        let body = self.statements();
        self.around.pop();
        body
    }

    fn clauses(&mut self, id: Id, construct: Construct) -> Vec<Clause> {
        let mut clauses = Vec::new();
        for _ in 0..=self.random.below(3) {
            let tag = (self.random.below(4) != 0).then(|| self.tag());
            let has_reference = construct == Construct::TryTable && self.random.below(2) == 0;
            self.around.push(Around {
                id,
                construct,
                in_handler: true,
                has_reference,
            });
            let handler = self.statements();
            self.around.pop();
            clauses.push(Clause {
                tag,
                has_reference,
                handler,
            });
            if tag.is_none() {
                // `catch_all` is the last one of a `try`, and nothing is caught after it.
                break;
            }
        }
        clauses
    }

    /// A statement that has to do with what is around it.
    fn leaving(&mut self) -> Statement {
        if self.around.is_empty() {
            return Statement::Mix(self.random.below(100) as i32);
        }
        let around = self.around[self.random.below(self.around.len())];
        let choice = self.random.below(4);
        match around.construct {
            Construct::TryTable if around.has_reference && choice == 0 => {
                Statement::Save(around.id)
            }
            Construct::TryTable if around.has_reference => Statement::ThrowReference(around.id),
            Construct::Try if around.in_handler && choice != 0 => Statement::Rethrow(around.id),
            _ if choice == 3 => Statement::Break(around.id),
            _ => Statement::If {
                mask: self.mask(),
                then: vec![Statement::Break(around.id)],
                otherwise: Vec::new(),
            },
        }
    }

    fn tag(&mut self) -> TagName {
        if self.random.below(2) == 0 {
            TagName::Own(self.random.below(OWN_TAGS))
        } else {
            TagName::Imported(self.random.below(IMPORTED_TAGS))
        }
    }

    fn mask(&mut self) -> i32 {
        [1, 6, 3, 12, 7][self.random.below(5)]
    }

    fn id(&mut self) -> Id {
        self.next_id += 1;
        self.next_id - 1
    }
}
