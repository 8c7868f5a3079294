//! Every numeric operator that `wasmparser` knows is translated, verified and compiled,
//! so that none can be forgotten. What the results are is for the specification's tests.

use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::ir::condcodes::FloatCC;
use cranelift_codegen::ir::{
    AbiParam, Function, InstBuilder, InstructionData, Opcode, Signature, Type, Value, ValueDef,
    types,
};
use cranelift_codegen::isa::{CallConv, OwnedTargetIsa};
use cranelift_codegen::settings::{self, Configurable};
use cranelift_codegen::{Context, verify_function};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use wasmparser::{
    FuncToValidate, FuncValidatorAllocations, Ieee32, Ieee64, Operator, Parser, V128, ValType,
    ValidPayload, Validator, ValidatorResources, WasmFeatures,
};

use super::{MissingFeature, NumericContext, translate};
use crate::simd::VECTOR;
use crate::stack::OperandStack;

#[test]
fn every_numeric_operator_compiles_to_code_without_calls() {
    let operators = numeric_operators();
    assert!(operators.len() > 300, "only {} operators", operators.len());
    let validation = Validation::new();
    for (isa, context) in targets() {
        for operator in &operators {
            let (parameters, results) = validation.signature(operator);
            let function = build(&isa, &parameters, |builder, stack| {
                assert!(
                    translate(operator, builder, stack, &context),
                    "{operator:?} is not translated"
                );
            });
            assert_eq!(result_types(&function), results, "{operator:?}");
            compile(&isa, function, operator);
        }
    }
}

#[test]
fn other_operators_are_left_alone() {
    let (isa, context) = targets().remove(0);
    for operator in [Operator::Nop, Operator::Drop, Operator::Select] {
        let function = build(&isa, &[types::I32; 3], |builder, stack| {
            assert!(!translate(&operator, builder, stack, &context));
        });
        assert_eq!(result_types(&function), [types::I32; 3]);
    }
}

#[test]
fn a_chain_of_equal_lanes_is_free_of_casts() {
    let (isa, context) = targets().remove(0);
    let function = build(&isa, &[VECTOR; 3], |builder, stack| {
        assert!(translate(&Operator::I32x4Add, builder, stack, &context));
        assert!(translate(&Operator::I32x4Add, builder, stack, &context));
        let outer = uncast(builder.func, stack.peek());
        let [_, right] = arguments(builder.func, outer, Opcode::Iadd);
        let [_, _] = arguments(builder.func, right, Opcode::Iadd);
    });
    assert_eq!(result_types(&function), [VECTOR]);
}

#[test]
fn a_selection_by_a_comparison_has_the_lanes_compared() {
    let (isa, context) = targets().remove(0);
    build(&isa, &[VECTOR; 4], |builder, stack| {
        assert!(translate(&Operator::F32x4Lt, builder, stack, &context));
        assert!(translate(
            &Operator::V128Bitselect,
            builder,
            stack,
            &context
        ));
        let selection = uncast(builder.func, stack.peek());
        assert_eq!(builder.func.dfg.value_type(selection), types::F32X4);
        let [mask, _, _] = arguments(builder.func, selection, Opcode::Bitselect);
        let comparison = definition(builder.func, uncast(builder.func, mask));
        assert!(matches!(
            comparison,
            InstructionData::FloatCompare {
                cond: FloatCC::LessThan,
                ..
            }
        ));
    });
}

#[test]
#[cfg(target_arch = "x86_64")]
fn a_processor_without_needed_instructions_is_refused() {
    let error = NumericContext::new(&*target(&["has_sse3", "has_ssse3"])).unwrap_err();
    assert!(matches!(error, MissingFeature(name) if name.contains("SSE4.1")));
    let error = NumericContext::new(&*target(&["has_sse3", "has_sse41"])).unwrap_err();
    assert!(matches!(error, MissingFeature(name) if name.contains("SSSE3")));
}

