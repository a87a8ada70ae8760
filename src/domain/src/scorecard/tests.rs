//! Tests of the compile, by concern.
