//! What a generated program is made of.
//!
//! Every function has the parameters `d` (how many calls deep it may yet go) and `x`, and
//! gives a number. All that statements do is to change `x`, and to end in one of the many
//! ways in which a statement can.

/// A module, its instances, and what is around them.
#[derive(Debug)]
pub(super) struct World {
    pub(super) module: Module,
    pub(super) nodes: Vec<Node>,
    /// What stands in the table that all share.
    pub(super) slots: Vec<Target>,
    pub(super) hosts: Vec<Host>,
    /// What is called from outside.
    pub(super) calls: Vec<OuterCall>,
}

/// The module that is instantiated.
#[derive(Debug)]
pub(super) struct Module {
    pub(super) functions: Vec<Function>,
    /// The shapes of imported functions.
    pub(super) imports: Vec<Shape>,
    /// The shapes of the functions in the table that all share.
    pub(super) slots: Vec<Shape>,
    /// Whether functions give many results, more than fit into registers.
    pub(super) many_results: bool,
}

/// How many tags the module defines.
pub(super) const OWN_TAGS: usize = 2;
/// How many tags the module imports.
pub(super) const IMPORTED_TAGS: usize = 3;
/// How many tags the host makes.
pub(super) const HOST_TAGS: usize = 2;

/// Which parameters a function has besides `d` and `x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// None.
    Small,
    /// Some that fill registers and a little stack.
    Medium,
    /// Many of all types, most of them on the stack.
    Large,
}

#[derive(Debug)]
pub(super) struct Function {
    pub(super) shape: Shape,
    pub(super) body: Vec<Statement>,
}

/// An instance, and what it imports.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) tags: Vec<Tag>,
    pub(super) imports: Vec<Target>,
}

/// What can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Guest { node: usize, function: usize },
    Host(usize),
}

/// A tag, wherever it is seen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Host(usize),
    Own { node: usize, tag: usize },
}

/// A tag as an instance names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagName {
    Own(usize),
    Imported(usize),
}

/// A host function: what it does, and what it calls for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Host {
    pub(super) behavior: Behavior,
    /// Of the table.
    pub(super) slot: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behavior {
    /// Gives a number.
    Return,
    /// Throws an exception of its own.
    Throw(usize),
    /// Calls, and fails as what it called.
    PassOn,
    /// Calls, and catches what is thrown.
    Catch,
    /// Calls, and throws another exception than it gets.
    Translate(usize),
    /// Calls, keeps what is thrown for a while, and throws it again.
    Rethrow,
    /// Fails, with no exception.
    Fail,
}

/// A call from outside.
#[derive(Debug)]
pub(super) struct OuterCall {
    pub(super) target: Target,
    pub(super) d: i32,
    pub(super) x: i32,
    /// How many guest functions may begin; those after that return at once.
    pub(super) fuel: i32,
}

/// Tells constructs of a module apart.
pub(super) type Id = usize;

#[derive(Debug)]
pub(super) enum Statement {
    /// Changes `x`, by a number that is the instance's own, too.
    Mix(i32),
    Call {
        callee: Callee,
        is_tail: bool,
    },
    Throw {
        tag: TagName,
        salt: i64,
    },
    /// If some bits of `x` are zero
    If {
        mask: i32,
        then: Vec<Self>,
        otherwise: Vec<Self>,
    },
    Loop {
        id: Id,
        count: i32,
        body: Vec<Self>,
    },
    /// `try_table`
    TryTable {
        id: Id,
        body: Vec<Self>,
        clauses: Vec<Clause>,
    },
    /// `try` with handlers
    Try {
        id: Id,
        body: Vec<Self>,
        clauses: Vec<Clause>,
    },
    /// `try` with `delegate`
    Delegate {
        id: Id,
        body: Vec<Self>,
        to: DelegateTarget,
    },
    /// Throws the reference that a clause of that `try_table` got.
    ThrowReference(Id),
    /// Keeps that reference where only [`Statement::ThrowSaved`] finds it.
    Save(Id),
    /// Throws what was kept, if anything was.
    ThrowSaved,
    /// The exception of the handler that this is in
    Rethrow(Id),
    /// Leaves a construct.
    Break(Id),
    Return,
    /// If some bits of `x` are zero
    Trap {
        mask: i32,
    },
}

/// A clause and its handler.
#[derive(Debug)]
pub(super) struct Clause {
    /// `None` for every tag.
    pub(super) tag: Option<TagName>,
    /// Of `try_table` only.
    pub(super) has_reference: bool,
    pub(super) handler: Vec<Statement>,
}

/// Whom a call is to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Callee {
    Direct(usize),
    Import(usize),
    /// `call_indirect` by way of the common table
    Indirect(usize),
    /// `call_ref` of what is in the common table
    Reference(usize),
}

/// As if it were thrown where?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DelegateTarget {
    /// In the body of this construct, so that its clauses get it
    Inside(Id),
    /// Outside of this construct, whose label is not one of a `try` around the place
    Outside(Id),
    /// In the caller
    Caller,
}
