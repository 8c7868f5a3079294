//! The check of the limit at the top of functions, before they make their frames.
//!
//! Cranelift's code for a function, the *body* here, begins with making the frame. What
//! compares the stack pointer with [`StoreContext::stack_limit`] is put in front of it as
//! machine code of ours, when the size of the frame is known:
//!
//! ```text
//! entry:          mov  r11, [r15 + InstanceContext.store]
//!                 cmp  rsp, [r11 + StoreContext.stack_limit]
//!                 jb   limit_reached
//!                 (padding, so that the body keeps its alignment)
//! body:           Cranelift's code
//! limit_reached:  push rbp                       ; a frame of the function, for walks
//!                 mov  rbp, rsp
//!                 mov  r10d, bytes of the frame
//!                 mov  eax, bytes of the stack arguments
//!                 mov  r11, [r15 + InstanceContext.routines]
//!                 call [r11 + RoutineTable.stubs of StackLimitReached]
//!                 pop  rbp
//!                 test r11, r11
//!                 je   body
//!                 lea  r10, [rip + body]
//!                 jmp  r11
//! ```
//!
//! A frame that is larger than [`UNCHECKED_FRAME`] is subtracted from the stack pointer
//! first. An interrupt stores the greatest address there is, so that every check fails.
//!
//! Invariants:
//! - `rax`, `r10`, `r11` and the flags carry nothing into a function; all other registers
//!   are as they were when the body begins.
//! - The call's site has no references and no handlers, and is no inline gate: the routine
//!   neither collects nor throws.
//! - What is checked is all that the function takes of the stack at any time, but for its
//!   header: the frame, and what its tail calls need more for stack arguments than it got.

use std::fmt::Write;
use std::mem::offset_of;

use cranelift_assembler_x64::gpr::enc::{R10, R11, R15, RAX, RBP, RSP};
use switchback_abi::code::{CallSite, CompiledFunction, Position};
use switchback_abi::instance::InstanceContext;
use switchback_abi::routine::{Routine, RoutineTable};
use switchback_abi::stack::{UNCHECKED_FRAME, UNCHECKED_LEAF_FRAME};
use switchback_abi::store::StoreContext;
use switchback_abi::tier::CompileError;

use crate::machine_code::{Code, Instruction, Label};
use crate::positions::NOT_INLINED;
use crate::tables;
use crate::variable::instance_offset;

/// What a function checks at its top.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EntryCheck {
    /// The bytes that its frame takes.
    frame_bytes: u32,
    /// The bytes of its stack arguments.
    argument_bytes: u32,
    /// The Wasm instruction that it counts for: bytes from the start of the module.
    wasm_offset: u32,
}

impl EntryCheck {
    /// The check of a function that makes a frame of `frame_size` bytes and has so many
    /// bytes of stack arguments; `None` if it needs none. Its source begins at
    /// `wasm_offset`.
    pub(crate) fn new(
        departures: Departures,
        frame_size: u32,
        argument_bytes: u32,
        wasm_offset: u32,
    ) -> Result<Option<Self>, CompileError> {
        let growth = departures.tail_call_bytes.saturating_sub(argument_bytes);
        let frame_bytes = frame_size
            .checked_add(growth)
            .filter(|&bytes| i32::try_from(bytes).is_ok())
            .ok_or_else(|| {
                CompileError::LimitExceeded("the frame of a function is too large".to_owned())
            })?;
        let is_needed = departures.any || frame_bytes > UNCHECKED_LEAF_FRAME;
        Ok(is_needed.then_some(Self {
            frame_bytes,
            argument_bytes,
            wasm_offset,
        }))
    }

