//! What an embedder can choose about an engine.
//!
//! Every proposal that is built is on by default. A setting that has no effect yet
//! does not exist.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use switchback_abi::tier::TierSettings;
use switchback_wasm::{Features, Limits};

use crate::heap::HeapConfiguration;

/// Configuration of an [`crate::engine::Engine`].
///
/// # Examples
///
/// ```
/// use switchback_runtime::config::{CompilationMode, Config};
///
/// let mut config = Config::new();
/// config
///     .compilation_mode(CompilationMode::Eager)
///     .wasm_tail_call(false)
///     .max_wasm_stack(256 * 1024);
/// ```
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) features: Features,
    pub(crate) limits: Limits,
    pub(crate) tier: TierSettings,
    pub(crate) compilation_mode: CompilationMode,
    pub(crate) compile_ahead: bool,
    pub(crate) cache_directory: Option<PathBuf>,
    pub(crate) progress: crate::progress::Progress,
    pub(crate) max_wasm_stack: usize,
    pub(crate) max_stack_chain: usize,
    pub(crate) compact_continuations: bool,
    pub(crate) memory_reservation: u64,
    pub(crate) heap: HeapConfiguration,
    /// 0 for no backtraces.
    pub(crate) backtrace_frames: usize,
    pub(crate) zeal: Zeal,
}

/// When functions are compiled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CompilationMode {
    /// Each function when it is called first; idle cores compile ahead.
    #[default]
    Lazy,
    /// All of them when the module is made.
    Eager,
}

/// Test modes that do the rare thing every time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Zeal {
    /// Walk and verify the whole chain at every call of the runtime.
    pub(crate) verify_walks: bool,
    /// The smallest stacks that work.
    pub(crate) smallest_stacks: bool,
    /// Freed stacks are filled with a pattern.
    pub(crate) poison_stacks: bool,
    /// How many generations the stacks of continuations have.
    pub(crate) generations: Option<u32>,
}

/// The size of the main stack unless configured otherwise.
const DEFAULT_MAX_WASM_STACK: usize = 1 << 20;

/// What the stacks of running continuations may take together unless configured otherwise.
const DEFAULT_MAX_STACK_CHAIN: usize = 512 << 20;

/// The same in zeal that looks at the whole chain again and again.
const SMALL_STACK_CHAIN: usize = 64 << 20;

/// What a main stack has at least.
const SMALLEST_MAX_WASM_STACK: usize = 32 * 1024;

/// What a memory reserves that has no maximum and is addressed by 64 bits or has a
/// custom page size.
const DEFAULT_MEMORY_RESERVATION: u64 = 64 << 30;

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}

impl Config {
    /// The default configuration.
    #[must_use]
    pub fn new() -> Self {
        Self {
            features: Features::default(),
            limits: Limits::default(),
            tier: TierSettings::default(),
            compilation_mode: CompilationMode::default(),
            compile_ahead: true,
            cache_directory: None,
            progress: crate::progress::Progress::default(),
            max_wasm_stack: DEFAULT_MAX_WASM_STACK,
            max_stack_chain: DEFAULT_MAX_STACK_CHAIN,
            compact_continuations: false,
            memory_reservation: DEFAULT_MEMORY_RESERVATION,
            heap: HeapConfiguration::default(),
            backtrace_frames: usize::MAX,
            zeal: Zeal::default(),
        }
    }

    /// Accepts fixed-width SIMD.
    pub fn wasm_simd(&mut self, enable: bool) -> &mut Self {
        self.features.simd = enable;
        self
    }

    /// Accepts relaxed SIMD.
    pub fn wasm_relaxed_simd(&mut self, enable: bool) -> &mut Self {
        self.features.relaxed_simd = enable;
        self
    }

    /// Accepts several results and block parameters.
    pub fn wasm_multi_value(&mut self, enable: bool) -> &mut Self {
        self.features.multi_value = enable;
        self
    }

    /// Accepts bulk memory operations.
    pub fn wasm_bulk_memory(&mut self, enable: bool) -> &mut Self {
        self.features.bulk_memory = enable;
        self
    }

