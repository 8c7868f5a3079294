//! The lazy pads: what a function's entry slot leads to before it has code.
//!
//! A module has one pad for each function that it defines, and one *veneer* that
//! all of them jump to:
//!
//! ```text
//! veneer: jmp [rip + 0]            ; the address of `lazy_compile` follows
//!         .quad lazy_compile
//! pad i:  mov eax, <function index>
//!         jmp veneer
//! ```
//!
//! A pad touches no register but eax, which carries no argument, and makes no
//! frame: `lazy_compile` begins as if the function itself had been called.

use switchback_wasm::FunctionIndex;

/// What fills the gaps between functions: `int3`, so that nothing runs on into
/// the next function unseen.
pub(crate) const PADDING: u8 = 0xcc;

/// Bytes of the veneer, rounded up.
const VENEER_SIZE: usize = 16;
/// Bytes of a pad: two instructions of five bytes.
const PAD_SIZE: usize = 10;

/// Bytes of the veneer and as many pads.
pub(crate) fn size(pads: usize) -> usize {
    VENEER_SIZE + pads * PAD_SIZE
}

/// Where a pad begins, in bytes from the start of the veneer.
pub(crate) fn offset(pad: usize) -> usize {
    VENEER_SIZE + pad * PAD_SIZE
}

/// Writes the veneer and the pads of the functions from `first` on, as many as
/// there is room for. `lazy_compile` is the stub's address.
pub(crate) fn write(bytes: &mut [u8], first: FunctionIndex, lazy_compile: usize) {
    let (veneer, pads) = bytes.split_at_mut(VENEER_SIZE);
    veneer.fill(PADDING);
    veneer[..6].copy_from_slice(&[0xff, 0x25, 0, 0, 0, 0]);
    veneer[6..14].copy_from_slice(&(lazy_compile as u64).to_le_bytes());
    for ((number, pad), function) in pads.chunks_exact_mut(PAD_SIZE).enumerate().zip(first.0..) {
        let end = offset(number) + PAD_SIZE;
        // A module has at most a million functions, so this is far from the limit.
        let to_veneer = -(end as i32);
        pad[0] = 0xb8;
        pad[1..5].copy_from_slice(&function.to_le_bytes());
        pad[5] = 0xe9;
        pad[6..10].copy_from_slice(&to_veneer.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pads_lead_to_the_veneer() {
        let mut bytes = vec![0; size(3)];
        write(&mut bytes, FunctionIndex(7), 0x1122_3344_5566_7788);
        assert_eq!(bytes[..6], [0xff, 0x25, 0, 0, 0, 0]);
        assert_eq!(bytes[6..14], 0x1122_3344_5566_7788_u64.to_le_bytes());
        for (pad, function) in (0..3).zip(7_u32..) {
            let pad = &bytes[offset(pad)..][..PAD_SIZE];
            assert_eq!(pad[0], 0xb8);
            assert_eq!(pad[1..5], function.to_le_bytes());
            assert_eq!(pad[5], 0xe9);
        }
        let jump = i32::from_le_bytes(bytes[offset(2) + 6..][..4].try_into().unwrap());
        assert_eq!(offset(3) as i32 + jump, 0);
    }
}
