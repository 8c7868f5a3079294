//! Statements that switch stacks.

use wasm_encoder::{BlockType, Handle, Instruction};

use super::Generator;
use super::kinds::*;
use Kind::{Cont, I32};

impl Generator<'_> {
    /// Resumes a continuation, with handlers of the control tags.
    pub(super) fn resume(&mut self) {
        let number = self.random.below(CONTINUATIONS.len()) as u32;
        self.with_handlers(|generator, handlers| {
            generator.arguments(CONTINUATIONS[number as usize]);
            generator.some_continuation(number);
            generator.emit(Instruction::Resume {
                cont_type_index: CONTINUATION_TYPES + number,
                resume_table: handlers.into(),
            });
        });
    }

    pub(super) fn resume_throw(&mut self) {
        let number = self.random.below(CONTINUATIONS.len()) as u32;
        let tag = self.random.below(TAGS.len());
        self.with_handlers(|generator, handlers| {
            generator.arguments(Self::tag_kinds(tag));
            generator.some_continuation(number);
            generator.emit(Instruction::ResumeThrow {
                cont_type_index: CONTINUATION_TYPES + number,
                tag_index: tag as u32,
                resume_table: handlers.into(),
            });
        });
    }

    /// A continuation that is not null, nearly always: a new one if there is none.
    pub(super) fn some_continuation(&mut self, number: u32) {
        let local = self.local(Cont(number));
        self.emit(Instruction::LocalGet(local));
        if self.chance(30) {
            return;
        }
        self.emit(Instruction::RefIsNull);
        let ty = self.block_type(&[Cont(number)]);
        self.emit(Instruction::If(ty));
        match number {
            0 => {
                self.function_reference();
                self.emit(Instruction::ContNew(CONTINUATION_TYPES));
            }
            _ => {
                // One that takes a number, with the number bound, or another that may be
                // null.
                let candidates = self.functions_of(|ty| ty == 0);
                let function = candidates[self.random.below(candidates.len())];
                if number == 2 {
                    self.expression(I32, 1);
                    self.emit(Instruction::RefFunc(function));
                    self.emit(Instruction::ContNew(CONTINUATION_TYPES));
                    self.emit(Instruction::ContBind {
                        argument_index: CONTINUATION_TYPES,
                        result_index: CONTINUATION_TYPES + 2,
                    });
                } else {
                    self.emit(Instruction::GlobalGet(global::CONT + number));
                }
            }
        }
        self.emit(Instruction::Else);
        self.emit(Instruction::LocalGet(local));
        self.default_value(Cont(number));
        self.emit(Instruction::LocalSet(local));
        self.emit(Instruction::End);
    }

    /// Blocks for what handlers get around a `resume` that gives a number.
    pub(super) fn with_handlers(&mut self, resume: impl FnOnce(&mut Self, Vec<Handle>)) {
        let mut handled: Vec<usize> = (0..CONTROL_TAGS.len())
            .filter(|_| self.random.below(3) > 0)
            .collect();
        if self.chance(2) {
            handled.reverse();
        }
        let kinds: Vec<Vec<Kind>> = handled
            .iter()
            .map(|&tag| {
                let mut kinds = CONTROL_TAGS[tag].0.to_vec();
                kinds.push(Cont(continuation_after(tag)));
                kinds
            })
            .collect();
        self.open(&[]);
        for kinds in kinds.iter().rev() {
            self.open(kinds);
        }
        let first = TAGS.len() as u32;
        let handlers = handled
            .iter()
            .enumerate()
            .map(|(label, &tag)| Handle::OnLabel {
                tag: first + tag as u32,
                label: label as u32,
            })
            .collect();
        resume(self, handlers);
        self.set_locals(&[I32]);
        self.emit(Instruction::Br(handled.len() as u32));
        for (number, kinds) in kinds.iter().enumerate() {
            self.close();
            self.set_locals(kinds);
            self.emit(Instruction::I32Const(2000 + number as i32));
            self.emit(Instruction::Call(import::LOG));
            let outermost = handled.len() - 1 - number;
            self.emit(Instruction::Br(outermost as u32));
        }
        self.close();
    }

    pub(super) fn suspend(&mut self) {
        let tag = self.random.below(CONTROL_TAGS.len());
        let (params, results) = CONTROL_TAGS[tag];
        let conditional = !self.chance(3);
        if conditional {
            self.open_if(2);
        }
        self.arguments(params);
        self.emit(Instruction::Suspend(TAGS.len() as u32 + tag as u32));
        self.set_locals(results);
        if conditional {
            self.close();
        }
    }

    pub(super) fn bind(&mut self) {
        if self.chance(2) {
            let number = self.random.below(CONTINUATIONS.len()) as u32;
            self.expression(Cont(number), 0);
            self.emit(Instruction::GlobalSet(global::CONT + number));
            return;
        }
        let local = self.local(Cont(0));
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::RefIsNull);
        self.emit(Instruction::I32Eqz);
        self.emit(Instruction::If(BlockType::Empty));
        self.expression(I32, 1);
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::ContBind {
            argument_index: CONTINUATION_TYPES,
            result_index: CONTINUATION_TYPES + 2,
        });
        self.set_locals(&[Cont(2)]);
        self.default_value(Cont(0));
        self.emit(Instruction::LocalSet(local));
        self.emit(Instruction::End);
    }
}

/// The number of the continuation type that a handler of a control tag gets: one that
/// takes the results of the tag.
fn continuation_after(tag: usize) -> u32 {
    let results = CONTROL_TAGS[tag].1;
    let place = CONTINUATIONS.iter().position(|params| *params == results);
    place.expect("there is a continuation type for the results of every control tag") as u32
}
