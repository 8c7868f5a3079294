//! Continuations as values: where they come from, and where they are kept.

use wasm_encoder::{BlockType, HeapType, Instruction, RefType};

use super::Generator;
use super::kinds::*;
use Kind::{Array, Bytes, Cont, Conts, Holder, I32};

impl Generator {
    /// Makes sure that a local has a continuation, and names it: a new one if there is a
    /// function to begin with, else one that is stored somewhere. Branches out of the
    /// innermost block if there is none, nearly always.
    pub(super) fn present(&mut self, number: u32) -> u32 {
        let local = self.local(Cont(number));
        if self.chance(100) {
            return local;
        }
        let begins = self.begins(number);
        for stored in [true, false] {
            if !begins && !stored || self.chance(4) {
                continue;
            }
            self.emit(Instruction::LocalGet(local));
            self.emit(Instruction::RefIsNull);
            self.emit(Instruction::If(BlockType::Empty));
            if stored {
                self.stored_continuation(number);
            } else {
                self.made_continuation(number);
            }
            self.emit(Instruction::LocalSet(local));
            self.emit(Instruction::End);
        }
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::RefIsNull);
        self.emit(Instruction::BrIf(0));
        local
    }

    /// Pushes the continuation of a local in order to use it up.
    pub(super) fn take(&mut self, local: u32, number: u32) {
        self.emit(Instruction::LocalGet(local));
        self.forget(local, number);
    }

    /// Forgets a continuation that is used up, nearly always.
    fn forget(&mut self, local: u32, number: u32) {
        if !self.chance(25) {
            self.default_value(Cont(number));
            self.emit(Instruction::LocalSet(local));
        }
    }

    /// Pushes a continuation: of a local if it is not null, else a new one, if there is a
    /// function to begin with, else what is stored somewhere, which may be null.
    fn some_continuation(&mut self, number: u32) {
        let local = self.local(Cont(number));
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::RefIsNull);
        let ty = self.block_type(&[Cont(number)]);
        self.emit(Instruction::If(ty));
        self.made_continuation(number);
        self.emit(Instruction::Else);
        self.take(local, number);
        self.emit(Instruction::End);
    }

    /// Pushes a continuation of any origin.
    pub(super) fn continuation(&mut self, number: u32) {
        match self.random.below(5) {
            0 | 1 => self.some_continuation(number),
            2 => self.made_continuation(number),
            3 => self.stored_continuation(number),
            _ => {
                let local = self.local(Cont(number));
                self.take(local, number);
            }
        }
    }

    /// Pushes a new continuation, if there is a function to begin with: with all of its
    /// parameters, or some of them bound.
    fn made_continuation(&mut self, number: u32) {
        let origins = self.origins(number);
        if origins.is_empty() {
            return self.stored_continuation(number);
        }
        match origins[self.random.below(origins.len())] {
            None => self.new_continuation(number),
            Some(from) => {
                let params = continuation(from).0;
                let bound = params.len() - continuation(number).0.len();
                self.arguments(&params[..bound]);
                self.new_continuation(from);
                self.emit_bind(from, number);
            }
        }
    }

    /// From which types one of this type can be bound, `None` for one that is just new.
    fn origins(&self, number: u32) -> Vec<Option<u32>> {
        let has_function = |number: u32| {
            let ty = CONTINUATIONS[number as usize];
            self.functions.iter().any(|planned| planned.ty == ty)
        };
        let mut origins: Vec<Option<u32>> = BINDINGS
            .iter()
            .filter(|(first, last)| *last == number && has_function(*first))
            .map(|(first, _)| Some(*first))
            .collect();
        if has_function(number) {
            origins.extend([None, None]);
        }
        origins
    }

    /// Whether there is a function to begin with.
    pub(super) fn begins(&self, number: u32) -> bool {
        !self.origins(number).is_empty()
    }

    /// Pushes one that begins with a function of this instance, of another, or rarely of
    /// the host.
    fn new_continuation(&mut self, number: u32) {
        let ty = CONTINUATIONS[number as usize];
        let candidates = self.functions_of(|own| own == ty);
        let function = candidates[self.random.below(candidates.len())];
        let imported: &[u32] = match ty {
            0 => &[import::NEXT],
            TWO_NUMBERS => &[import::ENTER, import::CATCH],
            _ => &[],
        };
        if !imported.is_empty() && self.chance(8) {
            let which = self.random.below(imported.len());
            self.emit(Instruction::RefFunc(imported[which]));
        } else if self.chance(2) {
            self.emit(Instruction::RefFunc(function));
        } else {
            self.table_place(function);
            self.emit(Instruction::TableGet(table::FUNCTIONS));
            let function = HeapType::Concrete(ty::FUNCTION + ty as u32);
            self.emit(Instruction::RefCastNonNull(function));
        }
        self.emit(Instruction::ContNew(ty::CONTINUATION + number));
    }

    pub(super) fn emit_bind(&mut self, from: u32, to: u32) {
        self.emit(Instruction::ContBind {
            argument_index: ty::CONTINUATION + from,
            result_index: ty::CONTINUATION + to,
        });
    }

    /// Pushes the continuation of a local with its first arguments bound, null if there is
    /// none.
    pub(super) fn bind_local(&mut self, local: u32, from: u32, to: u32) {
        let params = continuation(from).0;
        let bound = params.len() - continuation(to).0.len();
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::RefIsNull);
        let ty = self.block_type(&[Cont(to)]);
        self.emit(Instruction::If(ty));
        self.default_value(Cont(to));
        self.emit(Instruction::Else);
        self.arguments(&params[..bound]);
        self.emit(Instruction::LocalGet(local));
        self.emit_bind(from, to);
        self.forget(local, from);
        self.emit(Instruction::End);
    }

    /// Pushes a continuation that is kept somewhere, or null.
    fn stored_continuation(&mut self, number: u32) {
        let field = HELD.iter().position(|kind| *kind == Cont(number));
        match (self.random.below(4), field) {
            (0, Some(field)) => {
                let local = self.local(Holder);
                let get = Instruction::StructGet {
                    struct_type_index: ty::HOLDER,
                    field_index: field as u32,
                };
                self.guarded(local, Cont(number), &[get]);
            }
            (1, _) if number == 0 => {
                let place = self.random.below(KEPT) as i32;
                self.emit(Instruction::I32Const(place));
                self.emit(Instruction::TableGet(table::CONTS));
                if self.chance(2) {
                    // Takes it out.
                    self.emit(Instruction::I32Const(place));
                    self.default_value(Cont(0));
                    self.emit(Instruction::TableSet(table::CONTS));
                }
            }
            (2, _) if number == 0 => self.array_continuation(),
            _ => {
                let global = self.continuation_global(number);
                self.emit(Instruction::GlobalGet(global));
                if !self.chance(6) {
                    self.default_value(Cont(number));
                    self.emit(Instruction::GlobalSet(global));
                }
            }
        }
    }

    /// The module's own global, or the shared one if there is one.
    fn continuation_global(&mut self, number: u32) -> u32 {
        let shared = SHARED_CONTINUATIONS.iter().position(|ty| *ty == number);
        match shared {
            Some(place) if self.chance(2) => global::SHARED + place as u32,
            _ => self.own_global(Cont(number)),
        }
    }

    /// Pushes an element of an array of continuations, null if there is no array.
    fn array_continuation(&mut self) {
        let local = self.local(Conts);
        let index = self.random.below(2) as i32;
        // All of them have at least two.
        self.guarded(
            local,
            Cont(0),
            &[
                Instruction::I32Const(index),
                Instruction::ArrayGet(ty::CONTS),
            ],
        );
    }

    /// Pushes an array of continuations.
    pub(super) fn conts(&mut self) {
        if self.chance(3) {
            let global = self.own_global(Conts);
            self.emit(Instruction::GlobalGet(global));
            return;
        }
        let length = 2 + self.random.below(3);
        match self.random.below(4) {
            0 => {
                // The same one many times.
                self.continuation(0);
                let length = [2, 40, 700][self.random.below(3)];
                self.emit(Instruction::I32Const(length));
                self.emit(Instruction::ArrayNew(ty::CONTS));
            }
            1 => {
                self.emit(Instruction::I32Const(length as i32));
                self.emit(Instruction::ArrayNewDefault(ty::CONTS));
            }
            _ => {
                for _ in 0..length {
                    self.continuation(0);
                }
                self.emit(Instruction::ArrayNewFixed {
                    array_type_index: ty::CONTS,
                    array_size: length as u32,
                });
            }
        }
    }

    /// Pushes a struct that holds continuations: a new one, or what any reference is if it
    /// is one.
    pub(super) fn holder(&mut self, depth: usize) {
        if self.chance(3) {
            let any = reference_type(Kind::Any);
            self.open(&[Holder]);
            self.expression(Kind::Any, depth + 1);
            self.emit(Instruction::BrOnCast {
                relative_depth: 0,
                from_ref_type: any,
                to_ref_type: reference_type(Holder),
            });
            self.emit(Instruction::Drop);
            self.default_value(Holder);
            self.close();
            return;
        }
        for kind in HELD {
            self.expression(kind, depth + 1);
        }
        self.emit(Instruction::StructNew(ty::HOLDER));
    }

    /// Puts the continuation of a local somewhere where others find it.
    pub(super) fn hand_over(&mut self, local: u32, number: u32) {
        if number == 0 && self.chance(2) {
            let place = self.random.below(KEPT) as i32;
            self.emit(Instruction::I32Const(place));
            self.take(local, number);
            self.emit(Instruction::TableSet(table::CONTS));
        } else {
            let global = self.continuation_global(number);
            self.take(local, number);
            self.emit(Instruction::GlobalSet(global));
        }
    }

    /// Puts a continuation somewhere.
    pub(super) fn store_continuation(&mut self) {
        let number = self.random.below(CONTINUATIONS.len()) as u32;
        match self.random.below(6) {
            0 => {
                let global = self.continuation_global(number);
                self.continuation(number);
                self.emit(Instruction::GlobalSet(global));
            }
            1 => {
                let place = SHARED_CONTINUATIONS[self.random.below(SHARED_CONTINUATIONS.len())];
                let global = self.continuation_global(place);
                self.continuation(place);
                self.emit(Instruction::GlobalSet(global));
            }
            2 => {
                let place = self.random.below(KEPT) as i32;
                self.emit(Instruction::I32Const(place));
                self.continuation(0);
                self.emit(Instruction::TableSet(table::CONTS));
            }
            3 => self.store_in_field(),
            4 => self.store_in_array(),
            _ => {
                let global = self.own_global(Conts);
                self.conts();
                self.emit(Instruction::GlobalSet(global));
            }
        }
    }

    fn store_in_field(&mut self) {
        let local = self.local(Holder);
        let field = self.random.below(HELD.len());
        self.if_not_null(local);
        self.emit(Instruction::LocalGet(local));
        self.expression(HELD[field], 1);
        self.emit(Instruction::StructSet {
            struct_type_index: ty::HOLDER,
            field_index: field as u32,
        });
        self.emit(Instruction::End);
    }

    fn store_in_array(&mut self) {
        let local = self.local(Conts);
        let index = self.random.below(2) as i32;
        self.if_not_null(local);
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::I32Const(index));
        self.continuation(0);
        self.emit(Instruction::ArraySet(ty::CONTS));
        self.emit(Instruction::End);
    }

    fn if_not_null(&mut self, local: u32) {
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::RefIsNull);
        self.emit(Instruction::I32Eqz);
        self.emit(Instruction::If(BlockType::Empty));
        // Nothing in here branches.
    }

    /// Forgets continuations that are not used up, and needs memory, or collects.
    pub(super) fn abandon(&mut self) {
        for _ in 0..1 + self.random.below(3) {
            let number = [0, 1, 2, PONG][self.random.below(4)];
            let local = self.local(Cont(number));
            self.default_value(Cont(number));
            self.emit(Instruction::LocalSet(local));
        }
        if self.chance(2) {
            self.collect();
        } else {
            let kind = if self.chance(2) { Array } else { Bytes };
            let (local, ty) = (
                self.local(kind),
                if kind == Array { ty::ARRAY } else { ty::BYTES },
            );
            self.emit(Instruction::I32Const(3000));
            self.emit(Instruction::ArrayNewDefault(ty));
            self.emit(Instruction::LocalSet(local));
        }
    }

    /// Lets the host collect garbage.
    pub(super) fn collect(&mut self) {
        self.expression(I32, 2);
        self.emit(Instruction::Call(import::COLLECT));
    }
}

/// The type of a reference.
pub(super) fn reference_type(kind: Kind) -> RefType {
    match kind.val_type() {
        wasm_encoder::ValType::Ref(ty) => ty,
        _ => unreachable!("only kinds of references are asked for"),
    }
}
