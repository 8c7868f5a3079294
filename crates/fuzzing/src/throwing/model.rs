//! What a program does, by the rules.

use std::rc::Rc;

use super::program::{
    Behavior, Callee, Clause, DelegateTarget, Id, Statement, Tag, TagName, Target, World,
};

/// What a call from outside came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) end: End,
    /// Who handled what, in order.
    pub(super) trace: i64,
    pub(super) fuel: i32,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    Returned(i32),
    Threw { tag: Tag, values: (i32, i64) },
    Trapped,
    HostFailed,
}

/// An exception. References are to the same one if they are the same `Rc`.
#[derive(Debug)]
struct Exception {
    tag: Tag,
    values: (i32, i64),
}

/// Why a call did not return.
enum Stop {
    Exception(Rc<Exception>),
    Trap,
    HostError,
}

/// How a statement ended.
enum Flow {
    Next,
    Return,
    TailCall(Target),
    Break(Id),
    /// With where a `delegate` said that the exception goes on
    Throw(Rc<Exception>, Option<DelegateTarget>),
    Stop(Stop),
}

/// Runs every call from outside.
pub(super) fn run(world: &World) -> Vec<Outcome> {
    let mut machine = Machine {
        world,
        trace: 0,
        fuel: 0,
        saved: world.nodes.iter().map(|_| None).collect(),
    };
    let outcomes = world.calls.iter().map(|call| {
        machine.fuel = call.fuel;
        machine.trace = 0;
        let end = match machine.call(call.target, call.d, call.x) {
            Ok(result) => End::Returned(result),
            Err(Stop::Exception(exception)) => End::Threw {
                tag: exception.tag,
                values: exception.values,
            },
            Err(Stop::Trap) => End::Trapped,
            Err(Stop::HostError) => End::HostFailed,
        };
        Outcome {
            end,
            trace: machine.trace,
            fuel: machine.fuel,
        }
    });
    outcomes.collect()
}

struct Machine<'w> {
    world: &'w World,
    trace: i64,
    fuel: i32,
    /// What each instance keeps.
    saved: Vec<Option<Rc<Exception>>>,
}

/// A function on its way.
struct Frame {
    node: usize,
    d: i32,
    x: i32,
    /// By the constructs that caught them.
    caught: Vec<(Id, Rc<Exception>)>,
}

