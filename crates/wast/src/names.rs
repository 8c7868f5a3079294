//! What a script has defined and can refer to: by name, or as the latest.

use std::collections::HashMap;

use wast::token::Id;

use crate::problem::Problem;

/// A definition, or why there is none although the script made one.
#[derive(Clone)]
pub(crate) enum Known<T> {
    /// It is there.
    Present(T),
    /// Its directive failed, which was reported there.
    Failed,
}

impl<T> Known<T> {
    /// What a directive defined, given how it went.
    pub(crate) fn of(outcome: &Result<T, Problem>) -> Self
    where
        T: Clone,
    {
        match outcome {
            Ok(definition) => Self::Present(definition.clone()),
            Err(_) => Self::Failed,
        }
    }

    /// The definition.
    pub(crate) fn get(&self, what: &str) -> Result<&T, Problem> {
        match self {
            Self::Present(definition) => Ok(definition),
            Self::Failed => Err(Problem::other(format!(
                "{what} is not there: its directive failed"
            ))),
        }
    }
}

/// The modules, or the instances, of a script.
pub(crate) struct Names<T> {
    what: &'static str,
    named: HashMap<String, Known<T>>,
    latest: Option<Known<T>>,
}

impl<T: Clone> Names<T> {
    /// None yet; `what` is their kind, for messages.
    pub(crate) fn new(what: &'static str) -> Self {
        Self {
            what,
            named: HashMap::new(),
            latest: None,
        }
    }

    /// Makes `definition` the latest and, if it has a name, known by that name.
    pub(crate) fn define(&mut self, name: Option<Id<'_>>, definition: Known<T>) {
        if let Some(name) = name {
            self.named.insert(name.name().into(), definition.clone());
        }
        self.latest = Some(definition);
    }

    /// The definition of that name; without a name, the latest.
    pub(crate) fn known(&self, name: Option<Id<'_>>) -> Result<&Known<T>, Problem> {
        match name {
            Some(name) => self
                .named
                .get(name.name())
                .ok_or_else(|| Problem::other(format!("no {} ${}", self.what, name.name()))),
            None => self
                .latest
                .as_ref()
                .ok_or_else(|| Problem::other(format!("no {} yet", self.what))),
        }
    }

    /// The definition of that name, if it is there.
    pub(crate) fn get(&self, name: Option<Id<'_>>) -> Result<T, Problem> {
        let what = match name {
            Some(name) => format!("{} ${}", self.what, name.name()),
            None => format!("the latest {}", self.what),
        };
        self.known(name)?.get(&what).cloned()
    }
}
