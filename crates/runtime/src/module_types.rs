//! What a module imports and exports, as the embedder sees it.

use std::sync::Arc;

use switchback_wasm::{EntityIndex, EntityType};

use crate::engine::Engine;
use crate::entity_types::{ExportType, ExternType, ImportType};
use crate::module::{Module, ModuleError};

impl Module {
    /// Checks that bytes are a module in the binary format that `engine` takes.
    ///
    /// # Errors
    ///
    /// When they are malformed or invalid, exceed a limit, or ask for a feature that
    /// is switched off or not built.
    pub fn validate(engine: &Engine, bytes: &[u8]) -> Result<(), ModuleError> {
        let config = engine.config();
        switchback_wasm::Module::parse(Arc::from(bytes), &config.features, &config.limits)?;
        Ok(())
    }

    /// The name that the module has in its name section.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.description().name()
    }

    /// What the module imports, in its order.
    pub fn imports(&self) -> impl ExactSizeIterator<Item = ImportType<'_>> {
        self.description().imports.iter().map(|import| ImportType {
            module: &import.module,
            name: &import.name,
            ty: self.extern_type(import.ty),
        })
    }

    /// What the module exports, in its order.
    pub fn exports(&self) -> impl ExactSizeIterator<Item = ExportType<'_>> {
        self.description().exports.iter().map(|export| ExportType {
            name: &export.name,
            ty: self.extern_type(self.entity_type(export.entity)),
        })
    }

    /// The type of the export of that name.
    #[must_use]
    pub fn get_export(&self, name: &str) -> Option<ExternType> {
        let entity = self.export(name)?;
        Some(self.extern_type(self.entity_type(entity)))
    }

    fn extern_type(&self, ty: EntityType) -> ExternType {
        ExternType::from_engine(self.engine(), &self.types().entity_type(ty))
    }

    /// The type of something in an index space of the module.
    fn entity_type(&self, entity: EntityIndex) -> EntityType {
        let description = self.description();
        match entity {
            EntityIndex::Func(index) => EntityType::Func(description.functions[index.index()].ty),
            EntityIndex::Table(index) => EntityType::Table(description.tables[index.index()].ty),
            EntityIndex::Memory(index) => EntityType::Memory(description.memories[index.index()]),
            EntityIndex::Global(index) => EntityType::Global(description.globals[index.index()].ty),
            EntityIndex::Tag(index) => EntityType::Tag(description.tags[index.index()]),
        }
    }
}
