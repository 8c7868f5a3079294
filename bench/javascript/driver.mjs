// Runs WebAssembly in a JavaScript engine (Node, Deno or Bun) for the bench program,
// which starts this script, writes requests to its standard input, one a line, and
// reads one line for each.
//
//     driver.mjs CLOCK ENTRY MODULE.wasm...
//
// instantiates the chain of modules as `engines/adapter.rs` describes, and answers
// `ready`. CLOCK is the number of a clock of `clock_gettime`. Then a request
//
//     run N       calls ENTRY(N) and answers `CHECKSUM NANOSECONDS`
//     slices N    calls ENTRY(1) N times and answers `CHECKSUM NANOSECONDS...`
//     live N      calls `make(N)` and `end(N)`, and answers `CHECKSUM BYTES NANOSECONDS
//                 NANOSECONDS`: how much more memory is resident in between, and how long
//                 both took
//
// What goes wrong is answered with `error: ...`.

import fs from "node:fs";
import process from "node:process";
import readline from "node:readline";

const time = new BigInt64Array(2);

// How to read a clock, in nanoseconds. JavaScript's own clocks know nothing of the
// processor time of a thread, or too little.
async function clock(id) {
  const gettime = await clockGettime();
  return () => {
    gettime(id, time);
    return Number(time[0]) * 1e9 + Number(time[1]);
  };
}

async function clockGettime() {
  const library = "libc.so.6";
  if (globalThis.Deno !== undefined) {
    const clock_gettime = { parameters: ["i32", "buffer"], result: "i32" };
    return Deno.dlopen(library, { clock_gettime }).symbols.clock_gettime;
  }
  if (globalThis.Bun !== undefined) {
    const { dlopen } = await import("bun:ffi");
    const clock_gettime = { args: ["i32", "ptr"], returns: "i32" };
    return dlopen(library, { clock_gettime }).symbols.clock_gettime;
  }
  const { dlopen } = await import("node:ffi");
  const clock_gettime = { arguments: ["int32", "buffer"], return: "int32" };
  return dlopen(library, { clock_gettime }).functions.clock_gettime;
}

function instantiate(files) {
  const instances = [];
  for (const file of files) {
    const previous = instances.at(-1)?.exports;
    const module = new WebAssembly.Module(fs.readFileSync(file));
    instances.push(new WebAssembly.Instance(module, { previous }));
  }
  instances.forEach((instance, index) => {
    instance.exports.link?.(instances.at(index - 1).exports.hop);
  });
  return instances.at(-1).exports;
}

function resident() {
  return Number(fs.readFileSync("/proc/self/statm", "utf8").split(" ")[1]) * 4096;
}

function live({ make, end }, now, count) {
  // What is needed once is there then.
  make(1n);
  end(1n);
  const before = resident();
  const start = now();
  make(BigInt(count));
  const made = now();
  const bytes = Math.max(resident() - before, 0);
  const resumed = now();
  const checksum = end(BigInt(count));
  return [checksum, bytes, made - start, now() - resumed];
}

function run({ entry }, now, count) {
  const start = now();
  const checksum = entry(BigInt(count));
  return [checksum, now() - start];
}

function slices({ entry }, now, count) {
  let checksum = 0n;
  const times = [];
  for (let slice = 0; slice < count; slice++) {
    const start = now();
    checksum = BigInt.asIntN(64, checksum + entry(1n));
    times.push(now() - start);
  }
  return [checksum, ...times];
}

try {
  const [id, name, ...files] = process.argv.slice(2);
  const now = await clock(Number(id));
  const exports = instantiate(files);
  const work = { ...exports, entry: exports[name] };
  console.log("ready");
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [request, count] = line.split(" ");
    const answer = { run, slices, live }[request](work, now, Number(count));
    console.log(answer.join(" "));
  }
} catch (error) {
  console.log(`error: ${error}`);
}
