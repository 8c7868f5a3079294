//! Types in the syntax of the text format, for error messages.

use std::fmt::{self, Display, Formatter};

use super::{
    CompositeType, EntityType, FieldType, FuncType, GlobalType, HeapType, MemoryType, RefType,
    StorageType, SubType, TableType, ValType,
};
use crate::index::{TypeIdentity, TypeIndex};

impl Display for TypeIndex {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

/// As a number, which means something only beside others of the same engine.
impl Display for TypeIdentity {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl<T: Display> Display for ValType<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::I32 => f.write_str("i32"),
            Self::I64 => f.write_str("i64"),
            Self::F32 => f.write_str("f32"),
            Self::F64 => f.write_str("f64"),
            Self::V128 => f.write_str("v128"),
            Self::Ref(ty) => ty.fmt(f),
        }
    }
}

impl<T: Display> Display for RefType<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            nullable,
            heap_type,
        } = self;
        if !nullable {
            return write!(f, "(ref {heap_type})");
        }
        // The short forms that the text format has.
        f.write_str(match heap_type {
            HeapType::Func => "funcref",
            HeapType::NoFunc => "nullfuncref",
            HeapType::Extern => "externref",
            HeapType::NoExtern => "nullexternref",
            HeapType::Any => "anyref",
            HeapType::Eq => "eqref",
            HeapType::I31 => "i31ref",
            HeapType::Struct => "structref",
            HeapType::Array => "arrayref",
            HeapType::None => "nullref",
            HeapType::Exn => "exnref",
            HeapType::NoExn => "nullexnref",
            HeapType::Cont => "contref",
            HeapType::NoCont => "nullcontref",
            HeapType::Concrete(_) => return write!(f, "(ref null {heap_type})"),
        })
    }
}

impl<T: Display> Display for HeapType<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Func => "func",
            Self::NoFunc => "nofunc",
            Self::Extern => "extern",
            Self::NoExtern => "noextern",
            Self::Any => "any",
            Self::Eq => "eq",
            Self::I31 => "i31",
            Self::Struct => "struct",
            Self::Array => "array",
            Self::None => "none",
            Self::Exn => "exn",
            Self::NoExn => "noexn",
            Self::Cont => "cont",
            Self::NoCont => "nocont",
            Self::Concrete(ty) => return ty.index.fmt(f),
        })
    }
}

impl<T: Display> Display for FuncType<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("(func")?;
        for (keyword, types) in [("param", &self.params), ("result", &self.results)] {
            if !types.is_empty() {
                write!(f, " ({keyword}")?;
                types.iter().try_for_each(|ty| write!(f, " {ty}"))?;
                f.write_str(")")?;
            }
        }
        f.write_str(")")
    }
}

impl<T: Display> Display for StorageType<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::I8 => f.write_str("i8"),
            Self::I16 => f.write_str("i16"),
            Self::Val(ty) => ty.fmt(f),
        }
    }
}

impl<T: Display> Display for FieldType<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { storage, mutable } = self;
        if *mutable {
            write!(f, "(mut {storage})")
        } else {
            storage.fmt(f)
        }
    }
}

impl<T: Display> Display for CompositeType<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Func(ty) => ty.fmt(f),
            Self::Struct(fields) => {
                f.write_str("(struct")?;
                let mut fields = fields.iter();
                fields.try_for_each(|field| write!(f, " (field {field})"))?;
                f.write_str(")")
            }
            Self::Array(element) => write!(f, "(array {element})"),
            Self::Cont(ty) => write!(f, "(cont {ty})"),
        }
    }
}

impl<T: Display> Display for SubType<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            is_final,
            supertype,
            composite,
        } = self;
        if *is_final && supertype.is_none() {
            return composite.fmt(f);
        }
        f.write_str("(sub ")?;
        if *is_final {
            f.write_str("final ")?;
        }
        if let Some(supertype) = supertype {
            write!(f, "{supertype} ")?;
        }
        write!(f, "{composite})")
    }
}

impl<T: Display> Display for TableType<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("(table ")?;
        limits(self.is_64, self.minimum, self.maximum, f)?;
        write!(f, " {})", self.element)
    }
}

impl Display for MemoryType {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("(memory ")?;
        limits(self.is_64, self.minimum, self.maximum, f)?;
        if self.page_size_log2 != 16 {
            write!(f, " (pagesize {})", self.page_size())?;
        }
        f.write_str(")")
    }
}

/// The address type and limits of a table or a memory.
fn limits(is_64: bool, minimum: u64, maximum: Option<u64>, f: &mut Formatter<'_>) -> fmt::Result {
    if is_64 {
        f.write_str("i64 ")?;
    }
    minimum.fmt(f)?;
    match maximum {
        Some(maximum) => write!(f, " {maximum}"),
        None => Ok(()),
    }
}

impl<T: Display> Display for GlobalType<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { content, mutable } = self;
        if *mutable {
            write!(f, "(global (mut {content}))")
        } else {
            write!(f, "(global {content})")
        }
    }
}

impl<T: Display> Display for EntityType<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Func(ty) => write!(f, "(func (type {ty}))"),
            Self::Table(ty) => ty.fmt(f),
            Self::Memory(ty) => ty.fmt(f),
            Self::Global(ty) => ty.fmt(f),
            Self::Tag(ty) => write!(f, "(tag (type {ty}))"),
        }
    }
}
