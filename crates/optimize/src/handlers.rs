//! The handlers of exceptions in finished code.

use std::collections::HashMap;
use std::ops::Range;

use cranelift_codegen::FinalizedMachCallSite;
use cranelift_codegen::FinalizedMachExceptionHandler as FinalizedHandler;
use switchback_abi::code::Handler;
use switchback_abi::tier::CompileError;
use switchback_wasm::TagIndex;

/// The lists of handlers of a function's call sites: equal ones once.
#[derive(Debug, Default)]
pub(crate) struct HandlerLists {
    handlers: Vec<Handler>,
    known: HashMap<Vec<(Option<TagIndex>, u32)>, Range<u32>>,
}

impl HandlerLists {
    /// Adds the list of a call site: its place among the handlers.
    pub(crate) fn add(
        &mut self,
        site: &FinalizedMachCallSite<'_>,
    ) -> Result<Range<u32>, CompileError> {
        if site.exception_handlers.is_empty() {
            return Ok(0..0);
        }
        let list = site
            .exception_handlers
            .iter()
            .map(|handler| match *handler {
                FinalizedHandler::Tag(tag, offset) => Ok((Some(TagIndex(tag.as_u32())), offset)),
                FinalizedHandler::Default(offset) => Ok((None, offset)),
                FinalizedHandler::Context(_) => Err(CompileError::Bug(
                    "a context of handlers, which translation never gives".to_owned(),
                )),
            })
            .collect::<Result<Vec<_>, _>>()?;
        if let Some(range) = self.known.get(&list) {
            return Ok(range.clone());
        }
        // A function has at most as many as it has exceptional edges, of which there is a
        // limit.
        let start = self.handlers.len() as u32;
        self.handlers
            .extend(list.iter().map(|&(tag, offset)| Handler { tag, offset }));
        let range = start..self.handlers.len() as u32;
        self.known.insert(list, range.clone());
        Ok(range)
    }

    /// All of them, for [`switchback_abi::code::CompiledFunction::handlers`].
    pub(crate) fn into_handlers(self) -> Vec<Handler> {
        self.handlers
    }
}
