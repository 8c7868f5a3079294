//! `dirent`: the head of a directory entry, which the entry's name follows.

use super::FileType;

/// The head of a directory entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dirent {
    /// The cookie of the entry after this one.
    pub next: u64,
    /// The serial number of the file.
    pub inode: u64,
    /// The length of the name.
    pub name_length: u32,
    /// What the file is.
    pub file_type: FileType,
}

impl Dirent {
    /// How many bytes the head takes.
    pub const SIZE: usize = 24;

    /// The record's bytes.
    pub fn encode(&self) -> [u8; Self::SIZE] {
        let mut bytes = [0; Self::SIZE];
        bytes[0..8].copy_from_slice(&self.next.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.inode.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.name_length.to_le_bytes());
        bytes[20] = self.file_type as u8;
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_the_offsets_of_the_interface_definition() {
        let bytes = Dirent {
            next: 1,
            inode: 2,
            name_length: 3,
            file_type: FileType::RegularFile,
        }
        .encode();
        let mut expected = [0; 24];
        expected[0] = 1;
        expected[8] = 2;
        expected[16] = 3;
        expected[20] = 4;
        assert_eq!(bytes, expected);
    }
}
