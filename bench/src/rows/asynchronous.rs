//! Rows about calls that can wait for the host.

use anyhow::Result;

use super::{HostCall, Row, Table, Work, binary};

/// All of them.
pub(super) fn rows() -> Result<Vec<Row>> {
    let callee = binary(include_str!("../../rows/host_to_wasm.wat"))?;
    let caller = binary(include_str!("../../rows/asynchronous.wat"))?;
    let to_wasm = Work::HostToWasm {
        module: callee,
        call: HostCall::Asynchronous,
    };
    let to_host = |name, entry| {
        let module = caller.clone();
        row(name, Work::WasmToHostAsynchronously { module, entry })
    };
    Ok(vec![
        row("host to Wasm, asynchronous, () -> ()", to_wasm),
        to_host(
            "Wasm to host, synchronous in an asynchronous call",
            "synchronous",
        ),
        to_host("Wasm to host, asynchronous, ready at once", "ready"),
        to_host("Wasm to host, asynchronous, pending once", "pending"),
    ])
}

fn row(name: &str, work: Work) -> Row {
    Row::new(name, "call", work).table(Table::Asynchronous)
}