/// The operators that must be translated, by their definition in `wasmparser`.
fn numeric_operators() -> Vec<Operator<'static>> {
    let mut operators = Vec::new();
    macro_rules! operator {
        ($name:ident) => {
            Some(Operator::$name)
        };
        ($name:ident lane: $type:ty) => {
            Some(Operator::$name { lane: 1 })
        };
        ($name:ident lanes: $type:ty) => {
            Some(Operator::$name { lanes: [7; 16] })
        };
        ($name:ident value: $type:ty) => {
            Some(Operator::$name {
                value: <$type as Immediate>::example(),
            })
        };
        ($name:ident $($other:tt)*) => {
            None
        };
    }
    macro_rules! collect {
        ($(
            @$proposal:ident $name:ident $({ $($argument:ident: $type:ty),* })?
                => $visit:ident ($($arity:tt)*)
        )*) => {
            $(
                let operator = operator!($name $($($argument: $type),*)?);
                let name = stringify!($name);
                if is_numeric(stringify!($proposal), name) {
                    operators.push(operator.unwrap_or_else(|| panic!("immediate of {name}")));
                }
            )*
        };
    }
    wasmparser::for_each_operator!(collect);
    operators
}

/// Whether the operator of that name, from that proposal, is numeric.
fn is_numeric(proposal: &str, name: &str) -> bool {
    let accesses_memory = name.contains("Load") || name.contains("Store");
    match proposal {
        "simd" => !accesses_memory,
        "relaxed_simd" | "sign_extension" | "saturating_float_to_int" | "wide_arithmetic" => true,
        "mvp" => {
            let is_of_scalars = ["I32", "I64", "F32", "F64"]
                .iter()
                .any(|scalar| name.starts_with(scalar));
            is_of_scalars && !accesses_memory
        }
        _ => false,
    }
}

/// A type of an operator's immediate `value`.
trait Immediate {
    fn example() -> Self;
}

impl Immediate for i32 {
    fn example() -> Self {
        -7
    }
}

impl Immediate for i64 {
    fn example() -> Self {
        -7
    }
}

impl Immediate for Ieee32 {
    fn example() -> Self {
        Self::from(-7.5)
    }
}

impl Immediate for Ieee64 {
    fn example() -> Self {
        Self::from(-7.5)
    }
}

impl Immediate for V128 {
    fn example() -> Self {
        Self::from(0x0102_0304_0506_0708_090a_0b0c_0d0e_0f00_u128)
    }
}

/// Finds out what operators take and give, by asking the validator.
struct Validation {
    resources: ValidatorResources,
    type_index: u32,
}

/// The locals of the function in which operators are validated, in this order.
const LOCALS: [ValType; 5] = [
    ValType::I32,
    ValType::I64,
    ValType::F32,
    ValType::F64,
    ValType::V128,
];

impl Validation {
    fn new() -> Self {
        let module = wat::parse_str("(module (func (param i32 i64 f32 f64 v128)))")
            .expect("the text is a module");
        let mut validator = Validator::new_with_features(WasmFeatures::all());
        for payload in Parser::new(0).parse_all(&module) {
            let payload = payload.expect("the module is well-formed");
            let payload = validator.payload(&payload).expect("the module is valid");
            if let ValidPayload::Func(function, _) = payload {
                return Self {
                    resources: function.resources,
                    type_index: function.ty,
                };
            }
        }
        panic!("the module has a function");
    }

    /// The shortest list of operands that `operator` accepts, and its results.
    fn signature(&self, operator: &Operator<'_>) -> (Vec<Type>, Vec<Type>) {
        let mut candidates: Vec<Vec<u32>> = vec![Vec::new()];
        loop {
            for operands in &candidates {
                if let Some(results) = self.results(operands, operator) {
                    let parameters = operands
                        .iter()
                        .map(|&local| lowered(LOCALS[local as usize]))
                        .collect();
                    return (parameters, results);
                }
            }
            candidates = candidates
                .iter()
                .flat_map(|shorter| {
                    (0..5).map(|local| shorter.iter().copied().chain([local]).collect())
                })
                .collect();
            assert!(
                candidates[0].len() <= 4,
                "no operands are right for {operator:?}"
            );
        }
    }

    /// What `operator` leaves of `operands`, if it accepts them.
    fn results(&self, operands: &[u32], operator: &Operator<'_>) -> Option<Vec<Type>> {
        let function = FuncToValidate {
            resources: self.resources.clone(),
            index: 0,
            ty: self.type_index,
            features: WasmFeatures::all(),
        };
        let mut validator = function.into_validator(FuncValidatorAllocations::default());
        for &local_index in operands {
            let get = Operator::LocalGet { local_index };
            validator.op(0, &get).expect("the local exists");
        }
        validator.op(0, operator).ok()?;
        let results = (0..validator.operand_stack_height() as usize).rev();
        let results = results.map(|depth| {
            let result = validator.get_operand_type(depth).flatten();
            lowered(result.expect("results of numeric operators have known types"))
        });
        Some(results.collect())
    }
}