impl Machine<'_> {
    fn call(&mut self, mut target: Target, mut d: i32, mut x: i32) -> Result<i32, Stop> {
        loop {
            let (node, function) = match target {
                Target::Host(host) => return self.call_host(host, d, x),
                Target::Guest { node, function } => (node, function),
            };
            self.fuel -= 1;
            if self.fuel < 0 || d <= 0 {
                return Ok(x);
            }
            let world = self.world;
            let mut frame = Frame {
                node,
                d,
                x,
                caught: Vec::new(),
            };
            match self.run(&mut frame, &world.module.functions[function].body) {
                Flow::Next | Flow::Return => return Ok(frame.x),
                Flow::TailCall(next) => {
                    target = next;
                    d -= 1;
                    x = frame.x;
                }
                Flow::Throw(exception, _) => return Err(Stop::Exception(exception)),
                Flow::Stop(stop) => return Err(stop),
                Flow::Break(id) => unreachable!("nothing has the label {id}"),
            }
        }
    }

    fn call_host(&mut self, host: usize, d: i32, x: i32) -> Result<i32, Stop> {
        let host = self.world.hosts[host];
        if d <= 0 {
            return Ok(x);
        }
        let throw = |tag, value: i32| {
            Err(Stop::Exception(Rc::new(Exception {
                tag: Tag::Host(tag),
                values: (value, i64::from(value).wrapping_mul(5)),
            })))
        };
        let called = match host.behavior {
            Behavior::Return => return Ok(x.wrapping_add(7)),
            Behavior::Throw(tag) => return throw(tag, x),
            Behavior::Fail => return Err(Stop::HostError),
            _ => self.call(self.world.slots[host.slot], d - 1, x),
        };
        match (host.behavior, called) {
            (Behavior::Catch, Err(Stop::Exception(exception))) => {
                Ok(exception.values.0.wrapping_add(11))
            }
            (Behavior::Translate(tag), Err(Stop::Exception(exception))) => {
                throw(tag, exception.values.0.wrapping_add(13))
            }
            (_, called) => called,
        }
    }

    fn run(&mut self, frame: &mut Frame, statements: &[Statement]) -> Flow {
        for statement in statements {
            match self.step(frame, statement) {
                Flow::Next => {}
                flow => return flow,
            }
        }
        Flow::Next
    }

    fn step(&mut self, frame: &mut Frame, statement: &Statement) -> Flow {
        match statement {
            Statement::Mix(number) => {
                let own = number.wrapping_add(frame.node as i32);
                frame.x = frame.x.wrapping_mul(5).wrapping_add(own);
                Flow::Next
            }
            Statement::Call { callee, is_tail } => {
                let target = self.target(frame.node, *callee);
                if *is_tail {
                    return Flow::TailCall(target);
                }
                match self.call(target, frame.d - 1, frame.x) {
                    Ok(result) => {
                        frame.x = frame.x.wrapping_mul(3) ^ result;
                        Flow::Next
                    }
                    Err(Stop::Exception(exception)) => Flow::Throw(exception, None),
                    Err(stop) => Flow::Stop(stop),
                }
            }
            Statement::Throw { tag, salt } => {
                let exception = Exception {
                    tag: self.tag(frame.node, *tag),
                    values: (
                        frame.x,
                        i64::from(frame.x).wrapping_mul(3).wrapping_add(*salt),
                    ),
                };
                Flow::Throw(Rc::new(exception), None)
            }
            Statement::If {
                mask,
                then,
                otherwise,
            } => {
                let branch = if frame.x & mask == 0 { then } else { otherwise };
                self.run(frame, branch)
            }
            Statement::Loop { id, count, body } => {
                for _ in 0..*count {
                    match self.run(frame, body) {
                        Flow::Next => {}
                        flow => return leave(*id, flow),
                    }
                }
                Flow::Next
            }
            Statement::TryTable { id, body, clauses } | Statement::Try { id, body, clauses } => {
                let flow = self.run(frame, body);
                self.catch(frame, *id, clauses, flow)
            }
            Statement::Delegate { id, body, to } => match self.run(frame, body) {
                Flow::Throw(exception, target) if is_caught_by(*id, target) => {
                    Flow::Throw(exception, Some(*to))
                }
                flow => leave(*id, flow),
            },
            Statement::ThrowReference(id) | Statement::Rethrow(id) => {
                Flow::Throw(frame.caught(*id), None)
            }
            Statement::Save(id) => {
                self.saved[frame.node] = Some(frame.caught(*id));
                Flow::Next
            }
            Statement::ThrowSaved => match &self.saved[frame.node] {
                Some(exception) => Flow::Throw(Rc::clone(exception), None),
                None => Flow::Next,
            },
            Statement::Break(id) => Flow::Break(*id),
            Statement::Return => Flow::Return,
            Statement::Trap { mask } if frame.x & mask == 0 => Flow::Stop(Stop::Trap),
            Statement::Trap { .. } => Flow::Next,
        }
    }

    /// What the clauses of a construct make of how its body ended.
    fn catch(&mut self, frame: &mut Frame, id: Id, clauses: &[Clause], flow: Flow) -> Flow {
        let exception = match flow {
            Flow::Throw(exception, target) if is_caught_by(id, target) => exception,
            flow => return leave(id, flow),
        };
        let clause = clauses.iter().position(|clause| match clause.tag {
            Some(tag) => self.tag(frame.node, tag) == exception.tag,
            None => true,
        });
        let Some(number) = clause else {
            return Flow::Throw(exception, None);
        };
        let handler = trace_number(id, number);
        self.trace = (self.trace.wrapping_mul(31)).wrapping_add(handler + frame.node as i64);
        let (a, b) = match clauses[number].tag {
            Some(_) => exception.values,
            None => (1, 0),
        };
        frame.x = (frame.x.wrapping_mul(7))
            .wrapping_add(a)
            .wrapping_add(b as i32);
        frame.caught.push((id, exception));
        let flow = self.run(frame, &clauses[number].handler);
        frame.caught.pop();
        leave(id, flow)
    }

    fn target(&self, node: usize, callee: Callee) -> Target {
        match callee {
            Callee::Direct(function) => Target::Guest { node, function },
            Callee::Import(import) => self.world.nodes[node].imports[import],
            Callee::Indirect(slot) | Callee::Reference(slot) => self.world.slots[slot],
        }
    }

    fn tag(&self, node: usize, name: TagName) -> Tag {
        match name {
            TagName::Own(tag) => Tag::Own { node, tag },
            TagName::Imported(tag) => self.world.nodes[node].tags[tag],
        }
    }
}

impl Frame {
    /// What the innermost handler of that construct got.
    fn caught(&self, id: Id) -> Rc<Exception> {
        let caught = self.caught.iter().rev().find(|(caught, _)| *caught == id);
        let (_, exception) = caught.expect("such statements are in handlers only");
        Rc::clone(exception)
    }
}

/// What a handler mixes into the trace.
pub(super) fn trace_number(id: Id, clause: usize) -> i64 {
    (id * 8 + clause) as i64 * 16
}

/// Whether the clauses of a construct get an exception from its body.
fn is_caught_by(id: Id, target: Option<DelegateTarget>) -> bool {
    target.is_none_or(|target| target == DelegateTarget::Inside(id))
}

/// What a flow is outside of a construct.
fn leave(id: Id, flow: Flow) -> Flow {
    match flow {
        Flow::Break(to) if to == id => Flow::Next,
        Flow::Throw(exception, Some(DelegateTarget::Outside(of))) if of == id => {
            Flow::Throw(exception, None)
        }
        flow => flow,
    }
}
