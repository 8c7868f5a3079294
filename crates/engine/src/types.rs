//! Types.

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, FuncType, RefType, ValType};
///
/// let engine = Engine::default();
/// let ty = FuncType::new(&engine, [ValType::I64, ValType::FUNCREF], [ValType::F32]);
/// assert_eq!(ty.params().len(), 2);
/// assert_eq!(ty.result(0), Some(ValType::F32));
/// assert_eq!(ty.param(1), Some(ValType::Ref(RefType::FUNCREF)));
/// assert_eq!(ty.to_string(), "(func (param i64 (ref null func)) (result f32))");
/// ```
#[doc(inline)]
pub use switchback_runtime::types::FuncType;

/// # Examples
///
/// ```
/// use switchback_engine::{HeapType, RefType};
///
/// let never_null = RefType::new(false, HeapType::Func);
/// assert!(never_null.matches(&RefType::FUNCREF));
/// assert!(!RefType::FUNCREF.matches(&never_null));
/// ```
#[doc(inline)]
pub use switchback_runtime::types::RefType;

#[doc(inline)]
pub use switchback_runtime::types::{HeapType, Mutability, ValType};

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, ExternType, Module, Mutability, Result, ValType};
///
/// fn main() -> Result<()> {
///     let text = r#"(module (global (export "g") (mut i64) (i64.const 1)))"#;
///     let module = Module::new(&Engine::default(), text)?;
///     let Some(ExternType::Global(ty)) = module.get_export("g") else {
///         unreachable!()
///     };
///     assert_eq!((ty.content(), ty.mutability()), (&ValType::I64, Mutability::Var));
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::entity_types::ExternType;

/// # Examples
///
/// ```
/// use switchback_engine::MemoryType;
///
/// let ty = MemoryType::new64(1, Some(1 << 20));
/// assert!(ty.is_64());
/// assert_eq!((ty.minimum(), ty.maximum(), ty.page_size()), (1, Some(1 << 20), 65536));
/// ```
#[doc(inline)]
pub use switchback_runtime::entity_types::MemoryType;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Memory, MemoryType, Result, Store};
///
/// fn main() -> Result<()> {
///     let ty = MemoryType::builder().min(100).max(Some(200)).page_size_log2(0).build()?;
///     let mut store = Store::new(&Engine::default(), ());
///     let memory = Memory::new(&mut store, ty)?;
///     memory.grow(&mut store, 1)?;
///     assert_eq!(memory.data_size(&store), 101);
///     assert!(MemoryType::builder().page_size_log2(12).build().is_err());
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::memory_type_builder::MemoryTypeBuilder;

#[doc(inline)]
pub use switchback_runtime::entity_types::{
    ExportType, GlobalType, ImportType, TableType, TagType,
};
