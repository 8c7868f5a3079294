//! Instructions on memories.

use wasmparser::{MemArg, MemArgTarget, Operator};

use super::thread::Frame;
use super::value::Value;
use super::{Machine, Outcome, Stop, Trap};

impl<'m> Machine<'m> {
    /// The instructions on memories.
    pub(super) fn memory(
        &mut self,
        frame: &mut Frame<'m>,
        operator: &Operator<'m>,
    ) -> Option<Outcome> {
        use Operator as O;
        let signed = |bytes: u64, bits: u32| {
            ((bytes << (64 - bits)).cast_signed() >> (64 - bits)).cast_unsigned()
        };
        Some(match operator {
            O::I32Load { memarg } => self.load(frame, memarg, 4, |v| Value::I32(v as u32)),
            O::I64Load { memarg } => self.load(frame, memarg, 8, Value::I64),
            O::F32Load { memarg } => self.load(frame, memarg, 4, |v| Value::F32(v as u32)),
            O::F64Load { memarg } => self.load(frame, memarg, 8, Value::F64),
            O::I32Load8S { memarg } => {
                self.load(frame, memarg, 1, |v| Value::I32(signed(v, 8) as u32))
            }
            O::I32Load8U { memarg } => self.load(frame, memarg, 1, |v| Value::I32(v as u32)),
            O::I32Load16S { memarg } => {
                self.load(frame, memarg, 2, |v| Value::I32(signed(v, 16) as u32))
            }
            O::I32Load16U { memarg } => self.load(frame, memarg, 2, |v| Value::I32(v as u32)),
            O::I64Load8S { memarg } => self.load(frame, memarg, 1, |v| Value::I64(signed(v, 8))),
            O::I64Load8U { memarg } => self.load(frame, memarg, 1, Value::I64),
            O::I64Load16S { memarg } => self.load(frame, memarg, 2, |v| Value::I64(signed(v, 16))),
            O::I64Load16U { memarg } => self.load(frame, memarg, 2, Value::I64),
            O::I64Load32S { memarg } => self.load(frame, memarg, 4, |v| Value::I64(signed(v, 32))),
            O::I64Load32U { memarg } => self.load(frame, memarg, 4, Value::I64),
            O::I32Store { memarg } | O::F32Store { memarg } | O::I64Store32 { memarg } => {
                self.store(frame, memarg, 4)
            }
            O::I64Store { memarg } | O::F64Store { memarg } => self.store(frame, memarg, 8),
            O::I32Store8 { memarg } | O::I64Store8 { memarg } => self.store(frame, memarg, 1),
            O::I32Store16 { memarg } | O::I64Store16 { memarg } => self.store(frame, memarg, 2),
            O::MemorySize { mem } => {
                let memory = &self.memories[self.instances[frame.instance].memory(*mem)];
                let pages = memory.bytes.len() as u64 / memory.ty.page_size();
                let is_64 = memory.ty.is_64;
                frame.push(Value::of_index(pages, is_64));
                Ok(())
            }
            O::MemoryGrow { mem } => {
                self.grow_memory(frame, *mem);
                Ok(())
            }
            O::MemoryFill { mem } => self.fill_memory(frame, *mem),
            O::MemoryCopy { dst_mem, src_mem } => self.copy_memory(frame, *dst_mem, *src_mem),
            O::MemoryInit { data_index, mem } => self.init_memory(frame, *data_index, *mem),
            O::DataDrop { data_index } => {
                self.instances[frame.instance].data[*data_index as usize] = &[];
                Ok(())
            }
            _ => return None,
        })
    }

    /// The bytes that an access touches.
    fn accessed(
        &mut self,
        frame: &mut Frame<'m>,
        memarg: &MemArg,
        address: u64,
        size: u64,
    ) -> Outcome<&mut [u8]> {
        let MemArgTarget::Memory(memory) = memarg.target else {
            return Err(Stop::Unsupported(format!("{memarg:?}")));
        };
        let memory = self.instances[frame.instance].memory(memory);
        let start = u128::from(address) + u128::from(memarg.offset);
        slice(&mut self.memories[memory].bytes, start, size).ok_or(Trap::MemoryOutOfBounds.into())
    }

