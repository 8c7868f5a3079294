//! Which method translates which operator.

use cranelift_codegen::ir::InstBuilder;
use switchback_abi::tier::CompileError;
use wasmparser::Operator;

use crate::numeric;
use crate::translate::Translator;

impl Translator<'_> {
    /// Translates an operator that can be reached.
    pub(crate) fn translate_operator(
        &mut self,
        operator: &Operator<'_>,
    ) -> Result<(), CompileError> {
        match *operator {
            Operator::LocalGet { local_index } => self.local_get(local_index),
            Operator::LocalSet { local_index } => self.local_set(local_index),
            Operator::LocalTee { local_index } => self.local_tee(local_index),
            Operator::GlobalGet { global_index } => self.global_get(global_index),
            Operator::GlobalSet { global_index } => self.global_set(global_index),

            Operator::Nop => {}
            Operator::Drop => {
                self.stack.pop();
            }
            Operator::Select | Operator::TypedSelect { .. } => self.select(),
            Operator::Unreachable => self.unreachable(),
            Operator::Block { blockty } => self.block(blockty),
            Operator::Loop { blockty } => self.loop_(blockty),
            Operator::If { blockty } => self.if_(blockty),
            Operator::Else => self.else_(),
            Operator::End => self.end(),
            Operator::Br { relative_depth } => self.br(relative_depth),
            Operator::BrIf { relative_depth } => self.br_if(relative_depth),
            Operator::BrTable { ref targets } => self.br_table(targets)?,
            Operator::Return => self.return_(),

            Operator::Call { function_index } => self.call(function_index)?,
            Operator::ReturnCall { function_index } => self.return_call(function_index)?,
            Operator::CallIndirect {
                type_index,
                table_index,
            } => self.call_indirect(type_index, table_index)?,
            Operator::ReturnCallIndirect {
                type_index,
                table_index,
            } => self.return_call_indirect(type_index, table_index)?,
            Operator::CallRef { type_index } => self.call_ref(type_index)?,
            Operator::ReturnCallRef { type_index } => self.return_call_ref(type_index)?,

            Operator::TryTable { ref try_table } => self.try_table(try_table)?,
            Operator::Throw { tag_index } => self.throw(tag_index)?,
            Operator::ThrowRef => self.throw_ref()?,
            Operator::Try { blockty } => self.legacy_try(blockty)?,
            Operator::Catch { .. } | Operator::CatchAll => self.legacy_catch(),
            // What it leaves to an outer block was settled at its `try`.
            Operator::Delegate { .. } => self.end(),
            Operator::Rethrow { relative_depth } => self.rethrow(relative_depth)?,

            Operator::ContNew { .. } => self.cont_new(),
            Operator::ContBind {
                argument_index,
                result_index,
            } => self.cont_bind(argument_index, result_index),
            Operator::Suspend { tag_index } => self.suspend(tag_index)?,
            Operator::Resume {
                cont_type_index,
                ref resume_table,
            } => self.resume(cont_type_index, resume_table)?,
            Operator::ResumeThrow {
                cont_type_index,
                tag_index,
                ref resume_table,
            } => self.resume_throw(cont_type_index, tag_index, resume_table)?,
            Operator::ResumeThrowRef {
                cont_type_index,
                ref resume_table,
            } => self.resume_throw_ref(cont_type_index, resume_table)?,
            Operator::Switch {
                cont_type_index,
                tag_index,
            } => self.switch(cont_type_index, tag_index)?,

            Operator::RefNull { hty } => self.ref_null(hty),
            Operator::RefIsNull => self.ref_is_null(),
            Operator::RefFunc { function_index } => self.ref_func(function_index),
            Operator::RefAsNonNull => self.ref_as_non_null(),
            Operator::BrOnNull { relative_depth } => self.br_on_null(relative_depth),
            Operator::BrOnNonNull { relative_depth } => self.br_on_non_null(relative_depth),

            Operator::MemorySize { mem } => self.memory_size(mem),
            Operator::MemoryGrow { mem } => self.memory_grow(mem),
            Operator::MemoryFill { mem } => self.memory_fill(mem),
            Operator::MemoryCopy { dst_mem, src_mem } => self.memory_copy(dst_mem, src_mem),
            Operator::MemoryInit { data_index, mem } => self.memory_init(mem, data_index),
            Operator::DataDrop { data_index } => self.data_drop(data_index),

            Operator::TableGet { table } => self.table_get(table),
            Operator::TableSet { table } => self.table_set(table),
            Operator::TableSize { table } => self.table_size(table),
            Operator::TableGrow { table } => self.table_grow(table),
            Operator::TableFill { table } => self.table_fill(table),
            Operator::TableCopy {
                dst_table,
                src_table,
            } => self.table_copy(dst_table, src_table),
            Operator::TableInit { elem_index, table } => self.table_init(table, elem_index),
            Operator::ElemDrop { elem_index } => self.elem_drop(elem_index),

            _ => {
                let is_translated = numeric::translate(
                    operator,
                    &mut self.builder,
                    &mut self.stack,
                    &self.settings.numeric,
                ) || self.translate_access(operator)
                    || self.translate_gc(operator);
                if !is_translated {
                    return Err(CompileError::Bug(format!(
                        "no translation of an operator that the parser accepts: {operator:?}"
                    )));
                }
            }
        }
        Ok(())
    }

    fn select(&mut self) {
        let (first, second, condition) = self.stack.pop3();
        let result = self.builder.ins().select(condition, first, second);
        self.declare_selected(result, first, second);
        self.stack.push(result);
    }
}
