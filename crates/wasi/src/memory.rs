//! The program's memory as the calls see it.
//!
//! Every access is by an address and a length that the program chose, and every
//! one is checked. Nothing here allocates in proportion to such a length: a list
//! of buffers is cut off at [`MAXIMUM_BUFFERS`] and [`MAXIMUM_TRANSFER`], which
//! the program sees as a short read or write, and a path is refused when it is
//! longer than any that the host would take.

use crate::error::{Failure, MemoryFault};
use crate::types::Errno;
use std::io::{IoSlice, IoSliceMut};

/// The most buffers that one call reads into or writes from. It is what Linux allows.
pub const MAXIMUM_BUFFERS: usize = 1024;

/// The most bytes that one call reads or writes. It is what Linux transfers at
/// most; without it a list that names the same bytes a thousand times would make
/// a stream that keeps what it is given keep a thousand times the program's memory.
pub const MAXIMUM_TRANSFER: usize = 0x7fff_f000;

/// The longest path, as on Linux.
const MAXIMUM_PATH: u32 = 4096;

/// How many bytes pointers of 32 bits reach, less the last, so that an end is a
/// 32-bit number too. (A memory of 32-bit addresses that is as large as it can be
/// loses nothing by it but its last byte.)
const ADDRESSABLE: usize = u32::MAX as usize;

/// How many bytes an entry of a list of buffers takes: an address and a length.
const BUFFER_DESCRIPTION: u32 = 8;

/// A view of the program's memory.
#[derive(Debug)]
pub struct GuestMemory<'a> {
    bytes: &'a mut [u8],
}

impl<'a> GuestMemory<'a> {
    /// A view of a memory with these contents. What lies beyond 4 GiB in a
    /// memory with 64-bit addresses is not part of it: preview 1 has no pointers
    /// to there.
    pub fn new(bytes: &'a mut [u8]) -> Self {
        let addressable = u32::try_from(bytes.len()).map_or(ADDRESSABLE, |length| length as usize);
        Self {
            bytes: &mut bytes[..addressable],
        }
    }

    /// `length` bytes at `address`.
    pub fn bytes(&self, address: u32, length: u32) -> Result<&[u8], MemoryFault> {
        let start = address as usize;
        start
            .checked_add(length as usize)
            .and_then(|end| self.bytes.get(start..end))
            .ok_or_else(|| self.out_of_bounds(address, length.into()))
    }

    /// `length` bytes at `address`, to be written.
    pub fn bytes_mut(&mut self, address: u32, length: u32) -> Result<&mut [u8], MemoryFault> {
        self.bytes(address, length)?;
        let start = address as usize;
        Ok(&mut self.bytes[start..start + length as usize])
    }

    /// A value of `N` bytes.
    pub fn read<const N: usize>(
        &self,
        address: u32,
        alignment: u32,
    ) -> Result<[u8; N], MemoryFault> {
        check_alignment(address, alignment)?;
        self.bytes
            .get(address as usize..)
            .and_then(|rest| rest.first_chunk())
            .copied()
            .ok_or_else(|| self.out_of_bounds(address, N as u64))
    }

    /// Writes a value.
    pub fn write(&mut self, address: u32, alignment: u32, value: &[u8]) -> Result<(), MemoryFault> {
        check_alignment(address, alignment)?;
        let start = address as usize;
        let destination = start
            .checked_add(value.len())
            .and_then(|end| self.bytes.get_mut(start..end));
        match destination {
            Some(destination) => {
                destination.copy_from_slice(value);
                Ok(())
            }
            None => Err(self.out_of_bounds(address, value.len() as u64)),
        }
    }

    /// Writes a 32-bit number.
    pub fn write_u32(&mut self, address: u32, value: u32) -> Result<(), MemoryFault> {
        self.write(address, 4, &value.to_le_bytes())
    }

    /// Writes a 64-bit number.
    pub fn write_u64(&mut self, address: u32, value: u64) -> Result<(), MemoryFault> {
        self.write(address, 8, &value.to_le_bytes())
    }

    /// The path of `length` bytes at `address`.
    pub fn path(&self, address: u32, length: u32) -> Result<&str, Failure> {
        let bytes = self.bytes(address, length)?;
        if length > MAXIMUM_PATH {
            return Err(Errno::Nametoolong.into());
        }
        let path = std::str::from_utf8(bytes).map_err(|_| Errno::Ilseq)?;
        Ok(path)
    }