    /// Accepts reference types.
    pub fn wasm_reference_types(&mut self, enable: bool) -> &mut Self {
        self.features.reference_types = enable;
        self
    }

    /// Accepts tail calls.
    pub fn wasm_tail_call(&mut self, enable: bool) -> &mut Self {
        self.features.tail_calls = enable;
        self
    }

    /// Accepts arithmetic in constant expressions.
    pub fn wasm_extended_const(&mut self, enable: bool) -> &mut Self {
        self.features.extended_const = enable;
        self
    }

    /// Accepts typed function references.
    pub fn wasm_function_references(&mut self, enable: bool) -> &mut Self {
        self.features.function_references = enable;
        self
    }

    /// Accepts several memories in one module.
    pub fn wasm_multi_memory(&mut self, enable: bool) -> &mut Self {
        self.features.multi_memory = enable;
        self
    }

    /// Accepts memories and tables with 64-bit indices.
    pub fn wasm_memory64(&mut self, enable: bool) -> &mut Self {
        self.features.memory64 = enable;
        self
    }

    /// Accepts memories with pages of one byte.
    pub fn wasm_custom_page_sizes(&mut self, enable: bool) -> &mut Self {
        self.features.custom_page_sizes = enable;
        self
    }

    /// Accepts 128-bit arithmetic on pairs of integers.
    pub fn wasm_wide_arithmetic(&mut self, enable: bool) -> &mut Self {
        self.features.wide_arithmetic = enable;
        self
    }

    /// Accepts garbage collection: structs, arrays, unboxed integers, casts. Brings typed
    /// function references with it.
    pub fn wasm_gc(&mut self, enable: bool) -> &mut Self {
        self.features.gc = enable;
        self
    }

    /// Accepts exceptions.
    pub fn wasm_exceptions(&mut self, enable: bool) -> &mut Self {
        self.features.exceptions = enable;
        self
    }

    /// Accepts the instructions that exceptions had before they were standardized, when
    /// exceptions are accepted. Off by default.
    pub fn wasm_legacy_exceptions(&mut self, enable: bool) -> &mut Self {
        self.features.legacy_exceptions = enable;
        self
    }

    /// Accepts stack switching, when exceptions are accepted. Brings typed function
    /// references with it. Off by default.
    pub fn wasm_stack_switching(&mut self, enable: bool) -> &mut Self {
        self.features.stack_switching = enable;
        self
    }

    /// What a module may at most ask for.
    pub fn module_limits(&mut self, limits: Limits) -> &mut Self {
        self.limits = limits;
        self
    }

    /// When functions are compiled.
    pub fn compilation_mode(&mut self, mode: CompilationMode) -> &mut Self {
        self.compilation_mode = mode;
        self
    }

    /// Whether idle cores compile functions before they are called
    /// ([`CompilationMode::Lazy`] only; on by default).
    pub fn compile_ahead(&mut self, enable: bool) -> &mut Self {
        self.compile_ahead = enable;
        self
    }

    /// Keeps compiled code in this directory, and takes it from there. `None`, the
    /// default, keeps none.
    pub fn cache_directory(&mut self, directory: Option<&Path>) -> &mut Self {
        self.cache_directory = directory.map(Path::to_owned);
        self
    }

    /// Bytes of stack that Wasm may use, and each of its continuations, whose stacks begin
    /// small and grow. Wasm has stacks of its own: the stack of the calling thread sets no
    /// bound to this.
    pub fn max_wasm_stack(&mut self, bytes: usize) -> &mut Self {
        self.max_wasm_stack = bytes.max(SMALLEST_MAX_WASM_STACK);
        self
    }

    /// Packs the stacks that continuations begin on closely, at less than two kilobytes each
    /// instead of a page or more: for programs with hundreds of thousands that wait at the same time.
    /// Those of more than a few frames grow at once. Off by default.
    ///
    /// Not for processes with signal handlers that run on the stack of the thread that they
    /// interrupt, as some profilers' do (without `SA_ONSTACK`): what such a handler needs
    /// there would be another continuation's. Rust's own handlers, and the engine's, have a
    /// stack of their own.
    pub fn compact_continuations(&mut self, enable: bool) -> &mut Self {
        self.compact_continuations = enable;
        self
    }

