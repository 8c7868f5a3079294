//! The registers of a call, moved to memory and back: what several stubs do alike.
//!
//! Each macro is a piece of a stub's text, since naked functions can share nothing else. Its
//! argument is the register with the address; the operands `integers` and `floats` of the
//! stub say where from there the images of the registers are
//! ([`RegisterImage`](switchback_abi::frame::RegisterImage), or alike).

/// One instruction a register, which stores it: so many bytes above the operand.
macro_rules! store {
    ($instruction:ident, $base:literal, $operand:literal: $($register:ident $place:literal)*) => {
        concat!($(
            stringify!($instruction), " [", $base, " + ", $operand, " + ", $place, "], ",
            stringify!($register), "\n",
        )*)
    };
}

/// Likewise, which loads it.
macro_rules! load {
    ($instruction:ident, $base:literal, $operand:literal: $($register:ident $place:literal)*) => {
        concat!($(
            stringify!($instruction), " ", stringify!($register), ", [", $base, " + ", $operand,
            " + ", $place, "]\n",
        )*)
    };
}

/// Stores the integer registers of arguments.
macro_rules! store_integer_arguments {
    ($base:literal) => {
        $crate::assembly::x86_64_registers::store!(mov, $base, "{integers}":
            rdi 0x00 rsi 0x08 rdx 0x10 rcx 0x18 r8 0x20 r9 0x28)
    };
}

/// Loads the integer registers of arguments: `rdi` last, so that the address may be there.
macro_rules! load_integer_arguments {
    ($base:literal) => {
        $crate::assembly::x86_64_registers::load!(mov, $base, "{integers}":
            rsi 0x08 rdx 0x10 rcx 0x18 r8 0x20 r9 0x28 rdi 0x00)
    };
}

/// Stores the integer registers of results.
macro_rules! store_integer_results {
    ($base:literal) => {
        $crate::assembly::x86_64_registers::store!(mov, $base, "{integers}":
            rax 0x00 rcx 0x08 rdx 0x10 rsi 0x18 rdi 0x20 r8 0x28 r9 0x30 r10 0x38)
    };
}

/// Stores the vector registers of arguments or results.
macro_rules! store_floats {
    ($base:literal) => {
        $crate::assembly::x86_64_registers::store!(movaps, $base, "{floats}":
            xmm0 0x00 xmm1 0x10 xmm2 0x20 xmm3 0x30 xmm4 0x40 xmm5 0x50 xmm6 0x60 xmm7 0x70)
    };
}

/// Loads the vector registers of arguments or results.
macro_rules! load_floats {
    ($base:literal) => {
        $crate::assembly::x86_64_registers::load!(movaps, $base, "{floats}":
            xmm0 0x00 xmm1 0x10 xmm2 0x20 xmm3 0x30 xmm4 0x40 xmm5 0x50 xmm6 0x60 xmm7 0x70)
    };
}

/// The address of a label inside a stub. Naming the stub sees to it that it is there:
/// functions that nobody names are left out of a program.
macro_rules! address_in {
    ($stub:path, $label:literal) => {{
        let address: usize;
        // SAFETY: computes an address and does nothing else.
        unsafe {
            core::arch::asm!(
                concat!("lea {address}, [rip + ", $label, "] # {stub}"),
                address = out(reg) address,
                stub = sym $stub,
                options(pure, nomem, nostack, preserves_flags),
            );
        }
        address
    }};
}

pub(super) use {
    address_in, load, load_floats, load_integer_arguments, store, store_floats,
    store_integer_arguments, store_integer_results,
};
