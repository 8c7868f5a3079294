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

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, FuncType, HeapType, RefType, ValType};
///
/// let engine = Engine::default();
/// let concrete = HeapType::ConcreteFunc(FuncType::new(&engine, [ValType::I32], []));
/// assert!(HeapType::NoFunc.matches(&concrete));
/// assert!(concrete.matches(&HeapType::Func));
/// assert_eq!(
///     ValType::Ref(RefType::new(false, concrete)).to_string(),
///     "(ref (func (param i32)))",
/// );
/// ```
#[doc(inline)]
pub use switchback_runtime::types::HeapType;

/// # Examples
///
/// ```
/// use switchback_engine::ValType;
///
/// assert!(ValType::NULLFUNCREF.matches(&ValType::FUNCREF));
/// assert!(!ValType::I32.matches(&ValType::I64));
/// assert_eq!(ValType::F64.default_value().unwrap().unwrap_f64(), 0.0);
/// ```
#[doc(inline)]
pub use switchback_runtime::types::ValType;

#[doc(inline)]
pub use switchback_runtime::types::Mutability;

/// # Examples
///
/// A type of points, and one of points with a name:
///
/// ```
/// use switchback_engine::{
///     ArrayType, Engine, FieldType, Finality, HeapType, Mutability, RefType, Result,
///     StorageType, StructType, ValType,
/// };
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let coordinate = FieldType::new(Mutability::Var, ValType::F64.into());
///     let fields = [coordinate.clone(), coordinate];
///     let point = StructType::with_finality_and_supertype(
///         &engine,
///         Finality::NonFinal,
///         None,
///         fields.clone(),
///     )?;
///     let text = ArrayType::new(&engine, FieldType::new(Mutability::Const, StorageType::I8));
///     let name = ValType::Ref(RefType::new(false, HeapType::ConcreteArray(text)));
///     let name = FieldType::new(Mutability::Const, name.into());
///     let named = StructType::with_finality_and_supertype(
///         &engine,
///         Finality::Final,
///         Some(&point),
///         fields.into_iter().chain([name]),
///     )?;
///     assert!(named.matches(&point) && !point.matches(&named));
///     assert_eq!(named.supertype(), Some(point));
///     assert_eq!(named.fields().len(), 3);
///     assert_eq!(
///         named.to_string(),
///         "(sub final (struct …) (struct (field (mut f64)) (field (mut f64)) \
///          (field (ref (array …)))))",
///     );
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::types::StructType;

/// # Examples
///
/// ```
/// use switchback_engine::{ArrayType, Engine, FieldType, Mutability, StorageType, ValType};
///
/// let engine = Engine::default();
/// let ty = ArrayType::new(&engine, FieldType::new(Mutability::Var, StorageType::I16));
/// assert_eq!(ty.mutability(), Mutability::Var);
/// assert_eq!(ty.element_type().unpack(), &ValType::I32);
/// // The same type is made only once.
/// assert_eq!(ty, ArrayType::new(&engine, ty.field_type()));
/// assert_eq!(ty.to_string(), "(array (mut i16))");
/// ```
#[doc(inline)]
pub use switchback_runtime::types::ArrayType;

/// # Examples
///
/// The type of the module's `$task`, which is the same that the host makes:
///
/// ```
/// use switchback_engine::{
///     Config, ContType, Engine, ExternType, FuncType, HeapType, Module, RefType, Result, ValType,
/// };
///
/// fn main() -> Result<()> {
///     let engine = Engine::new(Config::new().wasm_stack_switching(true))?;
///     let function = FuncType::new(&engine, [ValType::I32], [ValType::I64]);
///     let task = ContType::new(&engine, &function)?;
///     assert_eq!(task.func_type(), function);
///
///     let module = Module::new(
///         &engine,
///         r#"(module
///             (type $function (func (param i32) (result i64)))
///             (type $task (cont $function))
///             (global (export "task") (ref null $task) (ref.null $task)))"#,
///     )?;
///     let Some(ExternType::Global(global)) = module.get_export("task") else {
///         unreachable!()
///     };
///     let reference = RefType::new(true, HeapType::ConcreteCont(task));
///     assert_eq!(*global.content(), ValType::Ref(reference.clone()));
///     assert!(reference.matches(&RefType::CONTREF));
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::types::ContType;

#[doc(inline)]
pub use switchback_runtime::types::{FieldType, Finality, StorageType};

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

/// # Examples
///
/// ```
/// use switchback_engine::{RefType, TableType};
///
/// let ty = TableType::new(RefType::EXTERNREF, 1, Some(10));
/// assert_eq!((ty.element(), ty.minimum()), (&RefType::EXTERNREF, 1));
/// assert_eq!(ty.maximum(), Some(10));
/// ```
#[doc(inline)]
pub use switchback_runtime::entity_types::TableType;

/// # Examples
///
/// ```
/// use switchback_engine::{GlobalType, Mutability, ValType};
///
/// let ty = GlobalType::new(ValType::I32, Mutability::Const);
/// assert!(ty.content().is_i32() && ty.mutability().is_const());
/// ```
#[doc(inline)]
pub use switchback_runtime::entity_types::GlobalType;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, ImportType, Module, Result};
///
/// fn main() -> Result<()> {
///     let text = r#"(module (import "host" "memory" (memory 1)))"#;
///     let module = Module::new(&Engine::default(), text)?;
///     let import: ImportType = module.imports().next().unwrap();
///     assert_eq!((import.module(), import.name()), ("host", "memory"));
///     assert_eq!(import.ty().memory().unwrap().minimum(), 1);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::entity_types::ImportType;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, ExportType, Module, Result};
///
/// fn main() -> Result<()> {
///     let module = Module::new(&Engine::default(), r#"(module (func (export "f")))"#)?;
///     let export: ExportType = module.exports().next().unwrap();
///     assert_eq!(export.name(), "f");
///     assert!(export.ty().func().is_some());
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::entity_types::ExportType;

#[doc(inline)]
pub use switchback_runtime::entity_types::TagType;