    /// Bytes that all the stacks may take together that wait for each other: the main stack,
    /// that of the continuation which it has resumed, and so on. Where one more
    /// continuation is begun beyond that, the call stack is exhausted.
    pub fn max_stack_chain(&mut self, bytes: usize) -> &mut Self {
        self.max_stack_chain = bytes;
        self
    }

    /// Bytes of address space that a memory reserves, and hence can grow to, when
    /// it is addressed by 64 bits or has a custom page size and its maximum is not
    /// smaller. (Other memories always reserve 8 GiB.)
    pub fn memory_reservation(&mut self, bytes: u64) -> &mut Self {
        self.memory_reservation = bytes;
        self
    }

    /// Bytes that the garbage-collected heap of a store may use: 4 GiB less 64 KiB at the
    /// most, which is the default.
    pub fn gc_heap_maximum(&mut self, bytes: u32) -> &mut Self {
        self.heap.maximum = bytes;
        self
    }

    /// Bytes in which new objects are allocated, until those that live are moved out of
    /// it. Half of the heap at the most.
    pub fn gc_nursery_size(&mut self, bytes: u32) -> &mut Self {
        self.heap.nursery = bytes;
        self
    }

    /// How many frames a backtrace has at the most: the innermost ones. `None` for no
    /// backtraces. There is no limit by default, so that the backtrace of an exhausted
    /// stack takes about as long as it took to exhaust the stack.
    pub fn wasm_backtrace_max_frames(&mut self, limit: Option<NonZeroUsize>) -> &mut Self {
        self.backtrace_frames = limit.map_or(0, NonZeroUsize::get);
        self
    }

    /// Zeal: every call takes the way of a call into another instance.
    pub fn zeal_gate_at_every_call(&mut self, enable: bool) -> &mut Self {
        self.tier.gate_at_every_call = enable;
        self
    }

    /// Zeal: no call is inlined.
    pub fn zeal_no_inlining(&mut self, enable: bool) -> &mut Self {
        self.tier.no_inlining = enable;
        self
    }

    /// Zeal: the whole stack is walked and verified at every call of the runtime.
    pub fn zeal_verify_walks(&mut self, enable: bool) -> &mut Self {
        self.zeal.verify_walks = enable;
        self
    }

    /// Zeal: main stacks are as small as they can be, and those of continuations grow as
    /// often as they can.
    pub fn zeal_smallest_stacks(&mut self, enable: bool) -> &mut Self {
        self.zeal.smallest_stacks = enable;
        self
    }

    /// Zeal: stacks are filled with a pattern when they are freed.
    pub fn zeal_poison_stacks(&mut self, enable: bool) -> &mut Self {
        self.zeal.poison_stacks = enable;
        self
    }

    /// Zeal: a continuation's stack can be used only so often before all references to what
    /// it held are sought and marked as used up.
    pub fn zeal_generations(&mut self, count: u32) -> &mut Self {
        self.zeal.generations = Some(count);
        self
    }

    /// Zeal: garbage is collected at every allocation and every call of a host function,
    /// freed memory is filled with a pattern, and the heap is verified each time.
    pub fn zeal_collect(&mut self, enable: bool) -> &mut Self {
        self.heap.zeal = if enable {
            crate::heap::Zeal::Verify
        } else {
            crate::heap::Zeal::Off
        };
        self
    }

    /// What the stacks that run may take together.
    pub(crate) fn stack_chain_limit(&self) -> usize {
        let zeal = &self.zeal;
        if zeal.verify_walks || zeal.smallest_stacks || self.heap.zeal != crate::heap::Zeal::Off {
            self.max_stack_chain.min(SMALL_STACK_CHAIN)
        } else {
            self.max_stack_chain
        }
    }

    /// How many bytes of all its segments the frames of a continuation's stack may take.
    pub(crate) fn largest_continuation_stack(&self) -> usize {
        self.max_wasm_stack
    }

    /// The size of a main stack above its limit.
    pub(crate) fn main_stack_size(&self) -> usize {
        if self.zeal.smallest_stacks {
            SMALLEST_MAX_WASM_STACK
        } else {
            self.max_wasm_stack
        }
    }
}
