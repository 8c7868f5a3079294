//! The modules around the code.

use wasm_encoder::{
    AbstractHeapType, CodeSection, CompositeInnerType, CompositeType, ConstExpr, ContType,
    ElementSection, Elements, EntityType, ExportKind, ExportSection, FieldType, FunctionSection,
    GlobalSection, GlobalType, HeapType, ImportSection, MemorySection, MemoryType, Module, RefType,
    StorageType, StructType, SubType, TableSection, TableType, TagKind, TagSection, TagType,
    TypeSection, ValType,
};

use super::Generator;
use super::kinds::*;
use Kind::{Any, Cont, Exn, Extern, Struct};

/// The types that tags and imports need, in both modules the same.
fn common_types(types: &mut TypeSection) {
    let field = |storage| FieldType {
        element_type: storage,
        mutable: true,
    };
    let fields = [
        field(StorageType::Val(ValType::I32)),
        field(StorageType::I8),
        field(StorageType::Val(Any.val_type())),
        field(StorageType::Val(Struct.val_type())),
    ];
    let sub = |is_final, supertype_idx: Option<u32>, inner| SubType {
        is_final,
        supertype_idxs: supertype_idx.into_iter().collect(),
        composite_type: CompositeType {
            inner,
            shared: false,
            descriptor: None,
            describes: None,
        },
    };
    let structure = |fields: &[FieldType]| {
        CompositeInnerType::Struct(StructType {
            fields: fields.into(),
        })
    };
    types.ty().subtype(&sub(false, None, structure(&fields)));
    let mut more = fields.to_vec();
    more.push(field(StorageType::Val(ValType::I64)));
    more.push(field(StorageType::Val(Extern.val_type())));
    types
        .ty()
        .subtype(&sub(true, Some(ty::STRUCT), structure(&more)));
    types.ty().array(&StorageType::Val(Any.val_type()), true);
    types.ty().array(&StorageType::I16, true);
    for (params, results) in FUNCTIONS {
        types.ty().function(val_types(params), val_types(results));
    }
    // Of the host's functions.
    types
        .ty()
        .function([ValType::I32, ValType::I32], [ValType::I32]);
    types.ty().function([ValType::I32], []);
}

/// The type of a function that takes two numbers and gives one, and of one that takes one.
const TWO_NUMBERS: u32 = ty::FUNCTION + FUNCTIONS.len() as u32;
const ONE_NUMBER: u32 = TWO_NUMBERS + 1;

fn any_table() -> TableType {
    table_of(AbstractHeapType::Any, 8)
}

fn function_table() -> TableType {
    table_of(AbstractHeapType::Func, 64)
}

fn table_of(ty: AbstractHeapType, minimum: u64) -> TableType {
    TableType {
        element_type: RefType {
            nullable: true,
            heap_type: HeapType::Abstract { shared: false, ty },
        },
        table64: false,
        minimum,
        maximum: Some(64),
        shared: false,
    }
}

const MEMORY: MemoryType = MemoryType {
    minimum: 1,
    maximum: Some(1),
    memory64: false,
    shared: false,
    page_size_log2: None,
};

const MUTABLE_NUMBER: GlobalType = GlobalType {
    val_type: ValType::I32,
    mutable: true,
    shared: false,
};

/// The module that owns what instances share.
pub(super) fn shared_module() -> Vec<u8> {
    let mut types = TypeSection::new();
    common_types(&mut types);
    let first = types.len();
    for kinds in TAGS {
        types.ty().function(val_types(kinds), []);
    }
    for (params, results) in CONTROL_TAGS {
        types.ty().function(val_types(params), val_types(results));
    }
    let mut tables = TableSection::new();
    tables.table(function_table());
    tables.table(any_table());
    let mut memories = MemorySection::new();
    memories.memory(MEMORY);
    let mut tags = TagSection::new();
    for tag in 0..SHARED_TAGS {
        tags.tag(TagType {
            kind: TagKind::Exception,
            func_type_idx: first + tag,
        });
    }
    let mut globals = GlobalSection::new();
    globals.global(MUTABLE_NUMBER, &ConstExpr::i32_const(CALLS));
    let mut exports = ExportSection::new();
    exports.export("functions", ExportKind::Table, 0);
    exports.export("objects", ExportKind::Table, 1);
    exports.export("memory", ExportKind::Memory, 0);
    exports.export("calls", ExportKind::Global, 0);
    for tag in 0..SHARED_TAGS {
        exports.export(&format!("tag{tag}"), ExportKind::Tag, tag);
    }
    let mut module = Module::new();
    module.section(&types);
    module.section(&tables);
    module.section(&memories);
    module.section(&tags);
    module.section(&globals);
    module.section(&exports);
    module.finish()
}

