//! A Rust program: collections, formatting, files, 128-bit arithmetic, threads
//! that cannot be had, and a panic at the end when asked for.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::io::{BufRead, Write as _};

fn main() {
    let mut accounts: HashMap<String, i128> = HashMap::new();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("standard input is readable");
        let mut words = line.split_whitespace();
        if let (Some(name), Some(amount)) = (words.next(), words.next()) {
            let amount: i128 = amount.parse().expect("an amount is a number");
            *accounts.entry(name.to_owned()).or_default() += amount;
        }
    }
    let sorted: BTreeMap<_, _> = accounts.iter().collect();
    let mut text = String::new();
    for (name, amount) in &sorted {
        writeln!(text, "{name:>8} {amount:+}").expect("a string takes all that is written");
    }
    let square: u128 = accounts.values().map(|amount| amount.unsigned_abs().pow(2)).sum();
    writeln!(text, "squares {square}").expect("a string takes all that is written");

    let path = "/data/ledger.txt";
    std::fs::File::create(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .expect("the folder was granted");
    print!("{}", std::fs::read_to_string(path).expect("it was just written"));
    println!("thread: {}", std::thread::Builder::new().spawn(|| ()).is_ok());
    if std::env::args().any(|argument| argument == "panic") {
        let empty: Vec<i32> = Vec::new();
        println!("{}", empty[accounts.len()]);
    }
    std::process::exit(3);
}