    /// Checks that `count` records of `size` bytes are at `address`.
    pub fn check_array(
        &self,
        address: u32,
        count: u32,
        size: u32,
        alignment: u32,
    ) -> Result<(), MemoryFault> {
        check_alignment(address, alignment)?;
        let length = u64::from(count) * u64::from(size);
        if u64::from(address) + length > self.bytes.len() as u64 {
            return Err(self.out_of_bounds(address, length));
        }
        Ok(())
    }

    /// The buffers that the list of `count` entries at `address` describes, to be written from.
    pub fn buffers(&self, address: u32, count: u32) -> Result<Vec<IoSlice<'_>>, MemoryFault> {
        let mut buffers = Vec::new();
        for (start, length) in self.buffer_list(address, count)? {
            buffers.push(IoSlice::new(&self.bytes[start..start + length]));
        }
        Ok(buffers)
    }

    /// The buffers that the list of `count` entries at `address` describes, to be read into.
    ///
    /// Buffers that overlap cannot all be lent out at once; then only the first
    /// is, and the program sees a short read.
    pub fn buffers_mut(
        &mut self,
        address: u32,
        count: u32,
    ) -> Result<Vec<IoSliceMut<'_>>, MemoryFault> {
        let list = self.buffer_list(address, count)?;
        let mut by_address: Vec<usize> = (0..list.len()).collect();
        by_address.sort_unstable_by_key(|&index| list[index].0);
        let overlap = by_address
            .windows(2)
            .any(|pair| list[pair[0]].0 + list[pair[0]].1 > list[pair[1]].0);
        if overlap {
            by_address = vec![0];
        }

        let mut pieces: Vec<(usize, &mut [u8])> = Vec::with_capacity(by_address.len());
        let mut rest = &mut *self.bytes;
        let mut rest_start = 0;
        for index in by_address {
            let (start, length) = list[index];
            let (_, from_start) = rest.split_at_mut(start - rest_start);
            let (piece, after) = from_start.split_at_mut(length);
            pieces.push((index, piece));
            rest = after;
            rest_start = start + length;
        }
        pieces.sort_unstable_by_key(|&(index, _)| index);
        Ok(pieces
            .into_iter()
            .map(|(_, piece)| IoSliceMut::new(piece))
            .collect())
    }

    /// Starts and lengths, checked against the memory, of the buffers that are
    /// not empty, up to the limits.
    fn buffer_list(&self, address: u32, count: u32) -> Result<Vec<(usize, usize)>, MemoryFault> {
        self.check_array(address, count, BUFFER_DESCRIPTION, 4)?;
        let mut list = Vec::new();
        let mut remaining = MAXIMUM_TRANSFER;
        for index in 0..count {
            let entry = address + index * BUFFER_DESCRIPTION;
            let start = u32::from_le_bytes(self.read(entry, 4)?);
            let length = u32::from_le_bytes(self.read(entry + 4, 4)?);
            if length == 0 {
                continue;
            }
            let length = self.bytes(start, length)?.len().min(remaining);
            list.push((start as usize, length));
            remaining -= length;
            if remaining == 0 || list.len() == MAXIMUM_BUFFERS {
                break;
            }
        }
        Ok(list)
    }

    fn out_of_bounds(&self, address: u32, length: u64) -> MemoryFault {
        MemoryFault::OutOfBounds {
            address,
            length,
            memory_size: self.bytes.len(),
        }
    }
}

