//! What a store knows of the continuation types that its host uses, so that to resume a
//! continuation is no search in the engine's registry.

use std::sync::Arc;

use anyhow::{Context, Result};
use switchback_wasm::TypeIdentity;

use crate::engine::Signature;
use crate::store::StoreOpaque;
use crate::tag::TagId;
use crate::types::{ContType, FuncType, function_of_continuation_type};

/// The types, by their identities.
#[derive(Default)]
pub(super) struct HostTypes(Vec<Option<HostType>>);

struct HostType {
    /// Keeps it known to the engine.
    _ty: ContType,
    /// Of its function type.
    signature: Arc<Signature>,
    /// What its continuations are of after they were suspended with a tag.
    suspended: Vec<(TagId, TypeIdentity)>,
}

impl HostTypes {
    fn get(&self, ty: TypeIdentity) -> Option<&HostType> {
        self.0.get(ty.0 as usize)?.as_ref()
    }

    fn get_mut(&mut self, ty: TypeIdentity) -> Option<&mut HostType> {
        self.0.get_mut(ty.0 as usize)?.as_mut()
    }

    fn insert(&mut self, ty: TypeIdentity, known: HostType) {
        let index = ty.0 as usize;
        if self.0.len() <= index {
            self.0.resize_with(index + 1, || None);
        }
        self.0[index] = Some(known);
    }
}

impl StoreOpaque {
    /// Keeps a continuation type known to the engine, which it is at the moment, as long as
    /// the store lives.
    pub(crate) fn hold_continuation_type(&mut self, ty: TypeIdentity) {
        if self.continuations.host_types.get(ty).is_some() {
            return;
        }
        let engine = self.engine();
        let known = HostType {
            _ty: ContType::of_identity(engine, ty),
            signature: engine.signature(function_of_continuation_type(engine, ty)),
            suspended: Vec::new(),
        };
        self.continuations.host_types.insert(ty, known);
    }

    /// What continuations of a type take and give.
    pub(super) fn continuation_signature(&mut self, ty: TypeIdentity) -> Result<Arc<Signature>> {
        self.hold_continuation_type(ty);
        let known = self.continuations.host_types.get(ty);
        let known = known.context("bug of Switchback: a type was not held")?;
        Ok(Arc::clone(&known.signature))
    }

    /// The type of what a continuation of type `ty` comes to when it is suspended with a
    /// tag, held.
    ///
    /// # Errors
    ///
    /// For a bug of ours.
    pub(crate) fn suspended_type(&mut self, ty: TypeIdentity, tag: TagId) -> Result<TypeIdentity> {
        if let Some(known) = self.continuations.host_types.get(ty)
            && let Some(&(_, suspended)) = known.suspended.iter().find(|(other, _)| *other == tag)
        {
            return Ok(suspended);
        }
        let engine = self.engine();
        let results = FuncType::of_identity(engine, function_of_continuation_type(engine, ty));
        let params = &self.tag(tag).ty;
        let function = FuncType::try_new(engine, params.results(), results.results())?;
        let suspended = ContType::new(engine, &function)?;
        let identity = suspended.identity_in(engine)?;
        self.hold_continuation_type(identity);
        self.hold_continuation_type(ty);
        if let Some(known) = self.continuations.host_types.get_mut(ty) {
            known.suspended.push((tag, identity));
        }
        Ok(identity)
    }
}
