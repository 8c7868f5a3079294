//! Waiting for times and descriptors.

use super::Result;
use super::clock;
use crate::context::WasiContext;
use crate::descriptor::{Descriptor, Resource};
use crate::memory::GuestMemory;
use crate::types::{
    ClockId, ClockSubscription, Errno, Event, EventFlags, EventType, FileType, Rights,
    Subscription, SubscriptionKind,
};
use rustix::event::{PollFd, PollFlags};
use std::time::{Duration, Instant};

/// The most subscriptions of one call; it bounds the memory that the host uses for them.
const MAXIMUM_SUBSCRIPTIONS: u32 = 1 << 14;

/// Waits until at least one of the subscriptions has occurred, and writes the
/// events of all that have.
///
/// Without any subscription it would wait for ever; that is `inval`. So are
/// clocks of processor time, which stands still while the program waits.
pub fn poll_oneoff(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    subscriptions: u32,
    events: u32,
    count: u32,
    count_out: u32,
) -> Result {
    memory.check_array(
        subscriptions,
        count,
        Subscription::SIZE,
        Subscription::ALIGNMENT,
    )?;
    memory.check_array(events, count, Event::SIZE, Event::ALIGNMENT)?;
    if count == 0 || count > MAXIMUM_SUBSCRIPTIONS {
        return Err(Errno::Inval.into());
    }

    let now = Instant::now();
    let mut pending = Vec::new();
    for index in 0..count {
        let record = memory.read(
            subscriptions + index * Subscription::SIZE,
            Subscription::ALIGNMENT,
        )?;
        pending.push(Pending::begin(
            context,
            Subscription::decode(&record)?,
            now,
        )?);
    }

    let occurred = wait(context, &pending)?;
    // At most as many as there are subscriptions, for which there is room.
    let mut event_out = events;
    for event in &occurred {
        memory.write(event_out, Event::ALIGNMENT, &event.encode())?;
        event_out += Event::SIZE;
    }
    memory.write_u32(count_out, occurred.len() as u32)?;
    Ok(())
}

/// A subscription that is waited for.
struct Pending<'a> {
    userdata: u64,
    event_type: EventType,
    until: Until<'a>,
}

/// What a subscription waits for.
enum Until<'a> {
    /// A time; none if it is further away than the host's clock goes.
    Time(Option<Instant>),
    /// Nothing: the descriptor never makes anybody wait.
    Ready { available: u64 },
    /// Something that the host can tell.
    Host(PollFd<'a>),
}

impl<'a> Pending<'a> {
    fn begin(context: &'a WasiContext, subscription: Subscription, now: Instant) -> Result<Self> {
        let (event_type, until) = match subscription.kind {
            SubscriptionKind::Clock(clock) => (EventType::Clock, Until::time(context, clock, now)?),
            SubscriptionKind::FdRead(fd) => {
                let descriptor = context.descriptors.get(fd)?;
                (EventType::FdRead, Until::readable(descriptor)?)
            }
            SubscriptionKind::FdWrite(fd) => {
                let descriptor = context.descriptors.get(fd)?;
                (EventType::FdWrite, Until::writable(descriptor)?)
            }
        };
        Ok(Self {
            userdata: subscription.userdata,
            event_type,
            until,
        })
    }

    fn event(&self, available: u64, flags: EventFlags) -> Event {
        Event {
            userdata: self.userdata,
            error: Errno::Success,
            event_type: self.event_type,
            available,
            flags,
        }
    }
}

impl<'a> Until<'a> {
    fn time(context: &WasiContext, subscription: ClockSubscription, now: Instant) -> Result<Self> {
        if let ClockId::ProcessCputime | ClockId::ThreadCputime = subscription.clock {
            return Err(Errno::Inval.into());
        }
        let remaining = if subscription.absolute {
            subscription
                .timeout
                .saturating_sub(clock::time(context, subscription.clock)?)
        } else {
            subscription.timeout
        };
        Ok(Self::Time(now.checked_add(Duration::from_nanos(remaining))))
    }

    fn readable(descriptor: &'a Descriptor) -> Result<Self> {
        match &descriptor.resource {
            Resource::Output(_) | Resource::Directory(_) => return Err(Errno::Badf.into()),
            Resource::Input(_) | Resource::File(_) | Resource::Socket(_) => {}
        }
        descriptor.require(Rights::POLL_FD_READWRITE, Errno::Perm)?;
        Ok(match descriptor.host() {
            Some(host) if descriptor.file_type == FileType::RegularFile => {
                let size = u64::try_from(rustix::fs::fstat(host)?.st_size).unwrap_or(0);
                let offset = rustix::fs::tell(host)?;
                Self::Ready {
                    available: size.saturating_sub(offset),
                }
            }
            Some(host) => Self::Host(PollFd::from_borrowed_fd(host, PollFlags::IN)),
            None => Self::Ready { available: 0 },
        })
    }

    fn writable(descriptor: &'a Descriptor) -> Result<Self> {
        match &descriptor.resource {
            Resource::Input(_) | Resource::Directory(_) => return Err(Errno::Badf.into()),
            Resource::Output(_) | Resource::File(_) | Resource::Socket(_) => {}
        }
        descriptor.require(Rights::POLL_FD_READWRITE, Errno::Perm)?;
        Ok(match descriptor.host() {
            Some(host) if descriptor.file_type != FileType::RegularFile => {
                Self::Host(PollFd::from_borrowed_fd(host, PollFlags::OUT))
            }
            _ => Self::Ready { available: 0 },
        })
    }
}

/// Waits, and says what has occurred.
fn wait(context: &WasiContext, pending: &[Pending<'_>]) -> Result<Vec<Event>> {
    let mut host: Vec<PollFd<'_>> = Vec::new();
    let mut deadline: Option<Instant> = None;
    for subscription in pending {
        match &subscription.until {
            Until::Host(descriptor) => host.push(descriptor.clone()),
            Until::Time(Some(time)) => {
                deadline = Some(deadline.map_or(*time, |earlier| earlier.min(*time)));
            }
            Until::Time(None) => {}
            // What is ready already is no reason not to look at the others.
            Until::Ready { .. } => deadline = Some(context.monotonic_origin),
        }
    }
    context.waiter.wait(&mut host, deadline)?;

    let now = Instant::now();
    let mut host = host.iter();
    let mut events = Vec::new();
    for subscription in pending {
        match &subscription.until {
            Until::Time(time) => {
                if time.is_some_and(|time| time <= now) {
                    events.push(subscription.event(0, EventFlags::empty()));
                }
            }
            Until::Ready { available } => {
                events.push(subscription.event(*available, EventFlags::empty()));
            }
            Until::Host(_) => {
                // `host` has an entry for each of these, in this order.
                if let Some(descriptor) = host.next()
                    && !descriptor.revents().is_empty()
                {
                    events.push(host_event(subscription, descriptor));
                }
            }
        }
    }
    Ok(events)
}

/// The event of a descriptor about which the host has something to tell.
fn host_event(subscription: &Pending<'_>, descriptor: &PollFd<'_>) -> Event {
    let condition = descriptor.revents();
    let mut flags = EventFlags::empty();
    if condition.intersects(PollFlags::HUP | PollFlags::ERR) {
        flags |= EventFlags::HANGUP;
    }
    let available = match subscription.event_type {
        // Not every descriptor can tell; the program reads to find out.
        EventType::FdRead => rustix::io::ioctl_fionread(descriptor).unwrap_or(0),
        EventType::Clock | EventType::FdWrite => 0,
    };
    subscription.event(available, flags)
}
