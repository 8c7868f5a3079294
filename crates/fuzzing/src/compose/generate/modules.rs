//! The modules around the code.

use wasm_encoder::{
    AbstractHeapType, CodeSection, CompositeInnerType, CompositeType, ConstExpr, ContType,
    ElementSection, Elements, EntityType, ExportKind, ExportSection, FieldType, FuncType,
    FunctionSection, GlobalSection, GlobalType, HeapType, ImportSection, MemorySection, MemoryType,
    Module, RefType, StorageType, StructType, SubType, TableSection, TableType, TagKind,
    TagSection, TagType, TypeSection, ValType,
};

use super::Generator;
use super::kinds::*;
use Kind::{Any, Cont, Conts, Exn, Extern, I32, Struct};

/// The types of a module.
pub(super) struct Types {
    section: TypeSection,
    /// How many there are; the section counts recursive groups.
    count: u32,
}

impl Types {
    /// The types that both modules have.
    pub(super) fn common(switching: bool) -> Self {
        let mut types = Self {
            section: TypeSection::new(),
            count: 0,
        };
        let fields = [
            mutable(StorageType::Val(ValType::I32)),
            mutable(StorageType::I8),
            mutable(StorageType::Val(Any.val_type())),
            mutable(StorageType::Val(Struct.val_type())),
        ];
        types.add(&subtype(false, None, structure(&fields)));
        let mut more = fields.to_vec();
        more.push(mutable(StorageType::Val(ValType::I64)));
        more.push(mutable(StorageType::Val(Extern.val_type())));
        types.add(&subtype(true, Some(ty::STRUCT), structure(&more)));
        types.add(&final_type(array(StorageType::Val(Any.val_type()))));
        types.add(&final_type(array(StorageType::I16)));
        // Of the host's functions.
        types.function(&[I32], &[]);
        for (params, results) in &FUNCTIONS[..RECURSIVE_FUNCTIONS] {
            types.function(params, results);
        }
        if switching {
            types.add_recursive_group();
        }
        types
    }

    /// Types of continuations, and those that mention them.
    fn add_recursive_group(&mut self) {
        let mut group: Vec<SubType> = FUNCTIONS[RECURSIVE_FUNCTIONS..]
            .iter()
            .map(|(params, results)| {
                let ty = FuncType::new(val_types(params), val_types(results));
                final_type(CompositeInnerType::Func(ty))
            })
            .collect();
        group.extend(CONTINUATIONS.iter().map(|function| {
            let ty = ContType(ty::FUNCTION + *function as u32);
            final_type(CompositeInnerType::Cont(ty))
        }));
        let held = HELD.map(|kind| mutable(StorageType::Val(kind.val_type())));
        group.push(final_type(structure(&held)));
        group.push(final_type(array(StorageType::Val(Cont(0).val_type()))));
        self.count += group.len() as u32;
        self.section.ty().rec(group);
    }

    fn add(&mut self, ty: &SubType) {
        self.section.ty().subtype(ty);
        self.count += 1;
    }

    /// Adds a function type; its index.
    pub(super) fn function(&mut self, params: &[Kind], results: &[Kind]) -> u32 {
        self.section
            .ty()
            .function(val_types(params), val_types(results));
        self.count += 1;
        self.count - 1
    }

    /// Adds the type of a tag.
    fn tag(&mut self, params: &[Kind], results: &[Kind]) -> TagType {
        TagType {
            kind: TagKind::Exception,
            func_type_idx: self.function(params, results),
        }
    }

    /// The types of the tags that are shared.
    fn shared_tags(&mut self, switching: bool) -> Vec<TagType> {
        let shared = &TAGS[..SHARED_TAGS as usize];
        let mut tags: Vec<TagType> = shared.iter().map(|kinds| self.tag(kinds, &[])).collect();
        if switching {
            tags.push(self.tag(CONTINUATION_TAGS[0], &[]));
            for (params, results) in &CONTROL_TAGS[..SHARED_CONTROL_TAGS] {
                tags.push(self.tag(params, results));
            }
        }
        tags
    }