fn check_alignment(address: u32, alignment: u32) -> Result<(), MemoryFault> {
    if address.is_multiple_of(alignment) {
        Ok(())
    } else {
        Err(MemoryFault::Misaligned { address, alignment })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A memory with a list of buffers at its start.
    fn memory(size: usize, list: &[(u32, u32)]) -> Vec<u8> {
        let mut bytes: Vec<u8> = (0..size).map(|index| index as u8).collect();
        for (index, (start, length)) in list.iter().enumerate() {
            bytes[index * 8..][..4].copy_from_slice(&start.to_le_bytes());
            bytes[index * 8 + 4..][..4].copy_from_slice(&length.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn the_end_of_memory_is_the_limit() {
        let mut bytes = memory(16, &[]);
        let mut memory = GuestMemory::new(&mut bytes);
        assert_eq!(memory.bytes(12, 4), Ok(&[12, 13, 14, 15][..]));
        assert_eq!(memory.bytes(16, 0), Ok(&[][..]));
        assert!(memory.bytes(17, 0).is_err());
        assert!(memory.bytes(12, 5).is_err());
        assert!(memory.bytes(u32::MAX, u32::MAX).is_err());
        assert!(memory.bytes_mut(15, 2).is_err());
        assert_eq!(memory.write_u32(12, 1), Ok(()));
        assert!(memory.write_u32(16, 1).is_err());
        assert!(memory.write_u64(16, 1).is_err());
        assert_eq!(
            memory.write_u64(4, 1),
            Err(MemoryFault::Misaligned {
                address: 4,
                alignment: 8
            })
        );
        assert!(memory.read::<8>(8, 8).is_ok());
        assert!(memory.read::<8>(16, 8).is_err());
        assert!(memory.read::<1>(u32::MAX, 1).is_err());
        assert!(memory.check_array(8, 1, 8, 8).is_ok());
        assert!(memory.check_array(8, 2, 8, 8).is_err());
        assert!(memory.check_array(8, u32::MAX, u32::MAX, 8).is_err());
    }

    #[test]
    fn buffers_keep_their_order() {
        let mut bytes = memory(100, &[(90, 3), (0, 0), (50, 2), (60, 1)]);
        let mut memory = GuestMemory::new(&mut bytes);
        let contents: Vec<Vec<u8>> = memory
            .buffers(0, 4)
            .expect("in bounds")
            .iter()
            .map(|buffer| buffer.to_vec())
            .collect();
        assert_eq!(contents, [vec![90, 91, 92], vec![50, 51], vec![60]]);
        let contents: Vec<Vec<u8>> = memory
            .buffers_mut(0, 4)
            .expect("in bounds")
            .iter()
            .map(|buffer| buffer.to_vec())
            .collect();
        assert_eq!(contents, [vec![90, 91, 92], vec![50, 51], vec![60]]);
    }

    #[test]
    fn overlapping_buffers_are_read_into_one_at_a_time() {
        let mut bytes = memory(100, &[(50, 4), (53, 4), (80, 1)]);
        let mut memory = GuestMemory::new(&mut bytes);
        assert_eq!(memory.buffers(0, 3).expect("in bounds").len(), 3);
        let buffers = memory.buffers_mut(0, 3).expect("in bounds");
        assert_eq!(buffers.len(), 1);
        assert_eq!(*buffers[0], [50, 51, 52, 53]);
    }

    #[test]
    fn lists_of_buffers_are_checked_and_cut_off() {
        let mut bytes = memory(100, &[(99, 2)]);
        assert!(GuestMemory::new(&mut bytes).buffers(0, 1).is_err());
        assert!(GuestMemory::new(&mut bytes).buffers_mut(0, 1).is_err());
        assert!(GuestMemory::new(&mut bytes).buffers(2, 1).is_err());
        assert!(GuestMemory::new(&mut bytes).buffers(0, 13).is_err());
        assert!(GuestMemory::new(&mut bytes).buffers(0, u32::MAX).is_err());
        assert!(GuestMemory::new(&mut bytes).buffers(96, u32::MAX).is_err());

        let list = vec![(0, 1); 2000];
        let mut bytes = memory(16_000, &list);
        let memory = GuestMemory::new(&mut bytes);
        assert_eq!(
            memory.buffers(0, 2000).expect("in bounds").len(),
            MAXIMUM_BUFFERS
        );
    }

    #[test]
    fn paths_are_checked() {
        let mut bytes = vec![b'a'; 5000];
        bytes[1] = 0xff;
        let memory = GuestMemory::new(&mut bytes);
        assert_eq!(memory.path(2, 3), Ok("aaa"));
        assert_eq!(memory.path(0, 3), Err(Errno::Ilseq.into()));
        assert_eq!(memory.path(2, 4097), Err(Errno::Nametoolong.into()));
        assert!(matches!(
            memory.path(4999, 2),
            Err(Failure::Memory(MemoryFault::OutOfBounds { .. }))
        ));
    }
}
