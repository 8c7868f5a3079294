//! Linear memories.
//!
//! A memory of 32-bit addresses and 64 KiB pages lies in a reservation so large that
//! no address that an instruction can form leaves it: what is not memory there
//! faults, and the fault is the trap. Others compare the end of each access with the
//! length. Bases never change. What moves or fills many bytes is the runtime's.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::immediates::Offset32;
use cranelift_codegen::ir::{
    Endianness, InstBuilder, MemFlags, MemFlagsData, Opcode, Type, Value, types,
};
use switchback_abi::routine::Routine;
use switchback_abi::trap::TrapCode;
use switchback_wasm::{MemoryIndex, MemoryType};
use wasmparser::{MemArg, MemArgTarget, Operator};

use crate::environment::Region;
use crate::signature::POINTER;
use crate::simd::{VECTOR, reinterpret};
use crate::translate::{Translator, trap_code};

/// The place of an access.
struct Access {
    address: Value,
    offset: i32,
    flags: MemFlags,
}

impl Translator<'_> {
    /// Translates `operator` if it is a load or store; false, with nothing done, if not.
    pub(crate) fn translate_access(&mut self, operator: &Operator<'_>) -> bool {
        use types::{F32, F64, I8, I16, I32, I64};
        match operator {
            Operator::I32Load { memarg } => self.load(memarg, Opcode::Load, I32, 4),
            Operator::I64Load { memarg } => self.load(memarg, Opcode::Load, I64, 8),
            Operator::F32Load { memarg } => self.load(memarg, Opcode::Load, F32, 4),
            Operator::F64Load { memarg } => self.load(memarg, Opcode::Load, F64, 8),
            Operator::I32Load8S { memarg } => self.load(memarg, Opcode::Sload8, I32, 1),
            Operator::I32Load8U { memarg } => self.load_narrow(memarg, Opcode::Uload8, 1),
            Operator::I32Load16S { memarg } => self.load(memarg, Opcode::Sload16, I32, 2),
            Operator::I32Load16U { memarg } => self.load_narrow(memarg, Opcode::Uload16, 2),
            Operator::I64Load8S { memarg } => self.load(memarg, Opcode::Sload8, I64, 1),
            Operator::I64Load8U { memarg } => self.load(memarg, Opcode::Uload8, I64, 1),
            Operator::I64Load16S { memarg } => self.load(memarg, Opcode::Sload16, I64, 2),
            Operator::I64Load16U { memarg } => self.load(memarg, Opcode::Uload16, I64, 2),
            // The width of the result of these two is fixed; what their type parameter
            // says is the type of the address.
            Operator::I64Load32S { memarg } => self.load(memarg, Opcode::Sload32, POINTER, 4),
            Operator::I64Load32U { memarg } => self.load(memarg, Opcode::Uload32, POINTER, 4),
            Operator::I32Store { memarg }
            | Operator::F32Store { memarg }
            | Operator::I64Store32 { memarg } => {
                let opcode = if matches!(operator, Operator::I64Store32 { .. }) {
                    Opcode::Istore32
                } else {
                    Opcode::Store
                };
                self.store(memarg, opcode, 4);
            }
            Operator::I64Store { memarg } | Operator::F64Store { memarg } => {
                self.store(memarg, Opcode::Store, 8);
            }
            Operator::I32Store8 { memarg } | Operator::I64Store8 { memarg } => {
                self.store(memarg, Opcode::Istore8, 1);
            }
            Operator::I32Store16 { memarg } | Operator::I64Store16 { memarg } => {
                self.store(memarg, Opcode::Istore16, 2);
            }

            Operator::V128Load { memarg } => self.load(memarg, Opcode::Load, VECTOR, 16),
            Operator::V128Store { memarg } => self.store(memarg, Opcode::Store, 16),
            Operator::V128Load8x8S { memarg } => self.load_widened(memarg, Opcode::Sload8x8),
            Operator::V128Load8x8U { memarg } => self.load_widened(memarg, Opcode::Uload8x8),
            Operator::V128Load16x4S { memarg } => self.load_widened(memarg, Opcode::Sload16x4),
            Operator::V128Load16x4U { memarg } => self.load_widened(memarg, Opcode::Uload16x4),
            Operator::V128Load32x2S { memarg } => self.load_widened(memarg, Opcode::Sload32x2),
            Operator::V128Load32x2U { memarg } => self.load_widened(memarg, Opcode::Uload32x2),
            Operator::V128Load8Splat { memarg } => self.load_splat(memarg, types::I8X16),
            Operator::V128Load16Splat { memarg } => self.load_splat(memarg, types::I16X8),
            Operator::V128Load32Splat { memarg } => self.load_splat(memarg, types::I32X4),
            Operator::V128Load64Splat { memarg } => self.load_splat(memarg, types::I64X2),
            Operator::V128Load32Zero { memarg } => self.load_zero(memarg, types::I32X4),
            Operator::V128Load64Zero { memarg } => self.load_zero(memarg, types::I64X2),
            Operator::V128Load8Lane { memarg, lane } => self.load_lane(memarg, I8, *lane),
            Operator::V128Load16Lane { memarg, lane } => self.load_lane(memarg, I16, *lane),
            Operator::V128Load32Lane { memarg, lane } => self.load_lane(memarg, I32, *lane),
            Operator::V128Load64Lane { memarg, lane } => self.load_lane(memarg, I64, *lane),
            Operator::V128Store8Lane { memarg, lane } => self.store_lane(memarg, I8, *lane),
            Operator::V128Store16Lane { memarg, lane } => self.store_lane(memarg, I16, *lane),
            Operator::V128Store32Lane { memarg, lane } => self.store_lane(memarg, I32, *lane),
            Operator::V128Store64Lane { memarg, lane } => self.store_lane(memarg, I64, *lane),
            _ => return false,
        }
        true
    }

    fn load(&mut self, memarg: &MemArg, opcode: Opcode, ty: Type, bytes: u64) {
        let Some(access) = self.access(memarg, bytes) else {
            return;
        };
        let value = self.emit_load(opcode, ty, &access);
        self.stack.push(value);
    }

    /// Loads less than 32 bits as 64, so that nothing is left to do where they become
    /// an index (see [`Translator::zero_extend`]).
    fn load_narrow(&mut self, memarg: &MemArg, opcode: Opcode, bytes: u64) {
        let Some(access) = self.access(memarg, bytes) else {
            return;
        };
        let wide = self.emit_load(opcode, types::I64, &access);
        let value = self.builder.ins().ireduce(types::I32, wide);
        self.stack.push(value);
    }

    fn emit_load(&mut self, opcode: Opcode, ty: Type, access: &Access) -> Value {
        let (load, dfg) = self.builder.ins().Load(
            opcode,
            ty,
            access.flags,
            Offset32::new(access.offset),
            access.address,
        );
        dfg.first_result(load)
    }

    fn store(&mut self, memarg: &MemArg, opcode: Opcode, bytes: u64) {
        let value = self.stack.pop();
        if let Some(access) = self.access(memarg, bytes) {
            self.emit_store(opcode, value, &access);
        }
    }

    fn emit_store(&mut self, opcode: Opcode, value: Value, access: &Access) {
        let ty = self.builder.func.dfg.value_type(value);
        self.builder.ins().Store(
            opcode,
            ty,
            access.flags,
            Offset32::new(access.offset),
            value,
            access.address,
        );
    }

    /// Loads eight bytes and widens each lane to twice its width.
    fn load_widened(&mut self, memarg: &MemArg, opcode: Opcode) {
        let Some(access) = self.access(memarg, 8) else {
            return;
        };
        let vector = self.emit_load(opcode, POINTER, &access);
        self.push_vector(vector);
    }

    fn load_splat(&mut self, memarg: &MemArg, lanes: Type) {
        let lane = lanes.lane_type();
        let Some(access) = self.access(memarg, u64::from(lane.bytes())) else {
            return;
        };
        let scalar = self.emit_load(Opcode::Load, lane, &access);
        let vector = self.builder.ins().splat(lanes, scalar);
        self.push_vector(vector);
    }

    fn load_zero(&mut self, memarg: &MemArg, lanes: Type) {
        let lane = lanes.lane_type();
        let Some(access) = self.access(memarg, u64::from(lane.bytes())) else {
            return;
        };
        let scalar = self.emit_load(Opcode::Load, lane, &access);
        let vector = self.builder.ins().scalar_to_vector(lanes, scalar);
        self.push_vector(vector);
    }

    fn load_lane(&mut self, memarg: &MemArg, lane_type: Type, lane: u8) {
        let vector = self.stack.pop();
        let Some(access) = self.access(memarg, u64::from(lane_type.bytes())) else {
            return;
        };
        let scalar = self.emit_load(Opcode::Load, lane_type, &access);
        let vector = reinterpret(&mut self.builder, vector, lanes_of(lane_type));
        let vector = self.builder.ins().insertlane(vector, scalar, lane);
        self.push_vector(vector);
    }

    fn store_lane(&mut self, memarg: &MemArg, lane_type: Type, lane: u8) {
        let vector = self.stack.pop();
        let Some(access) = self.access(memarg, u64::from(lane_type.bytes())) else {
            return;
        };
        let vector = reinterpret(&mut self.builder, vector, lanes_of(lane_type));
        let scalar = self.builder.ins().extractlane(vector, lane);
        self.emit_store(Opcode::Store, scalar, &access);
    }

    fn push_vector(&mut self, vector: Value) {
        let vector = reinterpret(&mut self.builder, vector, VECTOR);
        self.stack.push(vector);
    }

    /// Pops an index and makes it the place of an access of so many bytes. `None` if the
    /// access traps whatever the index.
    fn access(&mut self, memarg: &MemArg, bytes: u64) -> Option<Access> {
        let memory = memory_of(memarg);
        let ty = self.module.memories[memory.index()];
        let index = self.stack.pop();
        let index = self.zero_extend(index);
        let flags = MemFlagsData::new()
            .with_endianness(Endianness::Little)
            .with_alias_region(Some(self.region(Region::Memory)));
        let flags = if is_guarded(&ty) {
            flags.with_trap_code(Some(trap_code(TrapCode::MemoryOutOfBounds)))
        } else {
            let Some(end) = memarg.offset.checked_add(bytes) else {
                self.trap(TrapCode::MemoryOutOfBounds);
                return None;
            };
            self.check_bounds(memory, &ty, index, end);
            flags.with_notrap()
        };
        let base = self.load_instance_pointer(self.layout.memory_base(memory));
        let mut address = self.builder.ins().iadd(base, index);
        let offset = i32::try_from(memarg.offset).unwrap_or_else(|_| {
            let offset = memarg.offset.cast_signed();
            address = self.builder.ins().iadd_imm_s(address, offset);
            0
        });
        Some(Access {
            address,
            offset,
            flags: self
                .builder
                .func
                .dfg
                .mem_flags
                .insert(flags)
                .expect("a function uses few combinations of flags, since regions are few"),
        })
    }

    /// Traps if `index + end` is beyond the length.
    fn check_bounds(&mut self, memory: MemoryIndex, ty: &MemoryType, index: Value, end: u64) {
        let end = self.iconst_pointer(end);
        let end = if ty.is_64 {
            let code = trap_code(TrapCode::MemoryOutOfBounds);
            self.builder.ins().uadd_overflow_trap(index, end, code)
        } else {
            // Both are less than 2^33.
            self.builder.ins().iadd(index, end)
        };
        let length = self.memory_length(memory);
        let is_outside = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedGreaterThan, end, length);
        self.trap_if(is_outside, TrapCode::MemoryOutOfBounds);
    }

    /// The length in bytes.
    fn memory_length(&mut self, memory: MemoryIndex) -> Value {
        let definition = self.load_instance_pointer(self.layout.memory_definition(memory));
        let flags = self.region_flags(Region::MemoryLength);
        self.builder.ins().load(types::I64, flags, definition, 0)
    }

    pub(crate) fn memory_size(&mut self, memory: u32) {
        let memory = MemoryIndex(memory);
        let ty = self.module.memories[memory.index()];
        let length = self.memory_length(memory);
        let pages = self
            .builder
            .ins()
            .ushr_imm_u(length, i64::from(ty.page_size_log2));
        let pages = self.narrow_to_index(pages, ty.is_64);
        self.stack.push(pages);
    }

    pub(crate) fn memory_grow(&mut self, memory: u32) {
        let is_64 = self.module.memories[memory as usize].is_64;
        let pages = self.stack.pop();
        let pages = self.zero_extend(pages);
        let memory = self.iconst_pointer(u64::from(memory));
        let result = self.call_routine_with_result(Routine::MemoryGrow, &[memory, pages]);
        let result = self.narrow_to_index(result, is_64);
        self.stack.push(result);
    }

    pub(crate) fn memory_fill(&mut self, memory: u32) {
        let memory = self.iconst_pointer(u64::from(memory));
        self.call_with_three_operands(Routine::MemoryFill, memory);
    }

    pub(crate) fn memory_copy(&mut self, destination: u32, source: u32) {
        let memories = self.iconst_pair(destination, source);
        self.call_with_three_operands(Routine::MemoryCopy, memories);
    }

    pub(crate) fn memory_init(&mut self, memory: u32, segment: u32) {
        let which = self.iconst_pair(memory, segment);
        self.call_with_three_operands(Routine::MemoryInit, which);
    }

    pub(crate) fn data_drop(&mut self, segment: u32) {
        let segment = self.iconst_pointer(u64::from(segment));
        self.call_routine(Routine::DataDrop, &[segment]);
    }

    /// Two indices in one word, as routines take them.
    pub(crate) fn iconst_pair(&mut self, low: u32, high: u32) -> Value {
        self.iconst_pointer(u64::from(low) | u64::from(high) << 32)
    }

    /// Calls a routine with `first` and the three topmost operands.
    pub(crate) fn call_with_three_operands(&mut self, routine: Routine, first: Value) {
        let (a, b, c) = self.stack.pop3();
        let a = self.zero_extend(a);
        let b = self.zero_extend(b);
        let c = self.zero_extend(c);
        self.call_routine(routine, &[first, a, b, c]);
    }

    pub(crate) fn call_routine_with_result(
        &mut self,
        routine: Routine,
        arguments: &[Value],
    ) -> Value {
        self.call_routine(routine, arguments)
            .expect("the routine is one that has a result")
    }
}

/// Whether accesses of the memory need no check: see the module's documentation.
fn is_guarded(ty: &MemoryType) -> bool {
    !ty.is_64 && ty.page_size_log2 == 16
}

fn memory_of(memarg: &MemArg) -> MemoryIndex {
    match memarg.target {
        MemArgTarget::Memory(memory) => MemoryIndex(memory),
        MemArgTarget::Array(_) => {
            unreachable!("the parser accepts no access of arrays by memory instructions")
        }
    }
}

/// The vector type of such lanes.
fn lanes_of(lane: Type) -> Type {
    lane.by(VECTOR.bytes() / lane.bytes())
        .expect("a vector consists of whole lanes")
}