impl Generator<'_> {
    /// The module that is instantiated.
    pub(super) fn module(mut self) -> Vec<u8> {
        common_types(&mut self.types);
        if self.options.stack_switching {
            for params in CONTINUATIONS {
                self.types.ty().function(val_types(params), [ValType::I32]);
            }
            for number in 0..CONTINUATIONS.len() as u32 {
                let function = ty::FUNCTION + FUNCTIONS.len() as u32 + 2 + number;
                self.types.ty().subtype(&SubType {
                    is_final: true,
                    supertype_idxs: Vec::new(),
                    composite_type: CompositeType {
                        inner: CompositeInnerType::Cont(ContType(function)),
                        shared: false,
                        descriptor: None,
                        describes: None,
                    },
                });
            }
        }
        let first_tag_type = self.types.len();
        for kinds in TAGS {
            self.types.ty().function(val_types(kinds), []);
        }
        let imports = imports(first_tag_type);
        let mut functions = FunctionSection::new();
        for &function in self.functions {
            functions.function(ty::FUNCTION + function as u32);
        }
        let mut tags = TagSection::new();
        for tag in SHARED_TAGS as usize..TAGS.len() {
            tags.tag(TagType {
                kind: TagKind::Exception,
                func_type_idx: first_tag_type + tag as u32,
            });
        }
        if self.options.stack_switching {
            for (params, results) in CONTROL_TAGS {
                let func_type_idx = self.types.len();
                self.types
                    .ty()
                    .function(val_types(params), val_types(results));
                tags.tag(TagType {
                    kind: TagKind::Exception,
                    func_type_idx,
                });
            }
        }
        let globals = self.globals();
        let mut exports = ExportSection::new();
        exports.export("run", ExportKind::Func, import::COUNT);
        exports.export("number", ExportKind::Global, global::NUMBER);
        exports.export("tag3", ExportKind::Tag, SHARED_TAGS);
        exports.export("tag4", ExportKind::Tag, SHARED_TAGS + 1);
        let mut elements = ElementSection::new();
        let all: Vec<u32> = (0..self.functions.len() as u32)
            .map(|index| import::COUNT + index)
            .collect();
        elements.active(
            None,
            &ConstExpr::global_get(global::BASE),
            Elements::Functions(all.into()),
        );
        let mut code = CodeSection::new();
        for &function in self.functions {
            code.function(&self.function(function));
        }
        let mut module = Module::new();
        module.section(&self.types);
        module.section(&imports);
        module.section(&functions);
        module.section(&tags);
        module.section(&globals);
        module.section(&exports);
        module.section(&elements);
        module.section(&code);
        module.finish()
    }

    fn globals(&self) -> GlobalSection {
        let mut globals = GlobalSection::new();
        globals.global(MUTABLE_NUMBER, &ConstExpr::i32_const(7));
        let mut kinds = vec![Any, Exn];
        if self.options.stack_switching {
            kinds.extend((0..CONTINUATIONS.len() as u32).map(Cont));
        }
        for kind in kinds {
            let ValType::Ref(ty) = kind.val_type() else {
                unreachable!("only references are listed")
            };
            globals.global(
                GlobalType {
                    val_type: kind.val_type(),
                    mutable: true,
                    shared: false,
                },
                &ConstExpr::ref_null(ty.heap_type),
            );
        }
        globals
    }
}

fn imports(first_tag_type: u32) -> ImportSection {
    let mut imports = ImportSection::new();
    let function = |index: u32| EntityType::Function(index);
    imports.import("host", "log", function(ONE_NUMBER));
    imports.import("host", "enter", function(TWO_NUMBERS));
    imports.import("host", "catch", function(TWO_NUMBERS));
    imports.import("host", "throw", function(ONE_NUMBER));
    imports.import("next", "run", function(ty::FUNCTION));
    imports.import("shared", "functions", function_table());
    imports.import("shared", "objects", any_table());
    imports.import("shared", "memory", MEMORY);
    imports.import("shared", "calls", MUTABLE_NUMBER);
    imports.import(
        "host",
        "base",
        GlobalType {
            val_type: ValType::I32,
            mutable: false,
            shared: false,
        },
    );
    for tag in 0..SHARED_TAGS {
        imports.import(
            "shared",
            &format!("tag{tag}"),
            EntityType::Tag(TagType {
                kind: TagKind::Exception,
                func_type_idx: first_tag_type + tag,
            }),
        );
    }
    imports
}
