//! Expressions: what pushes a value of a kind.

use wasm_encoder::{HeapType, Instruction, MemArg, MemArgTarget, ValType};

use super::Generator;
use super::kinds::*;
use Kind::{Any, Array, Bytes, Cont, Conts, Exn, Extern, F64, Func, Holder, I32, I64, Struct};

impl Generator {
    pub(super) fn default_value(&mut self, kind: Kind) {
        self.emit(match kind {
            I32 => Instruction::I32Const(0),
            I64 => Instruction::I64Const(0),
            F64 => Instruction::F64Const(0.0.into()),
            reference => {
                let ValType::Ref(ty) = reference.val_type() else {
                    unreachable!("all others are references")
                };
                Instruction::RefNull(ty.heap_type)
            }
        });
    }

    /// Pushes a value of a kind.
    pub(super) fn expression(&mut self, kind: Kind, depth: usize) {
        let deep = depth > self.bounds.depth || self.open_expressions > self.bounds.depth + 2;
        if deep && matches!(kind, Cont(_)) {
            return self.default_value(kind);
        }
        if deep || self.chance(3) && !matches!(kind, Cont(_)) {
            let local = self.local(kind);
            self.emit(Instruction::LocalGet(local));
            return;
        }
        self.open_expressions += 1;
        self.computed(kind, depth);
        self.open_expressions -= 1;
    }

    fn computed(&mut self, kind: Kind, depth: usize) {
        match kind {
            I32 => self.number(depth),
            I64 => self.long(depth),
            F64 => self.float(depth),
            Any => self.any(depth),
            Struct => self.structure(depth),
            Array => self.array(depth),
            Bytes => self.bytes(),
            Func => self.function_reference(),
            Exn => {
                let local = self.local(Exn);
                let instruction = match self.random.below(3) {
                    0 => Instruction::GlobalGet(self.own_global(Exn)),
                    _ => Instruction::LocalGet(local),
                };
                self.emit(instruction);
            }
            Extern => {
                self.expression(Any, depth + 1);
                self.emit(Instruction::ExternConvertAny);
            }
            Cont(number) => self.continuation(number),
            Holder => self.holder(depth),
            Conts => self.conts(),
        }
    }

    pub(super) fn number(&mut self, depth: usize) {
        match self.random.below(12) {
            0..=2 => {
                let value = self.random.below(200) as i32 - 100;
                self.emit(Instruction::I32Const(value));
            }
            3 => self.emit(Instruction::GlobalGet(self.own_global(I32))),
            4..=6 => {
                self.expression(I32, depth + 1);
                self.expression(I32, depth + 1);
                let operators = [
                    Instruction::I32Add,
                    Instruction::I32Sub,
                    Instruction::I32Mul,
                    Instruction::I32Xor,
                    Instruction::I32LtS,
                ];
                let which = self.random.below(operators.len());
                self.emit(operators[which].clone());
            }
            7 => {
                self.address(depth);
                self.emit(Instruction::I32Load8U(memory_argument()));
            }
            8 => self.struct_field(),
            9 => {
                self.expression(Any, depth + 1);
                let instruction = match self.random.below(4) {
                    0 => Instruction::RefIsNull,
                    1 => Instruction::RefTestNonNull(HeapType::Concrete(ty::STRUCT)),
                    2 => Instruction::RefTestNullable(HeapType::Concrete(ty::SUBSTRUCT)),
                    _ => Instruction::RefTestNonNull(HeapType::I31),
                };
                self.emit(instruction);
            }
            10 => self.array_length(),
            _ => {
                self.expression(I64, depth + 1);
                self.emit(Instruction::I32WrapI64);
            }
        }
    }

    pub(super) fn long(&mut self, depth: usize) {
        match self.random.below(4) {
            0 => {
                let value = self.random.next_u64().cast_signed();
                self.emit(Instruction::I64Const(value));
            }
            1 => {
                self.expression(I32, depth + 1);
                self.emit(Instruction::I64ExtendI32S);
            }
            _ => {
                self.expression(I64, depth + 1);
                self.expression(I64, depth + 1);
                self.emit(Instruction::I64Add);
            }
        }
    }

    pub(super) fn float(&mut self, depth: usize) {
        if self.chance(2) {
            self.expression(I32, depth + 1);
            self.emit(Instruction::F64ConvertI32S);
        } else {
            self.expression(F64, depth + 1);
            self.emit(Instruction::F64Const(1.5.into()));
            self.emit(Instruction::F64Add);
        }
    }

    pub(super) fn any(&mut self, depth: usize) {
        let last = if self.options.stack_switching { 10 } else { 8 };
        match self.random.below(last) {
            0 => {
                self.expression(I32, depth + 1);
                self.emit(Instruction::RefI31);
            }
            1 => self.expression(Struct, depth + 1),
            2 => self.expression(Array, depth + 1),
            3 => self.emit(Instruction::GlobalGet(self.own_global(Any))),
            4 => {
                let index = self.random.below(ELEMENTS) as i32;
                self.emit(Instruction::I32Const(index));
                self.emit(Instruction::TableGet(table::OBJECTS));
            }
            5 => {
                self.expression(Extern, depth + 1);
                self.emit(Instruction::AnyConvertExtern);
            }
            6 => self.array_element(depth),
            7 => self.new_struct(depth),
            8 => self.holder(depth),
            _ => self.conts(),
        }
    }

