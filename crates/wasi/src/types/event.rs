//! `subscription` and `event`: what `poll_oneoff` is asked to wait for, and what happened.

use super::{ClockId, Errno, EventFlags};

/// Something to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subscription {
    /// The program's own mark, which comes back with the event.
    pub userdata: u64,
    /// What to wait for.
    pub kind: SubscriptionKind,
}

/// What to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubscriptionKind {
    /// A time.
    Clock(ClockSubscription),
    /// That something can be read from this descriptor.
    FdRead(u32),
    /// That something can be written to this descriptor.
    FdWrite(u32),
}

/// A time to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockSubscription {
    /// By which clock.
    pub clock: ClockId,
    /// In nanoseconds, from now or from the clock's zero.
    pub timeout: u64,
    /// Whether `timeout` counts from the clock's zero.
    pub absolute: bool,
}

impl Subscription {
    /// How many bytes a subscription takes.
    pub const SIZE: u32 = 48;
    /// Alignment of the record in the program's memory.
    pub const ALIGNMENT: u32 = 8;

    /// Reads the record.
    pub fn decode(bytes: &[u8; 48]) -> Result<Self, Errno> {
        let word = |offset: usize| {
            u32::from_le_bytes([
                bytes[offset],
                bytes[offset + 1],
                bytes[offset + 2],
                bytes[offset + 3],
            ])
        };
        let double_word =
            |offset: usize| u64::from(word(offset)) | u64::from(word(offset + 4)) << 32;

        let kind = match bytes[8] {
            0 => {
                let flags = u16::from_le_bytes([bytes[40], bytes[41]]);
                SubscriptionKind::Clock(ClockSubscription {
                    clock: ClockId::from_raw(word(16))?,
                    timeout: double_word(24),
                    // The precision, at 32, is what the program would put up
                    // with; the host always does as well as it can.
                    absolute: match flags {
                        0 => false,
                        1 => true,
                        _ => return Err(Errno::Inval),
                    },
                })
            }
            1 => SubscriptionKind::FdRead(word(16)),
            2 => SubscriptionKind::FdWrite(word(16)),
            _ => return Err(Errno::Inval),
        };
        Ok(Self {
            userdata: double_word(0),
            kind,
        })
    }
}

/// What kind of event occurred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum EventType {
    /// A time has come.
    Clock = 0,
    /// A descriptor can be read.
    FdRead = 1,
    /// A descriptor can be written.
    FdWrite = 2,
}

/// Something that occurred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The mark of the subscription.
    pub userdata: u64,
    /// An error met while waiting.
    pub error: Errno,
    /// What occurred.
    pub event_type: EventType,
    /// How many bytes can be read, where that is known.
    pub available: u64,
    /// What is peculiar about the descriptor.
    pub flags: EventFlags,
}

impl Event {
    /// How many bytes an event takes.
    pub const SIZE: u32 = 32;
    /// Alignment of the record in the program's memory.
    pub const ALIGNMENT: u32 = 8;

    /// The record's bytes.
    pub fn encode(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes[0..8].copy_from_slice(&self.userdata.to_le_bytes());
        bytes[8..10].copy_from_slice(&self.error.code().to_le_bytes());
        bytes[10] = self.event_type as u8;
        bytes[16..24].copy_from_slice(&self.available.to_le_bytes());
        bytes[24..26].copy_from_slice(&self.flags.bits().to_le_bytes());
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subscriptions_are_read_at_the_offsets_of_the_interface_definition() {
        let mut bytes = [0; 48];
        bytes[7] = 0x80;
        bytes[16] = 1;
        bytes[24..32].copy_from_slice(&0x1122_3344_5566_7788_u64.to_le_bytes());
        bytes[32] = 99;
        bytes[40] = 1;
        assert_eq!(
            Subscription::decode(&bytes),
            Ok(Subscription {
                userdata: 0x80 << 56,
                kind: SubscriptionKind::Clock(ClockSubscription {
                    clock: ClockId::Monotonic,
                    timeout: 0x1122_3344_5566_7788,
                    absolute: true,
                }),
            })
        );
        bytes[40] = 2;
        assert_eq!(Subscription::decode(&bytes), Err(Errno::Inval));
        bytes[40] = 0;
        bytes[16] = 4;
        assert_eq!(Subscription::decode(&bytes), Err(Errno::Inval));
        bytes[8] = 2;
        assert_eq!(
            Subscription::decode(&bytes).map(|subscription| subscription.kind),
            Ok(SubscriptionKind::FdWrite(4))
        );
        bytes[8] = 3;
        assert_eq!(Subscription::decode(&bytes), Err(Errno::Inval));
    }

    #[test]
    fn events_are_written_at_the_offsets_of_the_interface_definition() {
        let bytes = Event {
            userdata: 5,
            error: Errno::Badf,
            event_type: EventType::FdWrite,
            available: 6,
            flags: EventFlags::HANGUP,
        }
        .encode();
        let mut expected = [0; 32];
        expected[0] = 5;
        expected[8] = 8;
        expected[10] = 2;
        expected[16] = 6;
        expected[24] = 1;
        assert_eq!(bytes, expected);
    }
}
