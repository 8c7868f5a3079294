//! Statements: what leaves the operand stack as it was.

use wasm_encoder::{AbstractHeapType, BlockType, Catch, HeapType, Instruction, RefType};

use super::Generator;
use super::expressions::memory_argument;
use super::kinds::*;
use Kind::{Any, Array, Exn, Func, I32, Struct};

impl Generator {
    pub(super) fn statements_in(&mut self, count: usize, depth: usize) {
        for _ in 0..count {
            if self.statements == 0 {
                return;
            }
            self.statements -= 1;
            self.statement(depth);
        }
    }

    pub(super) fn statement(&mut self, depth: usize) {
        if self.options.stack_switching && self.random.below(5) < 3 {
            return self.switching_statement();
        }
        match self.random.below(23) {
            0 | 1 => self.assign(),
            2 => {
                self.expression(I32, 1);
                self.emit(Instruction::Call(import::LOG));
            }
            3 if depth < 4 => self.if_else(depth),
            4 if depth < 3 => self.loop_(depth),
            5..=7 => self.call(),
            8..=11 if depth < 4 => self.try_table(depth),
            12 | 22 => self.throw(),
            13 => self.throw_ref(),
            14 | 15 => self.change_object(),
            16 => {
                self.address(1);
                self.expression(I32, 1);
                self.emit(Instruction::I32Store8(memory_argument()));
            }
            17 => self.call_host(),
            18 => self.cast(),
            19 => self.tail_call(),
            20 => self.leave(),
            21 => self.collect(),
            _ => self.assign(),
        }
    }

    pub(super) fn assign(&mut self) {
        if self.chance(8) {
            self.expression(Exn, 0);
            self.emit(Instruction::GlobalSet(self.own_global(Exn)));
            return;
        }
        if self.chance(8) {
            self.expression(I32, 0);
            self.emit(Instruction::GlobalSet(self.own_global(I32)));
            return;
        }
        if self.chance(6) {
            self.expression(Any, 0);
            self.emit(Instruction::GlobalSet(self.own_global(Any)));
            return;
        }
        let kind = self.any_kind();
        self.expression(kind, 0);
        let local = self.local(kind);
        self.emit(Instruction::LocalSet(local));
    }

    /// Opens an `if` that is taken once in two to the power of `bits`.
    pub(super) fn open_if(&mut self, bits: u32) {
        self.decide(bits);
        self.emit(Instruction::If(BlockType::Empty));
        self.labels.push(Some(Vec::new()));
    }

    pub(super) fn if_else(&mut self, depth: usize) {
        self.open_if(1);
        self.statements_in(3, depth + 1);
        self.emit(Instruction::Else);
        self.statements_in(3, depth + 1);
        self.close();
    }

    pub(super) fn loop_(&mut self, depth: usize) {
        let counter = self.local(I32);
        let rounds = 1 + self.random.below(3) as i32;
        self.emit(Instruction::I32Const(rounds));
        self.emit(Instruction::LocalSet(counter));
        self.emit(Instruction::Loop(BlockType::Empty));
        self.labels.push(None);
        self.steer_on();
        self.statements_in(3, depth + 1);
        // Whatever the body did to the counter, it gets smaller, and is small.
        self.emit(Instruction::LocalGet(counter));
        self.emit(Instruction::I32Const(3));
        self.emit(Instruction::I32And);
        self.emit(Instruction::I32Const(1));
        self.emit(Instruction::I32Sub);
        self.close_loop(counter);
    }

    /// Ends a loop whose counter gets the value on the stack: there is another round, which
    /// counts like a call, while that is above zero and there may be more calls.
    pub(super) fn close_loop(&mut self, counter: u32) {
        self.emit(Instruction::LocalTee(counter));
        self.emit(Instruction::I32Const(0));
        self.emit(Instruction::I32GtS);
        self.count_down();
        self.emit(Instruction::I32GtS);
        self.emit(Instruction::I32And);
        self.emit(Instruction::BrIf(0));
        self.close();
    }

