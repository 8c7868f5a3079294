//! Types as text, in the notation of the text format.
//!
//! A defined type is written out where it stands first. What it names in turn is
//! written as `(struct …)`, so that the text of a recursive type ends.

use std::fmt;

use switchback_wasm::{
    CompositeKind, ConcreteType, EngineFieldType, EngineHeapType, EngineRefType, EngineStorageType,
    EngineValType,
};

use super::{
    ArrayType, ContType, FieldType, Finality, FuncType, HeapType, RefType, StorageType, StructType,
    ValType,
};
use crate::engine::Engine;

impl fmt::Display for ValType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::I32 => formatter.write_str("i32"),
            Self::I64 => formatter.write_str("i64"),
            Self::F32 => formatter.write_str("f32"),
            Self::F64 => formatter.write_str("f64"),
            Self::V128 => formatter.write_str("v128"),
            Self::Ref(reference) => write!(formatter, "{reference}"),
        }
    }
}

impl fmt::Display for RefType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "(ref {}{})",
            null(self.is_nullable),
            self.heap_type
        )
    }
}

fn null(is_nullable: bool) -> &'static str {
    if is_nullable { "null " } else { "" }
}

impl fmt::Display for HeapType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Extern => "extern",
            Self::NoExtern => "noextern",
            Self::Func => "func",
            Self::NoFunc => "nofunc",
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
            Self::ConcreteCont(ty) => return write!(formatter, "{ty}"),
            Self::ConcreteFunc(ty) => return write!(formatter, "{ty}"),
            Self::ConcreteStruct(ty) => return write!(formatter, "{ty}"),
            Self::ConcreteArray(ty) => return write!(formatter, "{ty}"),
        };
        formatter.write_str(name)
    }
}

impl fmt::Display for StorageType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::I8 => formatter.write_str("i8"),
            Self::I16 => formatter.write_str("i16"),
            Self::ValType(ty) => write!(formatter, "{ty}"),
        }
    }
}

impl fmt::Display for FieldType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.mutability().is_var() {
            write!(formatter, "(mut {})", self.element_type())
        } else {
            write!(formatter, "{}", self.element_type())
        }
    }
}

impl fmt::Display for FuncType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let engine = self.engine();
        let ty = &self.signature().ty;
        let list = |formatter: &mut fmt::Formatter<'_>, keyword, types: &[EngineValType]| {
            if types.is_empty() {
                return Ok(());
            }
            write!(formatter, " ({keyword}")?;
            for ty in types {
                write!(formatter, " {}", Inner(engine, *ty))?;
            }
            write!(formatter, ")")
        };
        let supertype = self.definition().supertype.map(|_| CompositeKind::Func);
        in_hierarchy(formatter, self.finality(), supertype, |formatter| {
            write!(formatter, "(func")?;
            list(formatter, "param", &ty.params)?;
            list(formatter, "result", &ty.results)?;
            write!(formatter, ")")
        })
    }
}

impl fmt::Display for StructType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let supertype = self.supertype().map(|_| CompositeKind::Struct);
        in_hierarchy(formatter, self.finality(), supertype, |formatter| {
            write!(formatter, "(struct")?;
            for field in self.object_type().fields() {
                write!(formatter, " (field {})", InnerField(self.engine(), *field))?;
            }
            write!(formatter, ")")
        })
    }
}

impl fmt::Display for ArrayType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let supertype = self.supertype().map(|_| CompositeKind::Array);
        in_hierarchy(formatter, self.finality(), supertype, |formatter| {
            let element = InnerField(self.engine(), *self.object_type().element_type());
            write!(formatter, "(array {element})")
        })
    }
}

impl fmt::Display for ContType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let supertype = self.supertype().map(|_| CompositeKind::Cont);
        in_hierarchy(formatter, self.finality(), supertype, |formatter| {
            write!(formatter, "(cont {})", elided(CompositeKind::Func))
        })
    }
}

/// Writes a type's place in the hierarchy around it, unless it is the usual one.
fn in_hierarchy(
    formatter: &mut fmt::Formatter<'_>,
    finality: Finality,
    supertype: Option<CompositeKind>,
    write: impl FnOnce(&mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    if finality.is_final() && supertype.is_none() {
        return write(formatter);
    }
    write!(formatter, "(sub ")?;
    if finality.is_final() {
        write!(formatter, "final ")?;
    }
    if let Some(kind) = supertype {
        write!(formatter, "{} ", elided(kind))?;
    }
    write(formatter)?;
    write!(formatter, ")")
}

/// A defined type that is not written out.
fn elided(kind: CompositeKind) -> &'static str {
    match kind {
        CompositeKind::Func => "(func …)",
        CompositeKind::Struct => "(struct …)",
        CompositeKind::Array => "(array …)",
        CompositeKind::Cont => "(cont …)",
    }
}

/// A value type inside a defined type.
struct Inner<'a>(&'a Engine, EngineValType);

impl fmt::Display for Inner<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            EngineValType::Ref(EngineRefType {
                nullable,
                heap_type: EngineHeapType::Concrete(ConcreteType { kind, .. }),
            }) => write!(formatter, "(ref {}{})", null(nullable), elided(kind)),
            ty => write!(formatter, "{}", ValType::from_engine(self.0, &ty)),
        }
    }
}

/// A field type inside a defined type.
struct InnerField<'a>(&'a Engine, EngineFieldType);

impl fmt::Display for InnerField<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(engine, field) = *self;
        if field.mutable {
            write!(formatter, "(mut ")?;
        }
        match field.storage {
            EngineStorageType::I8 => write!(formatter, "i8")?,
            EngineStorageType::I16 => write!(formatter, "i16")?,
            EngineStorageType::Val(ty) => write!(formatter, "{}", Inner(engine, ty))?,
        }
        if field.mutable {
            write!(formatter, ")")?;
        }
        Ok(())
    }
}