    /// Puts the check before a function that has none.
    pub(crate) fn put_before(
        self,
        mut function: CompiledFunction,
    ) -> Result<CompiledFunction, CompileError> {
        let mut code = Code::default();
        code.emit(&self.entry());
        code.align(function.alignment);
        let body = code.len();
        code.append(&function.code);
        let limit_reached = code.len();
        code.emit(&self.limit_reached());
        let return_address = code.len();
        code.emit(&self.after_routine());
        let offset_of = |label| match label {
            Label::Body => body,
            Label::LimitReached => limit_reached,
        };
        function.code = code.finish(offset_of).map_err(|_| {
            CompileError::LimitExceeded("the code of a function is too large".to_owned())
        })?;

        // They are offsets in the code, which is less than 2 GiB.
        let (body, limit_reached) = (body as u32, limit_reached as u32);
        tables::shift(&mut function, body);
        function.call_sites.push(CallSite {
            return_offset: return_address as u32,
            inline_gate: false,
            references: 0..0,
            handlers: 0..0,
        });
        let positions = &mut function.positions;
        positions.retain(|position| position.offset < limit_reached);
        positions.insert(0, self.position(0));
        positions.push(self.position(limit_reached));
        Ok(function)
    }

    /// The function as text, if `body` is that of the body.
    pub(crate) fn text(self, body: &str) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let add = |text: &mut String, instructions: &[Instruction]| {
            for instruction in instructions {
                let _ = writeln!(text, "  {instruction}");
            }
        };
        add(&mut text, &self.entry());
        let _ = writeln!(
            text,
            "{}:\n{}\n{}:",
            Label::Body,
            body.trim_end(),
            Label::LimitReached
        );
        add(&mut text, &self.limit_reached());
        add(&mut text, &self.after_routine());
        text
    }

    /// What comes before the body.
    fn entry(self) -> Vec<Instruction> {
        let store = instance_offset(offset_of!(InstanceContext, store));
        let limit = instance_offset(offset_of!(StoreContext, stack_limit));
        if self.frame_bytes <= UNCHECKED_FRAME {
            return vec![
                Instruction::load(R11, R15, store),
                Instruction::compare(RSP, R11, limit),
                Instruction::JumpIfBelow(Label::LimitReached),
            ];
        }
        vec![
            Instruction::copy(R10, RSP),
            Instruction::subtract(R10, self.frame_bytes.cast_signed()),
            // Not even a number: there is no such address.
            Instruction::JumpIfBelow(Label::LimitReached),
            Instruction::load(R11, R15, store),
            Instruction::compare(R10, R11, limit),
            Instruction::JumpIfBelow(Label::LimitReached),
        ]
    }

    /// What comes behind the body: the call of the routine.
    fn limit_reached(self) -> Vec<Instruction> {
        let routines = instance_offset(offset_of!(InstanceContext, routines));
        let stub = instance_offset(RoutineTable::stub_offset(Routine::StackLimitReached));
        vec![
            Instruction::push(RBP),
            Instruction::copy(RBP, RSP),
            Instruction::load_constant(R10, self.frame_bytes),
            Instruction::load_constant(RAX, self.argument_bytes),
            Instruction::load(R11, R15, routines),
            Instruction::call(R11, stub),
        ]
    }

    /// What comes behind that: the way to the body.
    fn after_routine(self) -> Vec<Instruction> {
        vec![
            Instruction::pop(RBP),
            Instruction::test(R11),
            Instruction::JumpIfEqual(Label::Body),
            Instruction::LoadAddress(R10, Label::Body),
            Instruction::jump(R11),
        ]
    }

    fn position(self, offset: u32) -> Position {
        Position {
            offset,
            wasm_offset: self.wasm_offset,
            inlined: NOT_INLINED,
        }
    }
}

/// The ways from a function to others, as translation finds them. A function that has none
/// and a small frame needs no check.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Departures {
    /// Whether there is any: a call, a tail call, a switch to another stack.
    any: bool,
    /// The bytes of stack arguments of the tail call that has most of them.
    tail_call_bytes: u32,
}

impl Departures {
    /// Notes a call, or a switch to another stack.
    pub(crate) fn note(&mut self) {
        self.any = true;
    }

    /// Notes a tail call of a function with so many bytes of stack arguments.
    pub(crate) fn note_tail_call(&mut self, argument_bytes: u32) {
        self.any = true;
        self.tail_call_bytes = self.tail_call_bytes.max(argument_bytes);
    }
}
