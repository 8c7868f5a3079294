//! Instructions on tables.

use wasmparser::Operator;

use super::memory::{part, slice};
use super::thread::Frame;
use super::value::Value;
use super::{Machine, Outcome, Trap};

impl<'m> Machine<'m> {
    /// The instructions on tables.
    pub(super) fn table(
        &mut self,
        frame: &mut Frame<'m>,
        operator: &Operator<'m>,
    ) -> Option<Outcome> {
        Some(match *operator {
            Operator::TableGet { table } => self.table_get(frame, table),
            Operator::TableSet { table } => self.table_set(frame, table),
            Operator::TableSize { table } => {
                let table = &self.tables[self.instances[frame.instance].table(table)];
                let size = table.elements.len() as u64;
                let is_64 = table.ty.is_64;
                frame.push(Value::of_index(size, is_64));
                Ok(())
            }
            Operator::TableGrow { table } => {
                self.table_grow(frame, table);
                Ok(())
            }
            Operator::TableFill { table } => self.table_fill(frame, table),
            Operator::TableCopy {
                dst_table,
                src_table,
            } => self.table_copy(frame, dst_table, src_table),
            Operator::TableInit { elem_index, table } => self.table_init(frame, elem_index, table),
            Operator::ElemDrop { elem_index } => {
                self.instances[frame.instance].elements[elem_index as usize].clear();
                Ok(())
            }
            _ => return None,
        })
    }

    fn table_get(&mut self, frame: &mut Frame<'m>, table: u32) -> Outcome {
        let index = frame.pop().index();
        let table = self.instances[frame.instance].table(table);
        let element = slice(&mut self.tables[table].elements, index.into(), 1)
            .ok_or(Trap::TableOutOfBounds)?;
        frame.push(element[0]);
        Ok(())
    }

    fn table_set(&mut self, frame: &mut Frame<'m>, table: u32) -> Outcome {
        let value = frame.pop();
        if value.is_continuation() {
            self.coverage.note(super::Event::ContinuationInTable);
        }
        let index = frame.pop().index();
        let table = self.instances[frame.instance].table(table);
        let element = slice(&mut self.tables[table].elements, index.into(), 1)
            .ok_or(Trap::TableOutOfBounds)?;
        element[0] = value;
        Ok(())
    }

    fn table_grow(&mut self, frame: &mut Frame<'m>, table: u32) {
        let delta = frame.pop().index();
        let value = frame.pop();
        let table = self.instances[frame.instance].table(table);
        let table = &mut self.tables[table];
        let old = table.elements.len() as u64;
        let limit = self.bounds.elements;
        let most = table.ty.maximum.map_or(limit, |most| most.min(limit));
        let grown = old.checked_add(delta).filter(|new| *new <= most);
        if let Some(new) = grown {
            table.elements.resize(new as usize, value);
        }
        let answer = grown.map_or(u64::MAX, |_| old);
        frame.push(Value::of_index(answer, table.ty.is_64));
    }

    fn table_fill(&mut self, frame: &mut Frame<'m>, table: u32) -> Outcome {
        let length = frame.pop().index();
        let value = frame.pop();
        let start = frame.pop().index();
        let table = self.instances[frame.instance].table(table);
        slice(&mut self.tables[table].elements, start.into(), length)
            .ok_or(Trap::TableOutOfBounds)?
            .fill(value);
        Ok(())
    }

    fn table_copy(&mut self, frame: &mut Frame<'m>, to: u32, from: u32) -> Outcome {
        let length = frame.pop().index();
        let (source, destination) = (frame.pop().index(), frame.pop().index());
        let instance = &self.instances[frame.instance];
        let (to, from) = (instance.table(to), instance.table(from));
        let elements = part(&self.tables[from].elements, source.into(), length)
            .ok_or(Trap::TableOutOfBounds)?
            .to_vec();
        slice(&mut self.tables[to].elements, destination.into(), length)
            .ok_or(Trap::TableOutOfBounds)?
            .copy_from_slice(&elements);
        Ok(())
    }

    pub(super) fn table_init(
        &mut self,
        frame: &mut Frame<'m>,
        segment: u32,
        table: u32,
    ) -> Outcome {
        let length = frame.pop().index();
        let (source, destination) = (frame.pop().index(), frame.pop().index());
        let instance = &self.instances[frame.instance];
        let elements =
            part(instance.element(segment), source.into(), length).ok_or(Trap::TableOutOfBounds)?;
        let table = instance.table(table);
        slice(&mut self.tables[table].elements, destination.into(), length)
            .ok_or(Trap::TableOutOfBounds)?
            .copy_from_slice(elements);
        Ok(())
    }
}
