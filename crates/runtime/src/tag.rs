//! Tags: what exceptions are told apart by.
//!
//! A tag is the identity of a tag *instance*, not an index: two instances of one module
//! have different tags. Inside a store it is a number, which exceptions carry
//! ([`switchback_abi::heap::ExceptionHeader::tag`]) and instances know their tags by
//! ([`switchback_abi::instance::InstanceContext::tags`]).

use anyhow::{Context, Result, ensure};
use switchback_abi::continuation::HandledTag;
use switchback_abi::heap::{ObjectLayout, exception_layout};
use switchback_wasm::TagIndex;

use crate::context::{AsContext, AsContextMut};
use crate::entity_types::TagType;
use crate::instance::InstanceId;
use crate::store::{StoreId, StoreOpaque};
use crate::types::FuncType;

/// A tag of a store, by its place in [`StoreOpaque::tags`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TagId(pub(crate) u32);

/// What the runtime knows of a tag.
pub(crate) struct TagRecord {
    /// What its exceptions carry, as parameters.
    pub(crate) ty: FuncType,
    /// Where they carry it.
    pub(crate) layout: ObjectLayout,
    /// What defines it, unless the embedder made it.
    definition: Option<(InstanceId, TagIndex)>,
}

impl StoreOpaque {
    pub(crate) fn tag(&self, tag: TagId) -> &TagRecord {
        &self.tags[tag.0 as usize]
    }

    /// Makes a tag whose exceptions carry what `ty` has as parameters. `definition` is
    /// what defines it, unless the embedder makes it.
    ///
    /// # Errors
    ///
    /// When there are too many tags.
    pub(crate) fn make_tag(
        &mut self,
        ty: FuncType,
        definition: Option<(InstanceId, TagIndex)>,
    ) -> Result<TagId> {
        let id = u32::try_from(self.tags.len()).ok();
        let id = id.filter(|&id| id < HandledTag::TAGS);
        let id = id.context("too many tags")?;
        let engine = self.engine();
        engine.describe_types(&[ty.identity_in(engine)?])?;
        let layout = exception_layout(&ty.signature().ty);
        self.tags.push(TagRecord {
            ty,
            layout,
            definition,
        });
        Ok(TagId(id))
    }

    /// The name that the module that defines a tag has for it.
    pub(crate) fn tag_name(&self, tag: TagId) -> Option<&str> {
        let (instance, tag) = self.tag(tag).definition?;
        self.instance(instance).module().description().tag_name(tag)
    }
}

/// A tag of a store.
///
/// # Panics
///
/// Methods that cannot answer with an error panic when they are given another store
/// than the tag's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tag {
    store: StoreId,
    id: TagId,
}

impl Tag {
    /// Makes a tag.
    ///
    /// # Errors
    ///
    /// When its type belongs to another engine than the store, or has results, unless there
    /// is stack switching
    /// ([`Config::wasm_stack_switching`](crate::config::Config::wasm_stack_switching)).
    pub fn new(mut store: impl AsContextMut, ty: &TagType) -> Result<Self> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        ty.ty().identity_in(store.engine())?;
        ensure!(
            ty.ty().results().len() == 0 || store.engine().config().features.stack_switching,
            "the type of a tag has no results"
        );
        let id = store.make_tag(ty.ty().clone(), None)?;
        Ok(Self::of_id(store, id))
    }

    pub(crate) fn of_id(store: &StoreOpaque, id: TagId) -> Self {
        Self {
            store: store.id(),
            id,
        }
    }

    /// Its place in the store.
    ///
    /// # Errors
    ///
    /// When it belongs to another store.
    pub(crate) fn id_in(self, store: &StoreOpaque) -> Result<TagId> {
        self.store.check(store)?;
        Ok(self.id)
    }

    /// Its type.
    #[must_use]
    pub fn ty(&self, store: impl AsContext) -> TagType {
        let store = store.as_context();
        let store = store.opaque();
        self.store.expect(store);
        TagType::new(store.tag(self.id).ty.clone())
    }

    /// Whether both are the same tag, so that what catches one catches the other.
    #[must_use]
    pub fn eq(a: &Self, b: &Self, store: impl AsContext) -> bool {
        let store = store.as_context();
        a.store.expect(store.opaque());
        b.store.expect(store.opaque());
        a.id == b.id
    }
}