fn lowered(value_type: ValType) -> Type {
    match value_type {
        ValType::I32 => types::I32,
        ValType::I64 => types::I64,
        ValType::F32 => types::F32,
        ValType::F64 => types::F64,
        ValType::V128 => VECTOR,
        ValType::Ref(_) => panic!("numeric operators have no references"),
    }
}

/// Targets of this machine's architecture, from the least processor to the best.
fn targets() -> Vec<(OwnedTargetIsa, NumericContext)> {
    let least = ["has_sse3", "has_ssse3", "has_sse41"].as_slice();
    let with_fma = &[least, &["has_sse42", "has_popcnt", "has_avx", "has_fma"]].concat();
    let with_dot_product = &[with_fma.as_slice(), &["has_avx2", "has_avx_vnni"]].concat();
    [least, with_fma, with_dot_product]
        .map(|features| {
            let isa = target(features);
            let context = NumericContext::new(&*isa).expect("the target has what is needed");
            (isa, context)
        })
        .into()
}

/// This machine's architecture with no extension but, on x86-64, `features`.
fn target(features: &[&str]) -> OwnedTargetIsa {
    let mut isa = cranelift_native::builder_with_options(false).expect("Cranelift knows the host");
    if cfg!(target_arch = "x86_64") {
        for feature in features {
            isa.enable(feature).expect("Cranelift knows the feature");
        }
    }
    let mut flags = settings::builder();
    flags
        .set("opt_level", "speed")
        .expect("Cranelift has this setting");
    isa.finish(settings::Flags::new(flags))
        .expect("the settings agree")
}

/// A function of `parameters` that returns what `body` leaves of them on the stack.
fn build(
    isa: &OwnedTargetIsa,
    parameters: &[Type],
    body: impl FnOnce(&mut FunctionBuilder<'_>, &mut OperandStack),
) -> Function {
    let mut signature = Signature::new(CallConv::Tail);
    signature.params = parameters.iter().copied().map(AbiParam::new).collect();
    let mut function = Function::with_name_signature(Default::default(), signature);
    let mut context = FunctionBuilderContext::new();
    let mut builder = FunctionBuilder::new(&mut function, &mut context);
    let entry = builder.create_block();
    builder.append_block_params_for_function_params(entry);
    builder.switch_to_block(entry);
    builder.seal_block(entry);

    let mut stack = OperandStack::default();
    stack.push_all(builder.block_params(entry));
    body(&mut builder, &mut stack);

    let results = stack.peek_many(stack.len()).to_vec();
    builder.func.signature.returns = results
        .iter()
        .map(|&result| AbiParam::new(builder.func.dfg.value_type(result)))
        .collect();
    builder.ins().return_(&results);
    builder.finalize(isa.frontend_config());
    verify_function(&function, &**isa).expect("the function is well-formed");
    function
}

fn result_types(function: &Function) -> Vec<Type> {
    let returns = function.signature.returns.iter();
    returns.map(|result| result.value_type).collect()
}

fn compile(isa: &OwnedTargetIsa, function: Function, operator: &Operator<'_>) {
    let mut context = Context::for_function(function);
    let code = context
        .compile(&**isa, &mut ControlPlane::default())
        .unwrap_or_else(|error| panic!("{operator:?}: {:?}", error.inner));
    assert!(
        code.buffer.relocs().is_empty(),
        "{operator:?} calls something"
    );
}

fn definition(function: &Function, value: Value) -> InstructionData {
    match function.dfg.value_def(value) {
        ValueDef::Result(inst, _) => function.dfg.insts[inst],
        other => panic!("{value} is {other:?}"),
    }
}

/// The operand of the cast that `value` is.
fn uncast(function: &Function, value: Value) -> Value {
    let [source] = arguments(function, value, Opcode::Bitcast);
    source
}

/// The operands of the `opcode` instruction whose result `value` is.
fn arguments<const N: usize>(function: &Function, value: Value, opcode: Opcode) -> [Value; N] {
    let ValueDef::Result(inst, _) = function.dfg.value_def(value) else {
        panic!("{value} is no result");
    };
    assert_eq!(function.dfg.insts[inst].opcode(), opcode);
    let arguments = function.dfg.inst_args(inst);
    arguments.try_into().expect("the opcode has that many")
}
