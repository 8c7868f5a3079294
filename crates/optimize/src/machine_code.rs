//! The few machine instructions that are not Cranelift's doing, and their encoding by its
//! assembler.
//!
//! Only what [`crate::entry_check`] needs. The names of registers are those of
//! [`cranelift_assembler_x64::gpr::enc`].

use std::fmt;
use std::num::TryFromIntError;

use cranelift_assembler_x64::{
    Amode, AmodeOffset, AmodeOffsetPlusKnownOffset, DeferredTarget, Gpr, Inst, Registers, Size,
    inst,
};

/// A general-purpose register, by its number.
pub(crate) type Register = u8;

/// An instruction.
#[derive(Clone, Debug)]
pub(crate) enum Instruction {
    /// One that refers to no label.
    Plain(Inst<Hardware>),
    /// Jumps if the last comparison found less, unsigned, or the last subtraction wrapped.
    JumpIfBelow(Label),
    /// Jumps if the last comparison found the same, or the last test zero.
    JumpIfEqual(Label),
    /// Puts the address of a label into a register.
    LoadAddress(Register, Label),
}

/// A place in a function's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// Where Cranelift's code begins.
    Body,
    /// Behind it: what happens when the stack pointer is below the limit.
    LimitReached,
}

/// What the assembler is told of registers: they are those of the processor.
#[derive(Clone, Debug)]
pub(crate) struct Hardware;

impl Registers for Hardware {
    type ReadGpr = Register;
    type ReadWriteGpr = Register;
    type WriteGpr = Register;
    type ReadXmm = Register;
    type ReadWriteXmm = Register;
    type WriteXmm = Register;
}

impl Instruction {
    fn plain(instruction: impl Into<Inst<Hardware>>) -> Self {
        Self::Plain(instruction.into())
    }

    /// Copies a register.
    pub(crate) fn copy(to: Register, from: Register) -> Self {
        Self::plain(inst::movq_mr::new(to, from))
    }

    /// Puts a number into a register, zero-extended.
    pub(crate) fn load_constant(to: Register, constant: u32) -> Self {
        Self::plain(inst::movl_oi::new(to, constant))
    }

    /// Loads the word that lies at `offset` from where `base` points.
    pub(crate) fn load(to: Register, base: Register, offset: i32) -> Self {
        Self::plain(inst::movq_rm::new(to, address(base, offset)))
    }

    /// Compares a register with the word that lies at `offset` from where `base` points.
    pub(crate) fn compare(register: Register, base: Register, offset: i32) -> Self {
        Self::plain(inst::cmpq_rm::new(register, address(base, offset)))
    }

    /// Compares a register with zero.
    pub(crate) fn test(register: Register) -> Self {
        Self::plain(inst::testq_mr::new(register, register))
    }

    /// Subtracts a number from a register.
    pub(crate) fn subtract(register: Register, constant: i32) -> Self {
        Self::plain(inst::subq_mi_sxl::new(register, constant))
    }

    /// Pushes a register.
    pub(crate) fn push(register: Register) -> Self {
        Self::plain(inst::pushq_o::new(register))
    }

    /// Pops a register.
    pub(crate) fn pop(register: Register) -> Self {
        Self::plain(inst::popq_o::new(register))
    }

    /// Calls the code whose address lies at `offset` from where `base` points.
    pub(crate) fn call(base: Register, offset: i32) -> Self {
        Self::plain(inst::callq_m::new(address(base, offset)))
    }

    /// Jumps to the address in a register.
    pub(crate) fn jump(register: Register) -> Self {
        Self::plain(inst::jmpq_m::new(register))
    }

    /// Does nothing, in so many bytes, of which there are at most [`LONGEST_NOP`].
    fn nop(bytes: usize) -> Self {
        match bytes {
            1 => Self::plain(inst::nop_1b::new()),
            2 => Self::plain(inst::nop_2b::new()),
            3 => Self::plain(inst::nop_3b::new()),
            4 => Self::plain(inst::nop_4b::new()),
            5 => Self::plain(inst::nop_5b::new()),
            6 => Self::plain(inst::nop_6b::new()),
            7 => Self::plain(inst::nop_7b::new()),
            8 => Self::plain(inst::nop_8b::new()),
            _ => Self::plain(inst::nop_9b::new()),
        }
    }

    /// The instruction for the assembler, and the label that the four bytes at its end
    /// refer to.
    fn unresolved(&self) -> (Inst<Hardware>, Option<Label>) {
        match self {
            Self::Plain(instruction) => (instruction.clone(), None),
            Self::JumpIfBelow(label) => (inst::jb_d32::new(0).into(), Some(*label)),
            Self::JumpIfEqual(label) => (inst::je_d32::new(0).into(), Some(*label)),
            Self::LoadAddress(register, label) => {
                let place = Amode::RipRelative {
                    target: DeferredTarget::None,
                };
                let load = inst::leaq_rm::<Hardware>::new(*register, place);
                (load.into(), Some(*label))
            }
        }
    }
}

/// The longest instruction that does nothing.
const LONGEST_NOP: usize = 9;

/// The address `offset` bytes from where `base` points. Nothing faults there.
fn address(base: Register, offset: i32) -> Amode<Register> {
    Amode::ImmReg {
        base,
        simm32: AmodeOffsetPlusKnownOffset {
            simm32: AmodeOffset::new(offset),
            offset: None,
        },
        trap: None,
    }
}

impl fmt::Display for Instruction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(instruction) => write!(f, "{instruction}"),
            Self::JumpIfBelow(label) => write!(f, "jb {label}"),
            Self::JumpIfEqual(label) => write!(f, "je {label}"),
            Self::LoadAddress(register, label) => {
                let register = Gpr::new(*register).to_string(Size::Quadword);
                write!(f, "leaq {label}(%rip), {register}")
            }
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Body => "body",
            Self::LimitReached => "limit_reached",
        })
    }
}

/// Machine code in the making.
#[derive(Debug, Default)]
pub(crate) struct Code {
    bytes: Vec<u8>,
    /// Where the four bytes lie that refer to a label.
    references: Vec<(usize, Label)>,
}

impl Code {
    /// How many bytes there are.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Adds instructions.
    pub(crate) fn emit(&mut self, instructions: &[Instruction]) {
        for instruction in instructions {
            let (instruction, label) = instruction.unresolved();
            instruction.encode(&mut self.bytes);
            let end = self.bytes.len();
            self.references
                .extend(label.map(|label| (end - size_of::<i32>(), label)));
        }
    }

    /// Adds instructions that do nothing up to a multiple of `alignment` bytes.
    pub(crate) fn align(&mut self, alignment: u32) {
        let end = self.len().next_multiple_of(alignment as usize);
        while self.len() < end {
            let bytes = (end - self.len()).min(LONGEST_NOP);
            self.emit(&[Instruction::nop(bytes)]);
        }
    }

    /// Adds finished code.
    pub(crate) fn append(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The finished code, with references to labels that are where `offset_of` says.
    pub(crate) fn finish(
        mut self,
        offset_of: impl Fn(Label) -> usize,
    ) -> Result<Vec<u8>, TryFromIntError> {
        for (place, label) in self.references {
            let end = place + size_of::<i32>();
            let distance = i32::try_from(offset_of(label))? - i32::try_from(end)?;
            self.bytes[place..end].copy_from_slice(&distance.to_le_bytes());
        }
        Ok(self.bytes)
    }
}
