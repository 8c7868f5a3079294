//! The calls of preview 1, each over a buffer as the program's memory and a
//! directory of its own. One module for each family.

#![forbid(unsafe_code)]

mod anything;
mod args;
mod clock;
mod fd;
mod fd_io;
mod guest;
mod path;
mod poll;
mod process;
mod random;
mod readdir;
mod sandbox;
mod socket;
mod wait;