    fn load(
        &mut self,
        frame: &mut Frame<'m>,
        memarg: &MemArg,
        size: u64,
        value: impl Fn(u64) -> Value,
    ) -> Outcome {
        let address = frame.pop().index();
        let accessed = self.accessed(frame, memarg, address, size)?;
        let mut bytes = [0; 8];
        bytes[..accessed.len()].copy_from_slice(accessed);
        frame.push(value(u64::from_le_bytes(bytes)));
        Ok(())
    }

    fn store(&mut self, frame: &mut Frame<'m>, memarg: &MemArg, size: u64) -> Outcome {
        let value = match frame.pop() {
            Value::I32(bits) | Value::F32(bits) => bits.into(),
            Value::I64(bits) | Value::F64(bits) => bits,
            Value::V128(_) | Value::Ref(_) => {
                unreachable!("validation has checked the types of operands")
            }
        };
        let address = frame.pop().index();
        let accessed = self.accessed(frame, memarg, address, size)?;
        accessed.copy_from_slice(&value.to_le_bytes()[..accessed.len()]);
        Ok(())
    }

    fn grow_memory(&mut self, frame: &mut Frame<'m>, memory: u32) {
        let memory = self.instances[frame.instance].memory(memory);
        let memory = &mut self.memories[memory];
        let delta = frame.pop().index();
        let page = memory.ty.page_size();
        let old = memory.bytes.len() as u64 / page;
        let limit = self.bounds.pages.saturating_mul(65_536) / page;
        let most = memory.ty.maximum.map_or(limit, |most| most.min(limit));
        let grown = old.checked_add(delta).filter(|new| *new <= most);
        if let Some(new) = grown {
            memory.bytes.resize((new * page) as usize, 0);
        }
        let answer = grown.map_or(u64::MAX, |_| old);
        frame.push(Value::of_index(answer, memory.ty.is_64));
    }

    fn fill_memory(&mut self, frame: &mut Frame<'m>, memory: u32) -> Outcome {
        let length = frame.pop().index();
        let value = frame.pop().i32() as u8;
        let start = frame.pop().index();
        let memory = self.instances[frame.instance].memory(memory);
        let bytes = slice(&mut self.memories[memory].bytes, start.into(), length)
            .ok_or(Trap::MemoryOutOfBounds)?;
        bytes.fill(value);
        Ok(())
    }

    fn copy_memory(&mut self, frame: &mut Frame<'m>, to: u32, from: u32) -> Outcome {
        let length = frame.pop().index();
        let (source, destination) = (frame.pop().index(), frame.pop().index());
        let instance = &self.instances[frame.instance];
        let (to, from) = (instance.memory(to), instance.memory(from));
        let bytes = slice(&mut self.memories[from].bytes, source.into(), length)
            .ok_or(Trap::MemoryOutOfBounds)?
            .to_vec();
        slice(&mut self.memories[to].bytes, destination.into(), length)
            .ok_or(Trap::MemoryOutOfBounds)?
            .copy_from_slice(&bytes);
        Ok(())
    }

    pub(super) fn init_memory(
        &mut self,
        frame: &mut Frame<'m>,
        segment: u32,
        memory: u32,
    ) -> Outcome {
        let length = frame.pop().index();
        let (source, destination) = (frame.pop().index(), frame.pop().index());
        let instance = &self.instances[frame.instance];
        let bytes =
            part(instance.data(segment), source.into(), length).ok_or(Trap::MemoryOutOfBounds)?;
        let memory = instance.memory(memory);
        slice(&mut self.memories[memory].bytes, destination.into(), length)
            .ok_or(Trap::MemoryOutOfBounds)?
            .copy_from_slice(bytes);
        Ok(())
    }
}

/// A part of a slice, if all of it is there.
pub(super) fn slice<T>(all: &mut [T], start: u128, length: u64) -> Option<&mut [T]> {
    let end = start + u128::from(length);
    if end > all.len() as u128 {
        return None;
    }
    all.get_mut(start as usize..end as usize)
}

/// The same of one that is not changed.
pub(super) fn part<T>(all: &[T], start: u128, length: u64) -> Option<&[T]> {
    let end = start + u128::from(length);
    if end > all.len() as u128 {
        return None;
    }
    all.get(start as usize..end as usize)
}
