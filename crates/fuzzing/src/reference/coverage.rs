//! What a run has come upon: so that who generates programs knows what they are worth.

/// Something that compositions should come upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names are in `EVENTS`")]
pub enum Event {
    Resume,
    ResumeInOtherInstance,
    ResumeOfChain,
    ResumeUnderOtherParent,
    Suspend,
    SuspendToOtherInstance,
    SuspendPastHandlers,
    SuspendOfChain,
    Switch,
    SwitchToOtherInstance,
    SwitchToSuspended,
    SwitchOfChain,
    Bind,
    BindOfSuspended,
    Throw,
    ThrowToOtherInstance,
    ThrowOutOfContinuation,
    ThrowOutOfChain,
    ThrowIntoSuspended,
    ThrowIntoChain,
    ThrowIntoNew,
    TailCallOnContinuation,
    TailCallToOtherInstance,
    HostCallOnContinuation,
    HostAtBase,
    ReentryOnContinuation,
    CollectionOnContinuation,
    CollectionWithSuspended,
    DeepRecursion,
    DeepRecursionOnContinuation,
    ManyNestedContinuations,
    TrapOnContinuation,
    TrapInChain,
    Unhandled,
    UnhandledAtHost,
    Consumed,
    ContinuationInException,
    ContinuationInTag,
    ContinuationInStruct,
    ContinuationInTable,
    ContinuationInGlobal,
    Dropped,
}

/// All events, with what they are called.
pub const EVENTS: [(Event, &str); 42] = [
    (Event::Resume, "resume"),
    (Event::ResumeInOtherInstance, "into another instance"),
    (Event::ResumeOfChain, "of a captured chain"),
    (Event::ResumeUnderOtherParent, "under another parent"),
    (Event::Suspend, "suspend"),
    (Event::SuspendToOtherInstance, "to another instance"),
    (Event::SuspendPastHandlers, "past a resume without it"),
    (Event::SuspendOfChain, "of a chain"),
    (Event::Switch, "switch"),
    (Event::SwitchToOtherInstance, "to another instance"),
    (Event::SwitchToSuspended, "to one that was suspended"),
    (Event::SwitchOfChain, "of a chain"),
    (Event::Bind, "cont.bind"),
    (Event::BindOfSuspended, "of one that was suspended"),
    (Event::Throw, "throw"),
    (Event::ThrowToOtherInstance, "to another instance"),
    (Event::ThrowOutOfContinuation, "out of a continuation"),
    (Event::ThrowOutOfChain, "out of two or more"),
    (Event::ThrowIntoSuspended, "into a suspended one"),
    (Event::ThrowIntoChain, "into a captured chain"),
    (Event::ThrowIntoNew, "into one not begun"),
    (Event::TailCallOnContinuation, "tail call on a continuation"),
    (Event::TailCallToOtherInstance, "to another instance"),
    (Event::HostCallOnContinuation, "host call on a continuation"),
    (Event::HostAtBase, "as its first function"),
    (Event::ReentryOnContinuation, "that calls back"),
    (Event::CollectionOnContinuation, "that collects"),
    (
        Event::CollectionWithSuspended,
        "collection while some are suspended",
    ),
    (Event::DeepRecursion, "more than 30 frames"),
    (Event::DeepRecursionOnContinuation, "on a continuation"),
    (
        Event::ManyNestedContinuations,
        "more than 5 continuations nested",
    ),
    (Event::TrapOnContinuation, "trap on a continuation"),
    (Event::TrapInChain, "below others"),
    (Event::Unhandled, "unhandled tag"),
    (Event::UnhandledAtHost, "above a host function"),
    (Event::Consumed, "consumed continuation used"),
    (
        Event::ContinuationInException,
        "continuation in an exception",
    ),
    (Event::ContinuationInTag, "passed to a handler"),
    (Event::ContinuationInStruct, "in a struct"),
    (Event::ContinuationInTable, "in a table"),
    (Event::ContinuationInGlobal, "in a global"),
    (Event::Dropped, "suspended continuations left over"),
];

/// The events that a run has come upon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage(u64);

impl Coverage {
    /// Notes an event.
    pub fn note(&mut self, event: Event) {
        self.0 |= 1 << event as u8;
    }

    /// Whether the run has come upon it.
    #[must_use]
    pub fn has(self, event: Event) -> bool {
        self.0 & 1 << event as u8 != 0
    }
}
