//! The bodies of functions.

use wasm_encoder::{BlockType, Instruction};

use super::Generator;
use super::kinds::*;
use Kind::{I32, Struct};

impl Generator {
    /// Statements, whatever comes.
    pub(super) fn statements_body(&mut self) {
        self.count_call();
        self.read_steering();
        if !self.options.stack_switching {
            if self.chance(2) {
                self.try_table(0);
            }
        } else {
            match self.random.below(6) {
                0 | 1 => self.suspend(),
                2 | 3 => self.switch(),
                4 => self.try_table(0),
                _ => {}
            }
        }
        let count = self.statements;
        self.statements_in(count, 0);
        for &kind in self.results {
            self.expression(kind, 0);
        }
    }

    /// A loop that resumes what is suspended, or a new continuation.
    pub(super) fn scheduling_body(&mut self) {
        self.count_call();
        self.read_steering();
        self.statements_in(1, 1);
        let rounds = 2 + self.random.below(6) as i32;
        self.repeated(rounds, |generator| {
            generator.resume(true);
            generator.statements_in(1, 1);
        });
        let count = self.statements;
        self.statements_in(count, 0);
        self.expression(I32, 0);
    }

    /// A loop that switches to the continuation that is the last parameter, then to what
    /// it got meanwhile.
    pub(super) fn switching_body(&mut self) {
        let parameter = self.locals.last().copied();
        let Some(Kind::Cont(number)) = parameter else {
            unreachable!("only functions with such a parameter switch")
        };
        self.count_call();
        self.read_steering();
        let rounds = 1 + self.random.below(4) as i32;
        self.repeated(rounds, |generator| {
            generator.switch_to(number);
            generator.statements_in(1, 1);
        });
        let count = self.statements;
        self.statements_in(count, 0);
        self.expression(I32, 0);
    }

    /// A loop of so many rounds at the most, each of which decides anew.
    fn repeated(&mut self, rounds: i32, body: impl FnOnce(&mut Self)) {
        let counter = self.reserve(I32);
        self.emit(Instruction::I32Const(rounds));
        self.emit(Instruction::LocalSet(counter));
        self.emit(Instruction::Loop(BlockType::Empty));
        self.labels.push(None);
        self.steer_on();
        body(self);
        self.emit(Instruction::LocalGet(counter));
        self.emit(Instruction::I32Const(1));
        self.emit(Instruction::I32Sub);
        self.close_loop(counter);
    }

    /// Calls itself as often as the first parameter says, then a function with the second;
    /// on the way back adds up what each frame has kept.
    pub(super) fn recursive_body(&mut self, own: u32) {
        let bound = self.bounds.recursion;
        let kept = self.reserve(Struct);
        self.read_steering();
        self.if_counted_down(bound);
        self.expression(I32, 1);
        self.expression(I32, 1);
        self.default_value(Kind::Any);
        self.default_value(Struct);
        self.emit(Instruction::StructNew(ty::STRUCT));
        self.emit(Instruction::LocalSet(kept));
        self.push_one_less(bound);
        self.emit(Instruction::LocalGet(1));
        self.emit(Instruction::Call(own));
        self.emit(Instruction::LocalGet(kept));
        self.emit(Instruction::StructGet {
            struct_type_index: ty::STRUCT,
            field_index: 0,
        });
        self.emit(Instruction::I32Add);
        self.innermost();
    }

    /// Begins a continuation of itself as often as the first parameter says, then calls a
    /// function with the second.
    pub(super) fn nesting_body(&mut self, own: u32) {
        let bound = self.bounds.nesting;
        let number = self.reserve(I32);
        self.read_steering();
        self.if_counted_down(bound);
        // The block that this opens leaves nothing, so the result is kept.
        self.labels.push(None);
        self.with_handlers(&[I32], |generator, handlers| {
            generator.push_one_less(bound);
            generator.emit(Instruction::LocalGet(1));
            generator.emit(Instruction::RefFunc(own));
            generator.emit(Instruction::ContNew(
                ty::CONTINUATION + TWO_NUMBERS_CONTINUATION,
            ));
            generator.emit(Instruction::Resume {
                cont_type_index: ty::CONTINUATION + TWO_NUMBERS_CONTINUATION,
                resume_table: handlers.into(),
            });
            generator.emit(Instruction::LocalTee(number));
        });
        self.labels.pop();
        self.emit(Instruction::LocalGet(number));
        self.emit(Instruction::I32Const(1));
        self.emit(Instruction::I32Add);
        self.innermost();
    }

    /// Opens an `if` that gives a number, taken while the first parameter is not zero.
    fn if_counted_down(&mut self, bound: i32) {
        self.emit(Instruction::LocalGet(0));
        self.emit(Instruction::I32Const(bound));
        self.emit(Instruction::I32And);
        let ty = self.block_type(&[I32]);
        self.emit(Instruction::If(ty));
    }

    fn push_one_less(&mut self, bound: i32) {
        self.emit(Instruction::LocalGet(0));
        self.emit(Instruction::I32Const(bound));
        self.emit(Instruction::I32And);
        self.emit(Instruction::I32Const(1));
        self.emit(Instruction::I32Sub);
    }

    /// The other side of that `if`: the innermost of the calls calls a function of any
    /// instance.
    fn innermost(&mut self) {
        self.emit(Instruction::Else);
        let candidates = self.functions_of(|ty| ty == 0);
        let function = candidates[self.random.below(candidates.len())];
        self.emit(Instruction::LocalGet(1));
        self.table_place(function);
        self.emit(Instruction::CallIndirect {
            type_index: ty::FUNCTION,
            table_index: table::FUNCTIONS,
        });
        self.emit(Instruction::End);
    }
}