    pub(super) fn arguments(&mut self, kinds: &[Kind]) {
        for &kind in kinds {
            self.expression(kind, 1);
        }
    }

    /// The place of a function in the shared table: of any instance. Now and then that of
    /// another function, which may be of another type.
    pub(super) fn table_place(&mut self, function: u32) {
        let function = if self.chance(100) {
            import::COUNT + self.random.below(self.functions.len()) as u32
        } else {
            function
        };
        let instance = self.random.below(self.instances as usize) as u32;
        let place = instance * self.functions.len() as u32 + function - import::COUNT;
        self.emit(Instruction::I32Const(place as i32));
    }

    pub(super) fn call(&mut self) {
        let which = self.random.below(self.functions.len());
        let function = import::COUNT + which as u32;
        let ty = self.functions[which].ty;
        let (params, results) = FUNCTIONS[ty];
        self.arguments(params);
        match self.random.below(5) {
            0 | 1 => self.emit(Instruction::Call(function)),
            2 | 3 => {
                self.table_place(function);
                self.emit(Instruction::CallIndirect {
                    type_index: ty::FUNCTION + ty as u32,
                    table_index: table::FUNCTIONS,
                });
            }
            _ if ty == 0 => {
                if self.chance(2) {
                    self.emit(Instruction::Call(import::NEXT));
                } else {
                    if self.chance(50) {
                        // May be null.
                        self.expression(Func, 1);
                    } else {
                        self.function_reference();
                    }
                    self.emit(Instruction::CallRef(ty::FUNCTION));
                }
            }
            _ => {
                self.table_place(function);
                self.emit(Instruction::TableGet(table::FUNCTIONS));
                self.emit(Instruction::RefCastNonNull(HeapType::Concrete(
                    ty::FUNCTION + ty as u32,
                )));
                self.emit(Instruction::CallRef(ty::FUNCTION + ty as u32));
            }
        }
        self.set_locals(results);
    }

    /// A tail call of a function with the same results, now and then.
    pub(super) fn tail_call(&mut self) {
        let results = self.results;
        let fitting = self.functions_of(|ty| FUNCTIONS[ty].1 == results);
        if fitting.is_empty() {
            return self.assign();
        }
        let function = fitting[self.random.below(fitting.len())];
        let ty = self.functions[(function - import::COUNT) as usize].ty;
        self.open_if(2);
        self.arguments(FUNCTIONS[ty].0);
        match self.random.below(4) {
            0 => self.emit(Instruction::ReturnCall(function)),
            1 if ty == 0 => self.emit(Instruction::ReturnCall(import::NEXT)),
            1 | 2 => {
                self.table_place(function);
                self.emit(Instruction::ReturnCallIndirect {
                    type_index: ty::FUNCTION + ty as u32,
                    table_index: table::FUNCTIONS,
                });
            }
            _ => {
                self.table_place(function);
                self.emit(Instruction::TableGet(table::FUNCTIONS));
                self.emit(Instruction::RefCastNonNull(HeapType::Concrete(
                    ty::FUNCTION + ty as u32,
                )));
                self.emit(Instruction::ReturnCallRef(ty::FUNCTION + ty as u32));
            }
        }
        self.close();
    }

    /// Returns, branches out or traps, now and then.
    pub(super) fn leave(&mut self) {
        self.open_if(3);
        match self.random.below(10) {
            0 => self.emit(Instruction::Unreachable),
            1 => {
                self.expression(I32, 1);
                self.emit(Instruction::I32Const(0));
                self.emit(Instruction::I32DivS);
                self.emit(Instruction::Drop);
            }
            2..=4 => {
                let depth = self.random.below(self.labels.len());
                let label = self.labels[self.labels.len() - 1 - depth].clone();
                if let Some(kinds) = label {
                    self.arguments(&kinds);
                    self.emit(Instruction::Br(depth as u32));
                }
            }
            _ => {
                self.arguments(self.results);
                self.emit(Instruction::Return);
            }
        }
        self.close();
    }