    /// The types of the tags of a module's own.
    fn own_tags(&mut self, switching: bool) -> Vec<TagType> {
        let own = &TAGS[SHARED_TAGS as usize..];
        let mut tags: Vec<TagType> = own.iter().map(|kinds| self.tag(kinds, &[])).collect();
        if switching {
            tags.push(self.tag(CONTINUATION_TAGS[1], &[]));
            for (params, results) in &CONTROL_TAGS[SHARED_CONTROL_TAGS..] {
                tags.push(self.tag(params, results));
            }
        }
        tags
    }
}

fn mutable(storage: StorageType) -> FieldType {
    FieldType {
        element_type: storage,
        mutable: true,
    }
}

fn structure(fields: &[FieldType]) -> CompositeInnerType {
    CompositeInnerType::Struct(StructType {
        fields: fields.into(),
    })
}

fn array(element: StorageType) -> CompositeInnerType {
    CompositeInnerType::Array(wasm_encoder::ArrayType(mutable(element)))
}

fn final_type(inner: CompositeInnerType) -> SubType {
    subtype(true, None, inner)
}

fn subtype(is_final: bool, supertype: Option<u32>, inner: CompositeInnerType) -> SubType {
    SubType {
        is_final,
        supertype_idxs: supertype.into_iter().collect(),
        composite_type: CompositeType {
            inner,
            shared: false,
            descriptor: None,
            describes: None,
        },
    }
}

/// The shared tables, with their names.
fn shared_tables(switching: bool) -> Vec<(&'static str, TableType)> {
    let func = HeapType::Abstract {
        shared: false,
        ty: AbstractHeapType::Func,
    };
    let any = HeapType::Abstract {
        shared: false,
        ty: AbstractHeapType::Any,
    };
    let mut tables = vec![
        ("functions", table_of(func, 64)),
        ("objects", table_of(any, ELEMENTS as u64)),
    ];
    if switching {
        let cont = HeapType::Concrete(ty::CONTINUATION);
        tables.push(("continuations", table_of(cont, ELEMENTS as u64)));
    }
    tables
}

