

pub mod files;