    /// A tag of an exception, as [`tag::exception`] takes it.
    pub(super) fn exception_tag(&mut self) -> usize {
        let more = if self.options.stack_switching {
            CONTINUATION_TAGS.len()
        } else {
            0
        };
        self.random.below(TAGS.len() + more)
    }

    pub(super) fn throw(&mut self) {
        let tag = self.exception_tag();
        let conditional = !self.chance(4);
        if conditional {
            self.open_if(2);
        }
        self.arguments(tag::kinds(tag));
        let tag = tag::exception(tag, self.options.stack_switching);
        self.emit(Instruction::Throw(tag));
        if conditional {
            self.close();
        }
    }

    pub(super) fn throw_ref(&mut self) {
        self.open_if(2);
        let local = self.local(Exn);
        if !self.chance(40) {
            // Not null.
            self.emit(Instruction::LocalGet(local));
            self.emit(Instruction::RefIsNull);
            self.emit(Instruction::BrIf(0));
        }
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::ThrowRef);
        self.close();
    }

    /// A `try_table` with one to three clauses, each with a block of its own around it.
    pub(super) fn try_table(&mut self, depth: usize) {
        let count = 1 + self.random.below(3);
        let mut clauses = Vec::new();
        for _ in 0..count {
            let tag = (!self.chance(3)).then(|| self.exception_tag());
            let with_reference = self.chance(2);
            let mut kinds = tag.map_or(Vec::new(), |tag| tag::kinds(tag).to_vec());
            if with_reference {
                kinds.push(Exn);
            }
            clauses.push((tag, with_reference, kinds));
        }
        self.open(&[]);
        // The clause of the innermost block comes first.
        for (_, _, kinds) in clauses.iter().rev() {
            self.open(kinds);
        }
        let switching = self.options.stack_switching;
        let catches: Vec<Catch> = clauses
            .iter()
            .enumerate()
            .map(|(label, (tag, with_reference, _))| {
                let label = label as u32;
                match (tag, with_reference) {
                    (Some(tag), false) => Catch::One {
                        tag: tag::exception(*tag, switching),
                        label,
                    },
                    (Some(tag), true) => Catch::OneRef {
                        tag: tag::exception(*tag, switching),
                        label,
                    },
                    (None, false) => Catch::All { label },
                    (None, true) => Catch::AllRef { label },
                }
            })
            .collect();
        self.emit(Instruction::TryTable(BlockType::Empty, catches.into()));
        self.labels.push(Some(Vec::new()));
        match self.random.below(4) {
            0 | 1 => self.call(),
            2 if switching => self.resume(false),
            _ => self.call_host(),
        }
        self.statements_in(3, depth + 1);
        self.close();
        self.emit(Instruction::Br(count as u32));
        for (number, (_, _, kinds)) in clauses.iter().enumerate() {
            self.close();
            self.set_locals(kinds);
            self.log(1000 + number as i32);
            self.statements_in(1, depth + 1);
            let outermost = count - 1 - number;
            self.emit(Instruction::Br(outermost as u32));
        }
        self.close();
    }

    pub(super) fn change_object(&mut self) {
        match self.random.below(8) {
            0 => {
                let index = self.random.below(ELEMENTS) as i32;
                self.emit(Instruction::I32Const(index));
                self.expression(Any, 1);
                self.emit(Instruction::TableSet(table::OBJECTS));
            }
            1 => self.set_element(),
            2 => self.fill_array(),
            3 => self.copy_array(),
            _ => {
                let local = self.local(Struct);
                self.emit(Instruction::LocalGet(local));
                self.emit(Instruction::RefIsNull);
                self.emit(Instruction::I32Eqz);
                self.emit(Instruction::If(BlockType::Empty));
                self.emit(Instruction::LocalGet(local));
                let field = self.random.below(4) as u32;
                self.expression([I32, I32, Any, Struct][field as usize], 2);
                self.emit(Instruction::StructSet {
                    struct_type_index: ty::STRUCT,
                    field_index: field,
                });
                self.emit(Instruction::End);
            }
        }
    }

    /// Opens an `if` for an array local that is long enough.
    pub(super) fn if_longer(&mut self, local: u32, than: i32) {
        self.emit(Instruction::Block(BlockType::Empty));
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::RefIsNull);
        self.emit(Instruction::BrIf(0));
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::ArrayLen);
        self.emit(Instruction::I32Const(than));
        self.emit(Instruction::I32LeU);
        self.emit(Instruction::BrIf(0));
    }

    pub(super) fn set_element(&mut self) {
        let local = self.local(Array);
        let index = [0, 2, 39, 500][self.random.below(4)];
        self.if_longer(local, index);
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::I32Const(index));
        self.expression(Any, 2);
        self.emit(Instruction::ArraySet(ty::ARRAY));
        self.emit(Instruction::End);
    }

    pub(super) fn fill_array(&mut self) {
        let local = self.local(Array);
        let length = [1, 3, 130][self.random.below(3)];
        self.if_longer(local, length);
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::I32Const(1));
        self.expression(Any, 2);
        self.emit(Instruction::I32Const(length));
        self.emit(Instruction::ArrayFill(ty::ARRAY));
        self.emit(Instruction::End);
    }

    pub(super) fn copy_array(&mut self) {
        let local = self.local(Array);
        let other = self.local(Array);
        self.if_longer(local, 4);
        self.if_longer(other, 4);
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::I32Const(1));
        self.emit(Instruction::LocalGet(other));
        self.emit(Instruction::I32Const(0));
        self.emit(Instruction::I32Const(3));
        self.emit(Instruction::ArrayCopy {
            array_type_index_dst: ty::ARRAY,
            array_type_index_src: ty::ARRAY,
        });
        self.emit(Instruction::End);
        self.emit(Instruction::End);
    }

    pub(super) fn call_host(&mut self) {
        let candidates = self.functions_of(|ty| ty == 0);
        let function = candidates[self.random.below(candidates.len())];
        match self.random.below(5) {
            0 => {
                self.expression(I32, 1);
                self.emit(Instruction::Call(import::THROW));
            }
            which => {
                self.table_place(function);
                self.expression(I32, 1);
                self.emit(Instruction::Call(if which < 3 {
                    import::ENTER
                } else {
                    import::CATCH
                }));
                self.set_locals(&[I32]);
            }
        }
    }

    /// A cast by branch, and now and then one that traps.
    pub(super) fn cast(&mut self) {
        if self.chance(60) {
            self.expression(Any, 1);
            self.emit(Instruction::RefCastNullable(HeapType::Concrete(ty::STRUCT)));
            self.set_locals(&[Struct]);
            return;
        }
        let target = if self.chance(2) {
            ty::STRUCT
        } else {
            ty::SUBSTRUCT
        };
        let any = RefType {
            nullable: true,
            heap_type: HeapType::Abstract {
                shared: false,
                ty: AbstractHeapType::Any,
            },
        };
        let structure = RefType {
            nullable: true,
            heap_type: HeapType::Concrete(target),
        };
        // Falls out of the inner block with any value, branches to the outer one with a
        // struct.
        self.open(&[Struct]);
        self.expression(Any, 1);
        self.emit(Instruction::BrOnCast {
            relative_depth: 0,
            from_ref_type: any,
            to_ref_type: structure,
        });
        self.set_locals(&[Any]);
        self.default_value(Struct);
        self.close();
        self.set_locals(&[Struct]);
    }
}