fn table_of(heap_type: HeapType, minimum: u64) -> TableType {
    TableType {
        element_type: RefType {
            nullable: true,
            heap_type,
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

fn mutable_global(kind: Kind) -> GlobalType {
    GlobalType {
        val_type: kind.val_type(),
        mutable: true,
        shared: false,
    }
}

/// What such a global begins with.
fn initial(kind: Kind, number: i32) -> ConstExpr {
    match kind.val_type() {
        ValType::Ref(ty) => ConstExpr::ref_null(ty.heap_type),
        _ => ConstExpr::i32_const(number),
    }
}

/// The kinds of the shared globals, with their names.
fn shared_globals(switching: bool) -> Vec<(String, Kind)> {
    let mut globals: Vec<(String, Kind)> = ["calls", "steering", "resumed"]
        .map(|name| (name.to_owned(), I32))
        .into();
    if switching {
        for (number, ty) in SHARED_CONTINUATIONS.iter().enumerate() {
            globals.push((format!("continuation{number}"), Cont(*ty)));
        }
    }
    globals
}

/// The module that owns what instances share.
pub(super) fn shared_module(switching: bool) -> Vec<u8> {
    let mut types = Types::common(switching);
    let mut exports = ExportSection::new();
    let mut tags = TagSection::new();
    for (index, ty) in types.shared_tags(switching).into_iter().enumerate() {
        tags.tag(ty);
        exports.export(&format!("tag{index}"), ExportKind::Tag, index as u32);
    }
    let mut tables = TableSection::new();
    for (index, (name, ty)) in shared_tables(switching).into_iter().enumerate() {
        tables.table(ty);
        exports.export(name, ExportKind::Table, index as u32);
    }
    let mut globals = GlobalSection::new();
    for (index, (name, kind)) in shared_globals(switching).into_iter().enumerate() {
        globals.global(mutable_global(kind), &initial(kind, 0));
        exports.export(&name, ExportKind::Global, index as u32);
    }
    let mut memories = MemorySection::new();
    memories.memory(MEMORY);
    exports.export("memory", ExportKind::Memory, 0);
    let mut module = Module::new();
    module.section(&types.section);
    module.section(&tables);
    module.section(&memories);
    module.section(&tags);
    module.section(&globals);
    module.section(&exports);
    module.finish()
}

impl Generator {
    /// The module that is instantiated.
    pub(super) fn module(mut self) -> Vec<u8> {
        let switching = self.options.stack_switching;
        let imports = imports(&mut self.types, switching);
        let mut functions = FunctionSection::new();
        for planned in &self.functions {
            functions.function(ty::FUNCTION + planned.ty as u32);
        }
        let mut tags = TagSection::new();
        for ty in self.types.own_tags(switching) {
            tags.tag(ty);
        }
        let mut globals = GlobalSection::new();
        for kind in Self::own_globals(switching) {
            globals.global(mutable_global(kind), &initial(kind, 7));
        }
        let mut exports = ExportSection::new();
        exports.export("run", ExportKind::Func, import::COUNT);
        exports.export("number", ExportKind::Global, self.own_global(I32));
        for number in SHARED_TAGS as usize..TAGS.len() {
            let index = tag::exception(number, switching);
            exports.export(&format!("own{number}"), ExportKind::Tag, index);
        }
        let mut code = CodeSection::new();
        for (number, planned) in self.functions.clone().into_iter().enumerate() {
            code.function(&self.function(planned, import::COUNT + number as u32));
        }
        let mut module = Module::new();
        module.section(&self.types.section);
        module.section(&imports);
        module.section(&functions);
        module.section(&tags);
        module.section(&globals);
        module.section(&exports);
        module.section(&elements(self.functions.len() as u32));
        module.section(&code);
        module.finish()
    }

    /// The kinds of the globals of a module's own.
    fn own_globals(switching: bool) -> Vec<Kind> {
        let mut kinds = vec![I32, Any, Exn];
        if switching {
            kinds.push(Conts);
            kinds.extend((0..CONTINUATIONS.len() as u32).map(Cont));
        }
        kinds
    }

    /// The global of the module's own of that kind.
    pub(super) fn own_global(&self, kind: Kind) -> u32 {
        let switching = self.options.stack_switching;
        let place = Self::own_globals(switching)
            .iter()
            .position(|own| *own == kind)
            .expect("there is a global of every kind that is asked for");
        let imported = if switching {
            global::SHARED + SHARED_CONTINUATIONS.len() as u32
        } else {
            global::SHARED
        };
        imported + place as u32
    }
}

/// All functions into the shared table; what is imported declared.
fn elements(functions: u32) -> ElementSection {
    let mut elements = ElementSection::new();
    let all: Vec<u32> = (0..functions).map(|index| import::COUNT + index).collect();
    elements.active(
        None,
        &ConstExpr::global_get(global::BASE),
        Elements::Functions(all.into()),
    );
    let imported: Vec<u32> = (0..import::COUNT).collect();
    elements.declared(Elements::Functions(imported.into()));
    elements
}

fn imports(types: &mut Types, switching: bool) -> ImportSection {
    let mut imports = ImportSection::new();
    let two_numbers = ty::FUNCTION + TWO_NUMBERS as u32;
    for (module, name, ty) in [
        ("host", "log", ty::ONE_NUMBER),
        ("host", "enter", two_numbers),
        ("host", "catch", two_numbers),
        ("host", "throw", ty::ONE_NUMBER),
        ("next", "run", ty::FUNCTION),
        ("host", "collect", ty::ONE_NUMBER),
    ] {
        imports.import(module, name, EntityType::Function(ty));
    }
    for (name, ty) in shared_tables(switching) {
        imports.import("shared", name, ty);
    }
    imports.import("shared", "memory", MEMORY);
    let mut globals = shared_globals(switching).into_iter();
    let (name, calls) = globals.next().expect("calls are counted");
    imports.import("shared", &name, mutable_global(calls));
    imports.import(
        "host",
        "base",
        GlobalType {
            val_type: ValType::I32,
            mutable: false,
            shared: false,
        },
    );
    for (name, kind) in globals {
        imports.import("shared", &name, mutable_global(kind));
    }
    for (index, ty) in types.shared_tags(switching).into_iter().enumerate() {
        imports.import("shared", &format!("tag{index}"), EntityType::Tag(ty));
    }
    imports
}
