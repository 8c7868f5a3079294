//! Unboxed 31-bit integers.

use std::fmt;

/// A 31-bit integer, as `i31ref` has it: neither signed nor unsigned.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct I31(u32);

/// How many bits there are.
const BITS: u32 = 31;

impl I31 {
    /// An unsigned integer, if it fits.
    #[must_use]
    pub fn new_u32(value: u32) -> Option<Self> {
        (value >> BITS == 0).then_some(Self(value))
    }

    /// A signed integer, if it fits.
    #[must_use]
    pub fn new_i32(value: i32) -> Option<Self> {
        let wrapped = Self::wrapping_i32(value);
        (wrapped.get_i32() == value).then_some(wrapped)
    }

    /// The low 31 bits of an integer.
    #[must_use]
    pub fn wrapping_u32(value: u32) -> Self {
        Self(value & (u32::MAX >> 1))
    }

    /// The low 31 bits of an integer.
    #[must_use]
    pub fn wrapping_i32(value: i32) -> Self {
        Self::wrapping_u32(value.cast_unsigned())
    }

    /// The integer, zero-extended.
    #[must_use]
    pub fn get_u32(self) -> u32 {
        self.0
    }

    /// The integer, sign-extended.
    #[must_use]
    pub fn get_i32(self) -> i32 {
        (self.0 << 1).cast_signed() >> 1
    }

    /// The reference that it is.
    pub(crate) fn to_reference(self) -> u32 {
        self.0 << 1 | 1
    }

    /// The integer that a reference is, if it is one.
    pub(crate) fn of_reference(reference: u32) -> Option<Self> {
        (reference & 1 != 0).then_some(Self(reference >> 1))
    }
}

impl fmt::Debug for I31 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("I31")
            .field("as_u32", &self.get_u32())
            .field("as_i32", &self.get_i32())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_come_back_if_they_fit() {
        for value in [0, 1, 0x3fff_ffff, 0x4000_0000, 0x7fff_ffff] {
            let i31 = I31::new_u32(value).unwrap();
            assert_eq!(i31.get_u32(), value);
            assert_eq!(I31::of_reference(i31.to_reference()), Some(i31));
        }
        for value in [0, 1, -1, 0x3fff_ffff, -0x4000_0000] {
            assert_eq!(I31::new_i32(value).unwrap().get_i32(), value);
        }
        assert!(I31::new_u32(0x8000_0000).is_none());
        assert!(I31::new_i32(0x4000_0000).is_none());
        assert!(I31::new_i32(-0x4000_0001).is_none());
        assert_eq!(I31::wrapping_u32(u32::MAX).get_i32(), -1);
        assert_eq!(I31::wrapping_i32(i32::MIN).get_u32(), 0);
        assert_eq!(I31::of_reference(8), None);
    }
}