    pub(super) fn structure(&mut self, depth: usize) {
        if self.chance(2) {
            self.new_struct(depth);
        } else {
            // The next one of a list, if there is one.
            let local = self.local(Struct);
            self.guarded(
                local,
                Struct,
                &[Instruction::StructGet {
                    struct_type_index: ty::STRUCT,
                    field_index: 3,
                }],
            );
        }
    }

    pub(super) fn new_struct(&mut self, depth: usize) {
        if self.chance(5) {
            self.emit(Instruction::StructNewDefault(ty::SUBSTRUCT));
            return;
        }
        self.expression(I32, depth + 1);
        self.expression(I32, depth + 1);
        self.expression(Any, depth + 2);
        self.expression(Struct, depth + 2);
        if self.chance(3) {
            self.expression(I64, depth + 1);
            self.expression(Extern, depth + 2);
            self.emit(Instruction::StructNew(ty::SUBSTRUCT));
        } else {
            self.emit(Instruction::StructNew(ty::STRUCT));
        }
    }

    pub(super) fn array(&mut self, depth: usize) {
        let length = self.random.below(6);
        match self.random.below(4) {
            0 => {
                for _ in 0..length {
                    self.expression(Any, depth + 2);
                }
                self.emit(Instruction::ArrayNewFixed {
                    array_type_index: ty::ARRAY,
                    array_size: length as u32,
                });
            }
            1 => {
                let length = [3, 40, 150, 700][self.random.below(4)];
                self.emit(Instruction::I32Const(length));
                self.emit(Instruction::ArrayNewDefault(ty::ARRAY));
            }
            _ => {
                self.expression(Any, depth + 1);
                self.emit(Instruction::I32Const(length as i32));
                self.emit(Instruction::ArrayNew(ty::ARRAY));
            }
        }
    }

    pub(super) fn bytes(&mut self) {
        self.expression(I32, 3);
        let length = self.random.below(50) as i32;
        self.emit(Instruction::I32Const(length));
        self.emit(Instruction::ArrayNew(ty::BYTES));
    }

    pub(super) fn function_reference(&mut self) {
        let candidates = self.functions_of(|ty| ty == 0);
        let which = self.random.below(candidates.len());
        self.emit(Instruction::RefFunc(candidates[which]));
    }

    /// Functions of the module whose type fits.
    pub(super) fn functions_of(&self, fits: impl Fn(usize) -> bool) -> Vec<u32> {
        (0..self.functions.len())
            .filter(|&index| fits(self.functions[index].ty))
            .map(|index| import::COUNT + index as u32)
            .collect()
    }

    /// Does something with a local's reference if it is not null: gives a value of `kind`,
    /// the default if it is null.
    pub(super) fn guarded(&mut self, local: u32, kind: Kind, then: &[Instruction<'static>]) {
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::RefIsNull);
        let ty = self.block_type(&[kind]);
        self.emit(Instruction::If(ty));
        self.default_value(kind);
        self.emit(Instruction::Else);
        self.emit(Instruction::LocalGet(local));
        for instruction in then {
            self.emit(instruction.clone());
        }
        self.emit(Instruction::End);
    }

    pub(super) fn struct_field(&mut self) {
        let local = self.local(Struct);
        let get = match self.random.below(3) {
            0 => Instruction::StructGet {
                struct_type_index: ty::STRUCT,
                field_index: 0,
            },
            1 => Instruction::StructGetS {
                struct_type_index: ty::STRUCT,
                field_index: 1,
            },
            _ => Instruction::StructGetU {
                struct_type_index: ty::STRUCT,
                field_index: 1,
            },
        };
        if self.chance(50) {
            // Traps if it is null.
            self.emit(Instruction::LocalGet(local));
            self.emit(get);
        } else {
            self.guarded(local, I32, &[get]);
        }
    }

    pub(super) fn array_length(&mut self) {
        let kind = if self.chance(2) { Array } else { Bytes };
        let local = self.local(kind);
        self.guarded(local, I32, &[Instruction::ArrayLen]);
    }

    /// An element, if there is one at that place.
    pub(super) fn array_element(&mut self, _depth: usize) {
        let local = self.local(Array);
        let index = [0, 1, 5, 39][self.random.below(4)];
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::RefIsNull);
        let ty = self.block_type(&[I32]);
        self.emit(Instruction::If(ty));
        self.emit(Instruction::I32Const(0));
        self.emit(Instruction::Else);
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::ArrayLen);
        self.emit(Instruction::I32Const(index));
        self.emit(Instruction::I32GtU);
        self.emit(Instruction::End);
        let ty = self.block_type(&[Any]);
        self.emit(Instruction::If(ty));
        self.emit(Instruction::LocalGet(local));
        self.emit(Instruction::I32Const(index));
        self.emit(Instruction::ArrayGet(ty::ARRAY));
        self.emit(Instruction::Else);
        self.default_value(Any);
        self.emit(Instruction::End);
    }

    /// An address within the memory, nearly always.
    pub(super) fn address(&mut self, depth: usize) {
        self.expression(I32, depth + 1);
        if !self.chance(100) {
            self.emit(Instruction::I32Const(0xff));
            self.emit(Instruction::I32And);
        }
    }
}

pub(super) fn memory_argument() -> MemArg {
    MemArg {
        offset: 0,
        align: 0,
        target: MemArgTarget::Memory(0),
        ordering: None,
    }
}
